"""Staying: which readings a question in the midst of a conversation may mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from bot.matching.asking import Draft
from bot.matching.catalog import Catalog
from bot.matching.scene import Scene


class Talk:
    """What one question may mean in the light of what was talked about.

    Args:
        scene: the question.
        catalog: the facts.
    """

    def __init__(self, scene: Scene, catalog: Catalog) -> None:
        self._scene = scene
        self._asked = scene.asked
        self._catalog = catalog

    def kept(self, found: Sequence[Draft]) -> list[Draft]:
        """Return the readings that may be meant: those of what the talk stays with, where there are such."""
        allowed = [d for d in found if self._allows(d) and self._is_of_person(d)]
        scene = self._scene
        held = [d for d in allowed if scene.talk.talked_of.issuperset(d.subjects)] if scene.talk.stays else []
        if self._stays_with_fact:
            return [d for d in held if not self._is_other(d)]
        held = held or (
            [d for d in allowed if d.kind in scene.talk.listed] if scene.talk.asks_end_of_listed else []
        )
        held = held or ([d for d in allowed if _is_some_of_told(d)] if self._speaks_of_told else [])
        return held or allowed

    def _is_of_person(self, draft: Draft) -> bool:
        """Tell whether it has to do with whom `he` or `she` means, where the question names nobody else."""
        linked, person = self._asked.linked, self._asked.person
        general = all(self._catalog.kind(kind).general for noun in linked.nouns for kind in noun.kinds)
        others = any(self._catalog.main not in m.subjects for m in linked.mentions)
        meant = person is not None and general and not others
        return not meant or self._involves(draft, person or "")

    @property
    def _speaks_of_told(self) -> bool:
        """Whether it asks of some of what was told, or whether something is among it."""
        return self._asked.speaks_of_some or self._asked.has_pronoun or self._asked.continues

    @cached_property
    def _stays_with_fact(self) -> bool:
        """Whether it says nothing by itself, after more than what the community is (`when`)."""
        focus, main = self._asked.focus, self._catalog.main
        if focus is None or focus.subjects != (main,) or not self._scene.talk.stays or self._asked.person:
            return False
        if any(stem[0].isalpha() for stem in self._asked.stems) and not self._asked.linked.is_bare:
            return False
        return focus.property not in (None, *self._catalog.kind(self._catalog.main_kind).summary[:1])

    def _is_other(self, draft: Draft) -> bool:
        """Tell whether it is another property of the community than was told, or all that is known of it."""
        focus = self._asked.focus
        looks = draft.operation in ("lookup", "overview")
        return looks and focus is not None and draft.property != focus.property

    def _involves(self, draft: Draft, person: str) -> bool:
        """Tell whether a reading has to do with whom `he` or `she` means."""
        facts = (f"{s}.{draft.property}" for s in draft.subjects)
        told = any(fact in self._catalog.holders(person) for fact in facts)
        return told or person in (*draft.subjects, draft.value)

    def _allows(self, draft: Draft) -> bool:
        """Tell whether a reading may be meant: nobody else than `he`, nor all where some are counted.

        What is so is never meant where it is asked what is not.
        """
        tests = (
            self._counts_all,
            self._is_opposite,
            self._is_of_somebody_else,
            self._leaves,
            self._is_beside_list,
            self._is_none_of_those,
            self._says_the_same,
            self._takes_person_for_thing,
            self._takes_thing_for_person,
            self._takes_place_for_person,
        )
        return not any(rules_out(draft) for rules_out in tests)

    def _counts_all(self, draft: Draft) -> bool:
        """Tell whether it is all of those just told, where how many of them are something is asked."""
        all_of_those = draft.operation == "lookup" and draft.implied and not (draft.only or draft.value)
        return all_of_those and self._counts_some_named

    def _is_opposite(self, draft: Draft) -> bool:
        """Tell whether it is what is so, where what is not so is asked."""
        return self._asked.asks_not and not (draft.intent and draft.intent.fact)

    def _is_of_somebody_else(self, draft: Draft) -> bool:
        """Tell whether it is of another of the kind of whom `he` or `she` means, who is not named."""
        person = self._asked.person
        if person is None:
            return False
        kind, apart = self._catalog.kind_of(person), {person, *self._scene.names.named}
        return any(s not in apart and self._catalog.kind_of(s) == kind for s in draft.subjects)

    def _takes_person_for_thing(self, draft: Draft) -> bool:
        """Tell whether it is of a person who is not named, where a thing is (`how long did it last`)."""
        its_own = draft.intent is not None and draft.intent.fact and not draft.intent.bound
        if its_own or not (self._is_of_a_thing and draft.subjects):
            return False
        return all(self._catalog.book.kind(s).personal for s in draft.subjects)

    @cached_property
    def _is_of_a_thing(self) -> bool:
        return self._asked.is_of_a_thing

    def _takes_thing_for_person(self, draft: Draft) -> bool:
        """Tell whether it says where something was, where somebody is asked for (`where are they from`)."""
        identity = draft.property in self._catalog.kind(draft.kind).identified_by
        anyone = self._asked.asks_anyone and draft.operation in ("check", "reverse")
        return identity and (anyone or (self._asked.has_pronoun and "from_where" in self._asked.cues))

    def _takes_place_for_person(self, draft: Draft) -> bool:
        """Tell whether it is all of a place, where somebody from there is asked for (`who is from it`)."""
        if draft.operation != "overview" or "?who" not in self._asked.expected:
            return False
        linked = self._asked.linked
        after_from = [m for m in linked.mentions if linked.words[m.start - 1 : m.start] == ("from",)]
        return any(s in m.subjects for m in after_from for s in draft.subjects)

    def _says_the_same(self, draft: Draft) -> bool:
        """Tell whether it is told of somebody else in the very words of what was just told."""
        book, focus = self._catalog.book, self._asked.focus
        told = draft.property and draft.operation == "told" and focus is not None
        fact = book.fact(f"{draft.subjects[0]}.{draft.property}") if told else None
        just = [other for other in map(book.fact, focus.facts if focus else ()) if other]
        return fact is not None and any(o.id != fact.id and o.tell == fact.tell for o in just)

    def _is_beside_list(self, draft: Draft) -> bool:
        """Tell whether it is of an issue or a city, where some of a list just told are asked for."""
        focus = self._asked.focus
        prop = self._catalog.property(focus.kind, focus.property) if focus and focus.kind else None
        some = prop is not None and prop.many and self._asked.speaks_of_some
        return some and all(self._catalog.is_general(s) for s in draft.subjects)

    def _is_none_of_those(self, draft: Draft) -> bool:
        """Tell whether it is of what was not listed, where some of that are asked for (`which of them`)."""
        focus, listed = self._asked.focus, self._scene.talk.listed
        if focus is None or "of_those" not in self._asked.cues or draft.kind in listed:
            return False
        if draft.operation in ("reverse", "superlative") and draft.bound is None:
            return draft.kind != focus.kind or len(focus.subjects) == 1
        prop = self._catalog.property(draft.kind, draft.property)
        return bool(listed) and prop is not None and prop.type == "number"

    def _leaves(self, draft: Draft) -> bool:
        """Tell whether it is of something else than what is talked about, though nothing is named."""
        focus, linked = self._asked.focus, self._asked.linked
        if focus is None or len(draft.subjects) != 1 or not self._scene.talk.follows or linked.mentions:
            return False
        subject = draft.subjects[0]
        if linked.is_bare and focus.question and not self._scene.said.moves:
            return subject not in {self._catalog.main, *self._scene.talk.talked_of}
        if len(focus.subjects) != 1 or self._scene.said.moves or self._asked.end:
            return False
        talked_of = focus.subjects[0]
        return subject != talked_of and self._catalog.kind_of(subject) == self._catalog.kind_of(talked_of)

    @cached_property
    def _counts_some_named(self) -> bool:
        """Whether it asks how many of those just told are what it names (`how many of them are unions`)."""
        names = any(m.sort == "name" for m in self._asked.linked.mentions)
        return names and self._asked.counts and self._asked.speaks_of_some


def _is_some_of_told(draft: Draft) -> bool:
    """Tell whether it is of some of those that were just told (`which one's from Chicago`)."""
    return draft.ground == "carried" and bool(draft.described_by) and not draft.only
