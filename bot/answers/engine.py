"""The engine: a question goes in, a typed reply comes out; built from one book, shared by all shells."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from bot.answers.carrying import Carrier
from bot.answers.choosing import Chooser
from bot.answers.extracting import Extractor
from bot.answers.joining import Joiner
from bot.answers.memory import Context
from bot.answers.placing import place_left_out
from bot.answers.reply import Answer, Choices, OffTopic, Option, Reply, Social, Unknown
from bot.answers.resolving import Resolver
from bot.answers.resuming import Resumer
from bot.answers.suggesting import Suggester
from bot.facts.model import Book, Subject
from bot.matching.deciding import Calibration, Decision, decide, shipped
from bot.matching.features import MISPLACED
from bot.matching.matcher import Matcher, Understanding
from bot.matching.reading import Reading
from bot.matching.text import words

_ALTERNATIVES = 3
_NEAR = 0.15
"""Probability from which a reading is offered to who asks directly for what is not ours."""

_LIKELY = 0.25
"""Probability that anything of ours is meant, from which a city that is named is taken for a sign of it."""

_SOUNDS = 0.8
_TOLD_SIDE_BY_SIDE = 3

_SHORT = 5
"""How many words what is said in a talk has at the most, to be taken for a question of ours."""

_IN_TURN = 4
"""How many parts of a question are read one after the other at most."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A reply, and what a follow-up to it may lean on.

    Attributes:
        alone: whether the reply is the same whatever was talked about before.
    """

    reply: Reply
    context: Context
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that led to a reply, for `lpbot explain`."""

    understanding: Understanding
    decision: Decision
    exchange: Exchange


