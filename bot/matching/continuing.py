"""Continuing: whether a question goes on with what was talked about, and what it takes over."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from bot.matching.asking import Asked
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.naming import Names
from bot.matching.reading import Focus
from bot.matching.saying import Said
from bot.matching.text import words

_NEARER = 1.5
"""How much more something has in common with what was told than any other of its kind, to be meant."""

_SHORT, _BARE = 4, 5
"""How many telling words a follow-up has at the most, and how many words where none tells anything."""


class Continuation:
    """What a question takes over from the last one.

    Attributes:
        continues: whether it only makes sense after another (`and in 2018?`, `what about Detroit`).
        follows: whether it may be a follow-up: it begins like one, is short, or has a pronoun.

    Args:
        asked: the question.
        catalog: the facts.
        lexicon: the community's words.
        said: what it says.
        names: what it names.
    """

    def __init__(self, asked: Asked, catalog: Catalog, lexicon: Lexicon, said: Said, names: Names) -> None:
        self._asked = asked
        self._catalog = catalog
        self._lexicon = lexicon
        self._said = said
        self._names = names
        self.continues = self._continues(asked.linked.words)
        self.follows = self._follows(asked.linked.words)

    def _continues(self, tokens: tuple[str, ...]) -> bool:
        """Tell whether the question only makes sense after another (`and in 2018?`, `what about Detroit`)."""
        if self._asked.focus is None:
            return False
        bare = not self._asked.wants_overview and len(tokens) <= _BARE and not self._said.telling
        return self._asked.continues or (bare and not self._expects_anew)

    @cached_property
    def _expects_anew(self) -> bool:
        """Whether another sort of answer is expected than by the last question, or only of some."""
        expected, focus = self._asked.expected, self._asked.focus
        again = focus is not None and expected <= self._lexicon.expected(words(focus.question))
        return bool(expected) and (not again or bool(self._names.origins))

    def _follows(self, tokens: tuple[str, ...]) -> bool:
        """Tell whether the question may be a follow-up: it begins like one, is short, or has a pronoun."""
        if self._asked.focus is None:
            return False
        content = [t for t in tokens if self._lexicon.is_content(t)]
        return self.continues or len(content) <= _SHORT or self._asked.has_pronoun

    @property
    def stays(self) -> bool:
        """Whether it says nothing by itself, so that it stays with what was talked about (`when`)."""
        linked, ends = self._asked.linked, self._asked.end or self._said.moves
        bare = not (linked.mentions or linked.nouns or self._said.content or ends or self._said.says_all)
        return bare and self.follows and bool(self.talked_of)

    @cached_property
    def talked_of(self) -> frozenset[str]:
        """The subjects that were talked about, and who or what was told of them."""
        focus = self._asked.focus
        known = (focus.value, self._asked.person) if focus else ()
        return frozenset((*focus.subjects, *focus.told, *filter(None, known)) if focus else ())

    def goes_on_of(self, kind: str) -> bool:
        """Tell whether it goes on about a kind that was talked about, and names nothing (`be another`)."""
        focus, linked = self._asked.focus, self._asked.linked
        return focus is not None and focus.kind == kind and not (linked.mentions or linked.nouns)

    def talks_of_another(self, kind: str) -> bool:
        """Tell whether it goes on about what is of another kind, and names none of this one."""
        focus = self._asked.focus
        if focus is None or not focus.subjects or not self.follows or self._names.has_noun(kind):
            return False
        of = focus.kind
        return of not in (kind, self._catalog.main_kind, None) and not self._catalog.kind(of or kind).general

    @cached_property
    def listed(self) -> frozenset[str]:
        """The kinds of which several were just listed or counted, where the question names nothing else."""
        focus, linked = self._asked.focus, self._asked.linked
        named = any(m.sort != "ordinal" for m in linked.mentions)
        if focus is None or linked.nouns or named or not self.follows:
            return frozenset()
        held = self._catalog.entities(focus.subjects, focus.property or "")
        told = Counter(map(self._catalog.kind_of, focus.told))
        counted = [focus.kind] if len(focus.subjects) != 1 else []
        kinds = {*counted, *map(self._catalog.kind_of, held), *(kind for kind, n in told.items() if n > 1)}
        return frozenset(kind for kind in kinds if kind)

    @property
    def asks_end_of_listed(self) -> bool:
        """Whether it asks for no more than the first or last of what was just listed."""
        ends = self._said.asks_first or self._asked.end == "latest"
        return ends and bool(self.listed) and not self._said.content

    @property
    def is_elliptic(self) -> bool:
        """Whether it opens as a follow-up and says nothing but what to put the last question to."""
        focus = self._asked.focus
        again = self.continues and bool(self._asked.expected) and bool(self._said.years)
        goes_on = (self._asked.continues or again) and focus is not None and bool(focus.property)
        return goes_on and not (self._expects_anew or self._said.content)

    def asks_of(self, subject: str, value: str) -> bool:
        """Tell whether it asks whether what was talked of has to do with `him` or `her` (`was she there`)."""
        focus = self._asked.focus
        carried = focus is not None and subject in focus.subjects and not self._asked.linked.mentions
        return carried and value == self._asked.person and self._asked.yes_no

    def carried(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that it takes over from what was talked about."""
        focus = self._asked.focus
        elsewhere = self._asked.wants_overview and bool(self._names.named)
        if focus is None or not self.follows or elsewhere or self._names.speaks_of_all(kind):
            return ()
        if self._asked.person and self._catalog.kind_of(self._asked.person) == kind:
            return (self._asked.person,)
        held = tuple(s for s in focus.subjects if self._catalog.kind_of(s) == kind)
        if not held and focus.value and self._catalog.kind_of(focus.value) == kind:
            return (focus.value,)
        return held or self._told(focus, kind) or self._akin(kind)

    def _told(self, focus: Focus, kind: str) -> tuple[str, ...]:
        """Return the only subject of a kind told of what no day puts in order itself (`where was that`)."""
        told = tuple(s for s in focus.told if self._catalog.kind_of(s) == kind)
        dated = focus.kind is not None and self._catalog.kind(focus.kind).ordered_by
        points = self._asked.has_pronoun and self._asked.person is None
        apart = not dated and focus.kind != self._catalog.main_kind
        return told if len(told) == 1 and points and apart else ()

    def _akin(self, kind: str) -> tuple[str, ...]:
        """Return the subject of a kind that its noun means, by what was told last (`was there a letter`)."""
        if not any(kind in noun.kinds and not noun.plural for noun in self._asked.linked.nouns):
            return ()
        much: dict[str, float] = {}
        for fact, kin in self._asked.akin.items():
            subject = fact.partition(".")[0]
            if self._catalog.kind_of(subject) == kind:
                much[subject] = max(kin, much.get(subject, 0.0))
        best = sorted(much, key=lambda s: -much[s])
        alone = len(best) == 1 or (len(best) > 1 and much[best[0]] > _NEARER * much[best[1]])
        return (best[0],) if alone else ()

    def carried_years(self, kind: str) -> tuple[int, ...]:
        """Return the years that were talked about, where the question may go on with them."""
        focus = self._asked.focus
        same = focus is not None and focus.kind == kind and self.follows and not self._asked.now
        return focus.years if focus and same else ()
