"""Carrying: what an exchange leaves for the next question to lean on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.memory import Context
from bot.answers.reply import Answer, Correction, Reply, Unknown
from bot.matching.deciding import Decision, names_subject
from bot.matching.language import english
from bot.matching.matcher import Matcher
from bot.matching.reading import Focus
from bot.matching.text import words
from bot.matching.yes_or_no import is_yes_no

_ASKS_WHO = frozenset({"who", "whom", "whose", "name", "names"})
"""Words that ask for somebody, who is meant from then on; else the one asked about is."""

_TWO, _FEW = 2, 3

_EARLIER, _PERSONS = 3, 12
"""How many things that were talked about before, and how many persons, are kept."""


class Carrier:
    """Tells what was talked about.

    Args:
        matcher: knows the facts and what a text names.
    """

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._book = matcher.book
        self._has_persons = any(kind.personal for kind in self._book.vocabulary.kinds.values())

    def context(self, question: str, decision: Decision, reply: Reply, before: Context | None) -> Context:
        """Return what a follow-up may lean on.

        Args:
            question: what was asked, as it stands alone.
            decision: how it was read.
            reply: what was said.
            before: what the exchange before left.
        """
        left = self._left(question, decision, reply, before)
        if before is None or left is before:
            return left
        now, then = left.focus, before.focus
        moved_on = then.subjects and (now.subjects, now.property) != (then.subjects, then.property)
        return replace(left, earlier=((then, *before.earlier) if moved_on else before.earlier)[:_EARLIER])

    def _left(self, question: str, decision: Decision, reply: Reply, before: Context | None) -> Context:
        if not decision.readings:
            return self._named_in_vain(question, decision, before) or before or Context()
        best = decision.readings[0]
        told = reply.answer if isinstance(reply, Correction) else reply
        facts, text = (told.facts, told.text) if isinstance(told, Answer | Unknown) else ((), "")
        value = best.value or self._only_value(facts, text) or self._somebody(best.kind, best.subjects)
        subjects = best.subjects
        if best.operation == "compare" and best.value in subjects:
            subjects = (best.value,)  # `it` is still what was said to be further
        if best.operation == "upcoming" and facts:
            subjects = (facts[-1].partition(".")[0],)  # what was announced
        if len(subjects) > _FEW:
            subjects = (facts[0].partition(".")[0],) if best.operation == "superlative" and facts else ()
        about = self._personal(best.value, *best.subjects)
        about = about or self._asked_for(question, text)
        named = self._by_office(self._told(facts or best.facts, text), about)
        person = self._person(about, named, before, question) if self._has_persons else value
        asked = (subjects, best.kind, best.property, value, best.operation, best.years)
        persons = _latest((*named, *about), before)
        return Context(Focus(*asked, person, question, text, facts=facts, persons=persons, claim=best.claim))

    def _named_in_vain(self, question: str, decision: Decision, before: Context | None) -> Context | None:
        """Return what a question that finds no answer surely names, for the next one to go on from."""
        for best in decision.others[:1]:
            if names_subject(best):
                return self._talk_of(best.subjects, best.kind, best.value, question, before)
        named = tuple(s for s in self._matcher.named(question) if self._book.subjects[s].facts)
        if len(named) != 1:
            return None
        kind = self._book.subjects[named[0]].kind
        return self._talk_of(named, kind, self._somebody(kind, named), question, before)

    def _talk_of(
        self, subjects: tuple[str, ...], kind: str, value: str | None, question: str, before: Context | None
    ) -> Context:
        earlier = before.focus.person if before else None
        named = self._personal(value, *subjects)
        person = next(iter(named), earlier) if self._has_persons else value
        persons = _latest(named, before)
        return Context(Focus(subjects, kind, value=value, person=person, question=question, persons=persons))

    def _somebody(self, kind: str, subjects: tuple[str, ...]) -> str | None:
        """Return the only one of some subjects where it is of a kind that no day puts in order."""
        apart = not self._matcher.catalog.kind(kind).ordered_by
        alone = len(subjects) == 1 and kind != self._matcher.catalog.main_kind
        return subjects[0] if apart and alone else None

    def _only_value(self, facts: tuple[str, ...], told: str) -> str | None:
        """Return the one entity that an answer told, which `he`, `she` or `there` will mean next."""
        fact = self._book.fact(facts[0]) if facts else None
        if fact is None:
            return None
        about = {e for e in fact.about if not self._matcher.catalog.is_general(e)}
        entities = {v.entity for v in fact.values if v.entity} or about
        if len(entities) > 1:  # of a series, only some values may have been told
            entities = {e for e in entities if self._book.subjects[e].name in told}
        return entities.pop() if len(entities) == 1 else None

    def _person(
        self, asked: Sequence[str], told: Sequence[str], before: Context | None, question: str
    ) -> str | None:
        """Return whom `he` or `she` will mean: who was told, or asked about, or talked of before.

        Where nobody is known to be one, whatever was told may be meant.
        """
        if len(set(asked)) == 1 and _ASKS_WHO.isdisjoint(words(question)):
            return asked[0]
        earlier = before.focus.person if before else None
        named = [e for e in told if e not in asked]
        if len(named) > _TWO and self._matcher.catalog.in_office(named[0]):
            return earlier if earlier in named else named[0]
        fresh = [e for e in named if e != earlier] or named
        if 0 < len(fresh) <= _TWO:
            return fresh[0]
        return asked[0] if len(asked) == 1 else earlier

    def _told(self, facts: tuple[str, ...], text: str) -> list[str]:
        """Return the persons whom an answer names, in its order."""
        fact = self._book.fact(facts[0]) if facts else None
        persons = self._personal(*fact.entities) if fact else []
        places = {text.find(self._book.subjects[e].name): e for e in persons}
        return [e for place, e in sorted(places.items()) if place >= 0]

    def _asked_for(self, question: str, text: str) -> list[str]:
        """Return the only person of whom yes or no is asked and who is told of (`did Peduto take part`)."""
        if not is_yes_no(tuple(words(question)), english()):
            return []
        mentions = self._matcher.linked(question).mentions
        named = {s for m in mentions if m.sort == "name" for s in self._personal(*m.subjects)}
        told = [person for person in named if self._book.subjects[person].name in text]
        return told if len(told) == 1 else []

    def _by_office(self, told: list[str], asked: Sequence[str]) -> list[str]:
        """Return the persons told of, those of more than two first who were the last in an office."""
        several = len(set(told).difference(asked)) > _TWO
        in_office = [e for e in told if self._matcher.catalog.in_office(e)] if several else []
        return [*reversed(in_office), *(e for e in told if e not in in_office)]

    def _personal(self, *entities: str | None) -> list[str]:
        """Return those of some entities that are persons."""
        subjects = self._book.subjects
        return [e for e in entities if e and e in subjects and self._book.kind(e).personal]


def _latest(persons: Sequence[str], before: Context | None) -> tuple[str, ...]:
    """Return some persons and those who were told or asked about before, as many as are kept."""
    return tuple(dict.fromkeys((*persons, *(before.focus.persons if before else ()))))[:_PERSONS]
