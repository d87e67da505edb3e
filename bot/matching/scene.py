"""The scene of a question: which subjects it is about, named, pointed at or carried over."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from bot.facts.model import Kind
from bot.matching.asking import Asked
from bot.matching.catalog import Catalog
from bot.matching.continuing import Continuation
from bot.matching.lexicon import Lexicon
from bot.matching.mentions import Mention
from bot.matching.naming import Names
from bot.matching.saying import Said


class Scene:
    """Who and what one question is about.

    Attributes:
        said: what it says.
        names: whom and what it names.
        talk: what it takes over from the last question.

    Args:
        asked: the question.
        catalog: the facts.
        lexicon: the community's words.
        today: the current date.
    """

    def __init__(self, asked: Asked, catalog: Catalog, lexicon: Lexicon, today: date) -> None:
        self.asked = asked
        self.said = Said(asked, lexicon)
        self.names = Names(asked, catalog, self.said)
        self.talk = Continuation(asked, catalog, lexicon, self.said, self.names)
        self._catalog = catalog
        self._today = today
        self._meant: dict[str, tuple[tuple[str, ...], bool]] = {}

    def leaves_open(self, kind: str) -> bool:
        """Tell whether it names no subject of a kind that has its subjects in order."""
        return bool(self._catalog.dated(kind)) and not self.names_any(kind)

    def absent(self, kind: str) -> tuple[Mention, ...]:
        """Return the years, numbers and places given to something of a kind that no subject of it has."""
        if not self.names.has_noun(kind) or not self.leaves_open(kind):
            return ()
        numbered = self._catalog.kind(kind).numbered_by is not None
        sorts = ("year", "ordinal", "place") if numbered else ("year", "place")
        return tuple(m for m in self.asked.linked.mentions if m.sort in sorts and not self._points(m))

    def _points(self, mention: Mention) -> bool:
        """Tell whether a mention points to anything; a year beside a noun, to something of that kind."""
        kinds = {kind for noun in self.asked.linked.nouns for kind in noun.kinds}
        alone = mention.sort == "year" and len(self.asked.linked.mentions) == 1 and kinds
        return any(not alone or self._catalog.kind_of(s) in kinds for s in mention.subjects)

    def unknown_years(self, kind: str) -> tuple[str, ...]:
        """Return the years that no subject of a kind was in, where years are all that the question names."""
        if not (self._catalog.kind(kind).known_by_day and self.names.only_years):
            return ()
        years = (m.text for m in self.asked.linked.mentions if not m.subjects)
        return tuple(years) if self.leaves_open(kind) else ()

    def asks_day_of(self, kind: Kind, name: str) -> bool:
        """Tell whether it asks when, of something that this property identifies and a day puts in order."""
        dated = name in kind.identified_by and kind.ordered_by not in (None, name)
        return dated and self.said.asks_when and not self.asked.picks

    def names_any(self, kind: str) -> bool:
        """Tell whether the question itself names or places a subject of the kind."""
        return bool(self.names.named_of(kind)) or self.by_order(kind) is not None

    @cached_property
    def places_any(self) -> bool:
        """Whether a word of order points to a subject of some kind (`the very first one`)."""
        return any(self.by_order(kind) for kind in self._catalog.book.vocabulary.kinds)

    def subjects(self, kind: str) -> tuple[tuple[str, ...], bool]:
        """Return the subjects of a kind that are asked about, likeliest first, and whether implied."""
        if (found := self._meant.get(kind)) is None:
            found = self._meant[kind] = self._subjects(kind)
        return found

    def _subjects(self, kind: str) -> tuple[tuple[str, ...], bool]:
        if kind == self._catalog.main_kind:
            return (self._catalog.main,), not self.names.has_noun(kind)
        named = self.names.named_of(kind)
        if named:
            return self._moved(named), False
        placed = self.by_order(kind)
        if placed:
            return (placed,), False
        return self._moved(self.talk.carried(kind)), True

    def _moved(self, subjects: tuple[str, ...]) -> tuple[str, ...]:
        if not subjects or not self.said.moves:
            return subjects
        neighbour = self._catalog.neighbour(subjects[0], self.asked.step)
        return (neighbour,) if neighbour else ()

    def named_otherwise(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that more than a year or an ordinal points to, or carried."""
        mentions = [m for m in self.asked.linked.mentions if m.sort == "name"]
        named = dict.fromkeys(s for m in mentions for s in m.subjects if self._catalog.kind_of(s) == kind)
        return tuple(named) or (self.talk.carried(kind) if not self.names.firmly_named(kind) else ())

    def by_order(self, kind: str) -> str | None:
        """Return the subject of a kind that `last`, `next` or `first` points to."""
        if self.asked.end is None:
            return None
        points = "one" in self.asked.linked.words and (not self.talk.listed or kind in self.talk.listed)
        if not (self.names.has_noun(kind) or points):
            return None
        past, coming = self._catalog.around(kind, self._today)
        if self.asked.end == "next":
            return coming[0] if coming else None
        if not past:
            return None
        return past[0] if self.asked.end == "earliest" else past[-1]

    def past(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that have been, in order."""
        return self._catalog.around(kind, self._today)[0]
