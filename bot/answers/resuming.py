"""Resuming: a follow-up that is not understood by itself is read as the last question, put anew."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.following import Follower
from bot.answers.memory import Context
from bot.matching.deciding import Calibration, Decision, decide, names_subject, says_it_all
from bot.matching.matcher import Matcher, Understanding
from bot.matching.mentions import Linked
from bot.matching.reading import Focus, Reading
from bot.matching.text import has_phrase
from bot.matching.yes_or_no import is_yes_no

_SUPPLIED = ("open", "main", "main_elsewhere", "unnamed", "unnamed_bound")
"""Ways to be about a subject that is neither named nor talked about."""

_OF_ONE, _THINGS = ("lookup", "told", "check"), 3
"""Readings of what `it` may mean that count, and of how many things it is tried."""

_SURE_OF_EARLIER = 0.65
"""Confidence from which what was talked about before the last answer is gone on with."""


class Resumer:
    """Goes on from the last question.

    Args:
        matcher: reads what is written out.
    """

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._follower = Follower(matcher.book, matcher.lexicon.language)

    def resumed(
        self,
        text: str,
        by_itself: tuple[Understanding, Decision],
        context: Context,
        calibration: Calibration,
    ) -> tuple[str, Understanding, Decision]:
        """Return a follow-up as it stands alone, where it is not understood without the last question.

        Args:
            text: as typed.
            by_itself: how it reads as typed, and what that comes to.
            context: what the last exchange left; it holds a question.
            calibration: decides on what is written out.
        """
        asked, decision = by_itself
        again = _again(decision, context.focus)
        if asked.social or (_goes_on(decision) and not again):
            return text, asked, decision
        if not asked.leans:
            return self._of_matter(by_itself, calibration) or (text, asked, decision)
        before = self._matcher.linked(context.focus.question)
        instead, joined = (
            write(asked.linked, before) for write in (self._follower.instead, self._follower.joined)
        )
        if again:
            return instead or joined or text, asked, decision
        if found := self._named(asked, before, context, calibration):
            return found
        rest = self._gone_on(text, by_itself, (instead, joined), context, calibration)
        return self._of_thing(by_itself, rest, context, calibration) or rest

    def _gone_on(
        self,
        text: str,
        by_itself: tuple[Understanding, Decision],
        written: tuple[str | None, str | None],
        context: Context,
        calibration: Calibration,
    ) -> tuple[str, Understanding, Decision]:
        """Return a follow-up as the last question put anew, else after what was talked about before that.

        Args:
            text: as typed.
            by_itself: how it reads as typed, and what that comes to.
            written: the last question with what is named now in its place, and both joined.
            context: what the last exchange left.
            calibration: decides on what is written out.
        """
        asked, decision = by_itself
        instead, joined = written
        for question in (instead, joined):
            if question is None:
                continue
            known = () if asked.points_at_person else context.facts
            left = Focus(person=context.focus.person, facts=known)
            understanding = self._matcher.understand(question, left)
            readings = understanding.readings
            if question is joined and not is_yes_no(asked.linked.typed, self._matcher.lexicon.language):
                readings = tuple(replace(r, yes_no=False, verdict=None, claims=None) for r in readings)
            decided = decide(readings, calibration)
            surer = not decision.readings or decided.confidence > decision.confidence
            if surer and self._answers(
                asked, decided, context, question is not joined, bool(decision.readings)
            ):
                return question, understanding, decided
        found = self._of_earlier(text, context, calibration, decision)
        return found or self._of_matter(by_itself, calibration) or (text, asked, decision)

    def _of_thing(
        self,
        by_itself: tuple[Understanding, Decision],
        rest: tuple[str, Understanding, Decision],
        context: Context,
        calibration: Calibration,
    ) -> tuple[str, Understanding, Decision] | None:
        """Return a follow-up of what the last answer told of, by its name, where that is surest."""
        asked, other = by_itself[0], rest[2]
        least = other.confidence if other.readings else 0.0
        if len(asked.parts) > 1 or any(m.sort == "name" for m in asked.linked.mentions):
            return None
        for thing in self._things(context):
            question = self._follower.naming(asked.linked, self._matcher.book.subjects[thing].name)
            if question is None:
                return None
            understanding = self._matcher.understand(question, Focus(person=context.focus.person))
            decided = decide(understanding.readings, calibration)
            if decided.confidence > least and self._is_of(thing, decided, context, other):
                return question, understanding, decided
        return None

    def _is_of(self, thing: str, decision: Decision, context: Context, other: Decision) -> bool:
        """Tell whether a decision is for what is known of a thing, and was neither told nor found without it.

        Args:
            thing: id of what was told of.
            decision: on the question that names it.
            context: what the last exchange left.
            other: on the question as it is understood without it.
        """
        best = decision.readings[0] if decision.readings else None
        if best is None or best.operation not in _OF_ONE or set(best.facts) <= set(context.facts):
            return False
        if best.features.get("outside") or any(thing in self._involved(r) for r in other.readings[:1]):
            return False
        lost = not other.readings and best.subjects == (thing,)
        return thing in self._involved(best) and (lost or says_it_all(best))

    def _involved(self, reading: Reading) -> tuple[str, ...]:
        """Return what a reading is of, and what is told there."""
        fact = self._matcher.book.fact(reading.facts[0]) if reading.facts else None
        return (*reading.subjects, *(fact.entities if fact else ()))

    def _things(self, context: Context) -> list[str]:
        """Return what the fact told last is of and names: no person, place or topic, nor the community."""
        catalog, subjects = self._matcher.catalog, self._matcher.book.subjects
        fact = self._matcher.book.fact(context.facts[0]) if context.facts else None
        by_name = (m.subjects for m in self._matcher.linked(context.focus.said).mentions if m.sort == "name")
        named = (next(iter(meant)) for meant in by_name if len(meant) == 1)
        told = [s for s in (*(fact.entities if fact else ()), *named) if s in subjects and s != catalog.main]
        things = (s for s in told if not (catalog.is_general(s) or self._matcher.book.kind(s).personal))
        return list(dict.fromkeys(things))[:_THINGS]

    def _named(
        self, asked: Understanding, before: Linked, context: Context, calibration: Calibration
    ) -> tuple[str, Understanding, Decision] | None:
        """Return what was counted last, asked for by name, where another fact than the last tells it."""
        question = self._follower.named(asked.linked, before)
        if question is None:
            return None
        understanding = self._matcher.understand(question, Focus(person=context.focus.person))
        decided = decide(understanding.readings, calibration)
        best = decided.readings[0] if decided.readings else None
        if best is None or not says_it_all(best) or set(best.facts) <= set(context.facts):
            return None
        return question, understanding, decided

    def _of_earlier(
        self, text: str, context: Context, calibration: Calibration, decision: Decision
    ) -> tuple[str, Understanding, Decision] | None:
        """Return a follow-up as it reads after what was talked about before, where that is surer."""
        least = max(_SURE_OF_EARLIER, decision.confidence if decision.readings else 0.0)
        for focus in context.earlier:
            understanding = self._matcher.understand(text, replace(focus, person=context.focus.person))
            decided = decide(understanding.readings, calibration)
            sure = (_goes_on(decided) or _again(decided, focus)) and decided.confidence >= least
            if sure and says_it_all(decided.readings[0]):
                return text, understanding, decided
        return None

    def _of_matter(
        self, by_itself: tuple[Understanding, Decision], calibration: Calibration
    ) -> tuple[str, Understanding, Decision] | None:
        """Return what is known of a matter that is all a lost follow-up names (`on rents`)."""
        asked, decision = by_itself
        mention = asked.linked.mentions[0] if len(asked.linked.mentions) == 1 else None
        if decision.readings or mention is None or asked.stems or asked.linked.nouns:
            return None
        language, tokens = self._matcher.lexicon.language, asked.linked.words
        if tokens[mention.start : mention.end] in language.places or has_phrase(
            tokens, language.cues["of_those"]
        ):
            return None
        if not any(map(self._matcher.catalog.is_general, mention.subjects)):
            return None
        understanding = self._matcher.understand(mention.text)
        decided = decide(understanding.readings, calibration)
        return (mention.text, understanding, decided) if decided.readings else None

    def _answers(
        self, asked: Understanding, decision: Decision, context: Context, instead: bool, found: bool
    ) -> bool:
        """Tell whether what was written out gives an answer, and to what is said now."""
        if not decision.readings or not decision.readings[0].features.get("whole"):
            return False
        best = decision.readings[0]
        if best.operation == "superlative":
            return instead  # of two extremes one would be lost
        known = {self._matcher.catalog.main, *context.focus.subjects}
        if asked.linked.is_bare and not (known.issuperset(best.subjects) or names_subject(best)):
            return False  # `since when` is of what was talked about
        said = self._matcher.lexicon.asking(asked.stems)
        gap = self._matcher.book.fact(best.facts[0]) if best.facts else None
        same = (best.subjects, best.property) == (context.focus.subjects, context.focus.property)
        if found and same and not instead and gap is not None and gap.unknown:
            return False  # what is not known was said, and by itself it asks something else
        again = set(best.facts) <= set(context.facts)
        return said <= best.explains and (instead or not again or bool(said))


def _again(decision: Decision, focus: Focus) -> bool:
    """Tell whether a decision is for what was asked last, at another time (`and in 2018?`)."""
    best = decision.readings[0] if decision.readings else None
    same = best is not None and (best.subjects, best.property) == (focus.subjects, focus.property)
    return same and bool(best and best.implied and best.years)


def _goes_on(decision: Decision) -> bool:
    """Tell whether a decision is for something that the question names, or that was talked about."""
    if not decision.readings:
        return False
    best = decision.readings[0]
    asks_anew = "lookup_by_listed" in best.features  # all that one was looked for among, or a figure of it
    return asks_anew or not any(f"subject_{how}" in best.features for how in _SUPPLIED)