class Engine:
    """Answers questions from one book; immutable once built, safe to use from any thread.

    Args:
        book: the facts.
        today: gives the current date.
        calibration: fitted weights and thresholds; the shipped ones by default.
    """

    def __init__(
        self, book: Book, *, today: Callable[[], date], calibration: Calibration | None = None
    ) -> None:
        self.book = book
        self.calibration = calibration or shipped()
        self._matcher = Matcher(book, today)
        self._joiner = Joiner(self._matcher)
        self._answered: dict[str, bool] = {}
        self._extractor = Extractor(self._matcher)
        self._resolver = Resolver(self._matcher.catalog)
        self._suggester = Suggester(self._matcher.catalog)
        self._resumer = Resumer(self._matcher)
        self._carrier = Carrier(self._matcher)
        self._chooser = Chooser(self._matcher.catalog, self._matcher.lexicon)

    def with_calibration(self, calibration: Calibration) -> Engine:
        """Return an engine on the same indexes that decides by another calibration."""
        other = copy(self)
        other.calibration = calibration
        other._answered = {}
        return other

    def readings(self, text: str, context: Context | None = None) -> tuple[Reading, ...]:
        """Return all that a text may mean, for fitting a calibration."""
        return self._matcher.understand(text, context.focus if context else None).readings

    def answer(self, reading: Reading) -> Reply:
        """Return the reply to one reading, as if it were sure."""
        return self._resolver.resolve(reading, 1.0)

    def ask(self, text: str, context: Context | None = None) -> Exchange:
        """Return the reply to a text; never raises, whatever the text.

        Args:
            text: as a person typed it.
            context: what the same person's last exchange left, where there is one.
        """
        return self.explain(text, context).exchange

    def explain(self, text: str, context: Context | None = None) -> Explanation:
        """Return the reply with every step that led to it."""
        understanding = self._matcher.understand(text, context.focus if context else None)
        alone = understanding.alone
        context = None if alone else context
        if understanding.asks_source and context is not None and context.facts:
            return self._sources(understanding, context)
        decision = _without_repeats(decide(understanding.readings, self.calibration), context)
        question = understanding.in_full
        if context is not None and context.focus.question:
            asked = (understanding, decision)
            question, understanding, decision = self._resumer.resumed(
                question, asked, context, self.calibration
            )
        whole = decision.is_word_for_word  # no part of it asks more
        if not (whole or understanding.social or understanding.foreign):
            inside = self._inside(understanding, decision, context)
            if inside is not None:
                return inside
        if not whole:
            decision = self._joiner.joined(understanding, decision, self.calibration)
        if not decision.readings and not (understanding.social or understanding.foreign):
            decision = self._in_turn(understanding, context) or decision
        reply = self._reply(understanding, decision, context)
        left = self._carrier.context(question, decision, reply, context)
        return Explanation(understanding, decision, Exchange(reply, left, alone))

    def _inside(
        self, asked: Understanding, decision: Decision, context: Context | None
    ) -> Explanation | None:
        """Return what is said to the clause of a message that asks, where that is surer than of the whole."""
        found = []
        for clause in self._extractor.clauses(asked, decision):
            left = Context(clause.focus) if clause.focus else context if clause.points else None
            one = self.explain(clause.text, left) if left or not clause.points else None
            if one is not None and clause.is_answered(one.decision):
                found.append(one)
        return max(found, key=lambda one: one.decision.confidence, default=None)

    def _in_turn(self, asked: Understanding, context: Context | None) -> Decision | None:
        """Return what the parts of a question ask, each after the one before, where all are answered.

        One that says nothing by itself (`and with whom`) may be left aside: what it goes on from is told.
        """
        readings: list[Reading] = []
        sure = 1.0
        for part in asked.parts if 1 < len(asked.parts) <= _IN_TURN else ():
            one = self.explain(part, context)
            answered = isinstance(one.exchange.reply, Answer)
            if readings and not answered and one.understanding.linked.is_bare:
                continue
            if not answered or one.decision.confidence < self.calibration.answer:
                return None
            readings += one.decision.readings
            sure, context = min(sure, one.decision.confidence), one.exchange.context
        return Decision(tuple(readings), sure, together=True) if readings else None

    def _sources(self, understanding: Understanding, context: Context) -> Explanation:
        """Return where the last answer came from (`source?`)."""
        reply = self._resolver.sources(context.facts)
        return Explanation(understanding, Decision((), 1.0), Exchange(reply, context))

    def _reply(self, understanding: Understanding, decision: Decision, context: Context | None) -> Reply:
        if understanding.social:
            return self._social(understanding.social)
        if not decision.readings:
            return self._declined(understanding, decision, context is not None)
        misplaced = self._misplaced(understanding, decision.readings[0])
        if misplaced is not None and not decision.together:
            return self._resolver.corrected(misplaced, decision.readings[0], decision.confidence)
        fresh = context is None and not decision.is_word_for_word
        place = place_left_out(self._matcher, understanding, decision.readings[0]) if fresh else None
        if place is not None:
            instead = (Option(self.question(decision.readings[0])),)
            text = f"My sources do not answer that for {place}."
            return Unknown(text, confidence=decision.confidence, alternatives=instead)
        return self._chooser.choices(understanding, decision, context is None) or self._decided(decision)

    def _misplaced(self, understanding: Understanding, best: Reading) -> Reading | None:
        """Return the identity that the question gives the answered subject, where it is another's."""
        if best.operation not in ("lookup", "told"):
            return None
        wrong = (r for r in understanding.readings if MISPLACED in r.features and r.subjects == best.subjects)
        return next(wrong, None)

    def _decided(self, decision: Decision) -> Reply:
        if decision.together:
            return self._resolver.resolve_together(decision.readings, decision.confidence)
        first, *rivals = decision.readings
        looked_up = all(r.operation == "lookup" for r in decision.readings)
        if rivals and looked_up and len(rivals) < _TOLD_SIDE_BY_SIDE:
            subjects = tuple(dict.fromkeys(s for r in decision.readings for s in r.subjects))
            return self._resolver.resolve(
                replace(first, operation="compare", subjects=subjects), decision.confidence
            )
        if rivals:
            options = tuple(Option(self.question(r)) for r in decision.readings)
            return Choices("Which of these do you mean?", options, decision.confidence)
        if decision.beside:
            reply = self._resolver.resolve_beside(first, decision.beside, decision.confidence)
        else:
            reply = self._resolver.resolve(first, decision.confidence)
        if isinstance(reply, Answer | Unknown):
            return replace(reply, alternatives=self._alternatives(decision))
        return reply

    def _social(self, kind: str) -> Social:
        community = self.book.community
        texts = {
            "greeting": f"Hello! {community.about}",
            "help": f"{community.about} Ask in your own words, for example:",
            "thanks": "You are welcome!",
            "farewell": "Goodbye!",
            "apology": "No problem at all.",
            "trust": (
                f"I am a bot. Every word I say on {community.name} comes from a curated fact, with "
                "the source and its date beside it for you to open; where the sources are silent, I say so."
            ),
            "privacy": "What is kept of your questions, and for how long, /privacy tells you.",
        }
        options = tuple(Option(q) for q in community.samples) if kind in ("greeting", "help") else ()
        return Social(texts[kind], options)

    def _declined(self, understanding: Understanding, decision: Decision, in_talk: bool) -> Reply:
        community = self.book.community
        goes_on = understanding.points_back or not any(s[0].isalnum() for s in understanding.stems)
        leans = in_talk and understanding.leans
        short = leans and len(understanding.linked.words) <= _SHORT and not understanding.linked.mentions
        asks = short and (
            understanding.question.asks or self._matcher.lexicon.asks(understanding.linked.words)
        )
        about_us = self._names_us(understanding, decision, leans) or (in_talk and goes_on) or asks
        if understanding.foreign or not (about_us or _sounds_like_us(decision)):
            return OffTopic(
                f"That is outside what I know: I only answer about {community.name}.",
                1 - decision.confidence,
                () if understanding.foreign else self._instead(understanding, decision, _NEAR),
            )
        named = self._alone_named(understanding)
        alone = named and understanding.linked.only_names and not self._matcher.catalog.is_general(named)
        described = self._resolver.describe(named) if named and alone else None
        if isinstance(described, Answer):
            return replace(described, confidence=max(decision.confidence, self.calibration.answer))
        alternatives = self._instead(understanding, decision, 0.0)
        return replace(self._resolver.unanswered(named, 1 - decision.confidence), alternatives=alternatives)

    def _alone_named(self, asked: Understanding) -> str | None:
        """Return the only one that a question names, where that is somebody or something of its own."""
        catalog = self._matcher.catalog
        named = {s for m in asked.linked.mentions for s in m.subjects if s != catalog.main}
        sure = named.intersection(asked.linked.surely_named)
        bare = not (asked.stems or asked.linked.nouns or asked.points_back)  # `what is preemption`
        alone = len(named) == 1 and not any(
            (catalog.is_general(s) and not bare) or s in catalog.identified for s in sure
        )
        return next(iter(sure), None) if alone else None

    def _names_us(self, asked: Understanding, decision: Decision, leans: bool) -> bool:
        """Tell whether a question names what is ours, and not only a city that people speak of anyway."""
        linked = asked.linked
        if linked.nouns or not all(map(self._matcher.catalog.is_general, linked.surely_named)):
            return True
        likely = leans or sum(r.score for r in decision.others) >= _LIKELY
        return likely and any(m.subjects for m in linked.mentions)

    def _instead(self, asked: Understanding, decision: Decision, score: float) -> tuple[Option, ...]:
        """Return what may have been meant by a question that finds no answer, where that finds one."""
        options = self._alternatives(decision, score)
        return tuple(o for o in options if self._is_answered(o.question, asked))

    def _is_answered(self, question: str, asked: Understanding) -> bool:
        """Tell whether a question is another than what is asked, and is answered."""
        if words(question) == asked.question.words:
            return False
        if (found := self._answered.get(question)) is None:
            readings = self._matcher.understand(question).readings
            found = self._answered[question] = bool(decide(readings, self.calibration).readings)
        return found

    def _alternatives(self, decision: Decision, score: float = 0.1) -> tuple[Option, ...]:
        questions = [self.question(r) for r in decision.others if r.score > score]
        return tuple(Option(q) for q in list(dict.fromkeys(questions))[:_ALTERNATIVES])

    def question(self, reading: Reading) -> str:
        """Return a reading as the question that would ask for it."""
        return self._suggester.question(reading)

    def suggestions(self, prefix: str, limit: int = 25) -> tuple[str, ...]:
        """Return questions that can be asked, best first: those that begin so, hold it, resemble it."""
        return self._suggester.suggestions(prefix, limit)

    def find_subjects(self, query: str, kind: str, limit: int = 25) -> tuple[Subject, ...]:
        """Return subjects of a kind by name, alias or identifying value; all in order for an empty query."""
        return self._suggester.find_subjects(query, kind, limit)

    def describe(self, subject_id: str) -> Answer | Unknown:
        """Return what is known of a subject, in brief and cited."""
        return self._resolver.describe(subject_id)


def _sounds_like_us(decision: Decision) -> bool:
    """Tell whether the words are those of our phrasings, though no reading is sure enough."""
    best = decision.others[0].features if decision.others else {}
    return best.get("similarity", 0.0) > _SOUNDS and best.get("content", 0.0) == 1.0


def _without_repeats(decision: Decision, context: Context | None) -> Decision:
    """Return a decision that tells nothing just told once more, beside what is asked now."""
    beside = decision.beside
    if context is None or beside is None or not set(beside.facts) <= set(context.facts):
        return decision
    return replace(decision, beside=None)
