"""Referring: what the words of a follow-up mean among what was talked about (`it`, `the Texas one`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.mentions import NAME, Linked, Mention
from bot.matching.reading import Focus
from bot.matching.text import has_phrase, phrase_start, words


class Referrer:
    """Resolves references to what was talked about.

    Args:
        catalog: the facts.
        lexicon: knows the words that refer.
        link: finds what a text names.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon, link: Callable[[str], Linked]) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._language = lexicon.language
        self._link = link

    def resolved(self, linked: Linked, focus: Focus) -> tuple[Linked, Focus]:
        """Return a question and what was talked about, each with what the one means of the other."""
        focus = replace(focus, person=self._person(linked.words, focus))
        if focus.kind is not None:
            again = self._lexicon.continues(linked.words)
            linked = linked.pointing(self._pointed_at(focus), again)
        if focus.said and self._points_back(linked.words):
            focus = replace(focus, told=self.named(f"{focus.question}. {focus.said}"))
        linked = self._with_noun(self._with_it(linked, focus), focus)
        return self._with_other(linked, focus), focus

    def _person(self, tokens: tuple[str, ...], focus: Focus) -> str | None:
        """Return whom `he` or `she` means: of those told last, who goes by that pronoun."""
        said = self._language.pronoun_in(tokens)
        told = dict.fromkeys((*filter(None, [focus.person]), *focus.persons))
        subjects = self._catalog.book.subjects
        fitting = [s for s in told if s not in subjects or subjects[s].pronoun in (said, None)]
        return next(iter(fitting), None) if said else focus.person

    def named(self, text: str) -> tuple[str, ...]:
        """Return the subjects that a text surely names, but for the community, and that of its only year.

        A year in which something was that is named says when that was, and means nothing else of that year.
        """
        mentions = self._link(text).pointing(self._catalog.identified, again=False).mentions
        sure = [s for m in mentions if m.sort == "name" for s, weight in m.subjects.items() if weight >= NAME]
        known = frozenset[int]().union(*map(self._catalog.years, sure))
        dated = {s for m in mentions if m.sort == "year" and m.number not in known for s in m.subjects}
        named = dict.fromkeys([*sure, *(dated if len(dated) == 1 else ())])
        return tuple(s for s in named if s != self._catalog.main)

    def _points_back(self, tokens: tuple[str, ...]) -> bool:
        """Tell whether words point at what was talked about, or at an end of it (`the oldest`)."""
        ends = [phrase for end in ("latest", "earliest") for phrase in self._language.cues[end]]
        return not self._language.pronouns.isdisjoint(tokens) or "one" in tokens or has_phrase(tokens, ends)

    def _pointed_at(self, focus: Focus) -> frozenset[str]:
        """Return what `the Texas one` may mean: of the kind talked about, or among what was listed."""
        listed = self._catalog.entities(focus.subjects, focus.property or "")
        return frozenset((*self._catalog.of_kind(focus.kind or ""), *listed))

    def _with_it(self, linked: Linked, focus: Focus) -> Linked:
        """Return a question with `it` as a mention, where something tells it apart (`was it the third`)."""
        subject = focus.subjects[0] if len(focus.subjects) == 1 else None
        place = self._claimed_of(linked.words)
        if subject not in self._catalog.identified or place is None:
            return linked
        if not any(self._identifies(m, subject) for m in linked.mentions):
            return linked
        return linked.naming(place, place + 1, subject)

    def _with_noun(self, linked: Linked, focus: Focus) -> Linked:
        """Return a question with `the letter` as a mention, where what was talked of has a name ending so."""
        subject = focus.subjects[0] if len(focus.subjects) == 1 else self._catalog.main
        if subject == self._catalog.main or subject in self._catalog.identified:
            return linked
        called = self._catalog.book.subjects[subject]
        names = map(words, (called.name, *called.aliases))
        said = (phrase_start(linked.words, ("the", name[-1])) for name in names if len(name) > 1)
        place = next((start for start in said if start is not None), None)
        if place is None or any(m.start <= place + 1 < m.end for m in linked.mentions):
            return linked
        others = tuple(n for n in linked.nouns if not n.start <= place + 1 < n.end)
        return replace(linked.naming(place, place + 2, subject), nouns=others)

    def _with_other(self, linked: Linked, focus: Focus) -> Linked:
        """Return a question with `the other one` as a mention, where one of two was talked about."""
        if linked.mentions or len(focus.subjects) != 1:
            return linked
        said = ((phrase_start(linked.words, p), len(p)) for p in self._language.cues["counterpart"])
        place, length = next(((start, n) for start, n in said if start is not None), (0, 0))
        talked_of = (s for s in (*focus.subjects, focus.value, focus.person) if s != self._catalog.main)
        others = (self._catalog.counterpart(s) for s in talked_of if s) if length else ()
        other = next(filter(None, others), None)
        if other is None:
            return linked
        return linked.naming(place, place + length, other)

    def _identifies(self, mention: Mention, subject: str) -> bool:
        """Tell whether a mention is of what tells subjects of that kind apart: a number, a year, a place."""
        kind = self._catalog.book.kind(subject)
        values = (
            s
            for s in mention.subjects
            for name in kind.identified_by
            if self._catalog.may_hold(kind.id, name, s)
        )
        return mention.sort in ("ordinal", "year", "place") or any(values)

    def _claimed_of(self, tokens: tuple[str, ...]) -> int | None:
        """Return the place of the `it` of which words claim something (`so it was`, `was that not`)."""
        language = self._language
        said = [i for i, w in enumerate(tokens) if w not in language.openers and w not in language.filler][:3]
        claim = [tokens[i] for i in said if tokens[i] != "not"][:2]
        for verb, it in (claim, claim[::-1]) if len(claim) == 2 else ():
            if verb in language.yes_no and it in language.impersonal:
                return next(i for i in said if tokens[i] == it)
        return None
