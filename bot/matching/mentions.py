"""Mentions: what words of a question name, and what stands around them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.matching.lexicon import ClassNoun
from bot.matching.text import phrase_at, phrase_before

NAME, WEAK, IDENTIFIED = 1.0, 0.6, 0.9
"""How surely a mention names a subject: by its name, a name shared by many, a value that identifies it."""

_HAVING = frozenset({"have", "has", "had", "got", "a", "an", "its", "own", "any"})
_WHERE = (("in",), ("of",), ("for",), ("from",), ("in", "the"), ("of", "the"))
_WHEN = ((), ("of",), ("in",))
_ONES = (("one",), ("ones",))
_JOINING = frozenset({"and", "or", "vs", "versus", "than", "to", "from", "between", "after", "before"})
"""Words that say that more than one time or place is meant."""

_JOINED = frozenset({"the", "and", "so", "or", "but"})
"""Words that say nothing beside a name."""

_BARE = 2
_SEVERAL = 2
_ASKED, _SAYER = 3, 6
"""How many words ask something, at the least, before it is said who says so; how many say that, at most."""

Sort = Literal["name", "place", "year", "ordinal", "number"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name something.

    Attributes:
        start, end: their place among the question's words.
        subjects: ids of the subjects that they may mean, each with how surely.
        sort: how it names; a `place` is a well-known one that is none of the book's.
        number: the year, ordinal or number, where it is one.
        month: the month named beside a year, 1 to 12.
        literal: the value that they spell, where they spell one that is no subject (`Taking Back Power`).
    """

    start: int
    end: int
    text: str
    sort: Sort
    subjects: Mapping[str, float]
    number: int | None = None
    month: int | None = None
    literal: str | None = None

    @property
    def names(self) -> frozenset[str]:
        """What it names, as phrasings do: ids of subjects, the number where it is one, or a place of none."""
        number = () if self.number is None else (str(self.number),)
        place = (self.text,) if self.sort == "place" and not self.subjects else ()
        return frozenset((*self.subjects, *number, *place))


@dataclass(frozen=True, slots=True)
class Linked:
    """A question with what was found in it.

    Attributes:
        words: all of its words, spelling mended.
        mentions: what they name, in order.
        nouns: the nouns for kinds among them.
        rest: the words that name nothing, in order; figures are among them, as they are said of something.
        typed: all of its words before spelling was mended.
        alternatives: what else it names, joined by `or`, one of which something else that it names has.
    """

    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    nouns: tuple[ClassNoun, ...]
    rest: tuple[str, ...]
    typed: tuple[str, ...] = ()
    alternatives: tuple[Mention, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether it is two words that name nothing: understood only beside what was said (`since when`)."""
        return len(self.words) <= _BARE and not (self.mentions or self.nouns)

    @property
    def only_names(self) -> bool:
        """Whether it is a name and no more (`the rope works?`)."""
        named = {i for m in self.mentions for i in range(m.start, m.end)}
        return bool(named) and all(i in named or w in _JOINED for i, w in enumerate(self.words))

    @property
    def surely_named(self) -> tuple[str, ...]:
        """The subjects that a full name, a year or an ordinal points to."""
        mentions = self.mentions
        return tuple(s for m in mentions for s, w in m.subjects.items() if w >= NAME or m.sort != "name")

    @property
    def years_between(self) -> frozenset[int]:
        """The years that nobody typed, as they lie between those that were (`2013 to 2019`)."""
        years = sorted({m.number for m in self.mentions if m.sort == "year" and m.number})
        return frozenset(y for y in years[1:-1] if str(y) not in self.typed)

    def naming(self, start: int, end: int, subject: str) -> Linked:
        """Return the same, with some of its words as a name of a subject (`the letter`)."""
        mention = Mention(start, end, " ".join(self.words[start:end]), "name", {subject: NAME})
        return replace(self, mentions=tuple(sorted((*self.mentions, mention), key=lambda m: m.start)))

    def pointing(self, of_kind: Collection[str], again: bool) -> Linked:
        """Return the same, with `the Texas one` as what it means among subjects of the kind talked about.

        Args:
            of_kind: ids of the subjects of that kind.
            again: whether the question goes on with the last one (`and Texas?`).
        """
        mentions = []
        for mention in self.mentions:
            own = {s: NAME for s in mention.subjects if s in of_kind}
            points = own and (again or self.is_one(mention))
            mentions.append(replace(mention, subjects=own) if points else mention)
        return self._with(mentions)

    def narrowed(self, identified: Collection[str]) -> Linked:
        """Return the same, with `in DC` as the one there that a year or an ordinal points to.

        Args:
            identified: ids of the subjects that places, years and ordinals point to.
        """
        told_apart = {s for m in self.mentions if m.sort in ("year", "ordinal") for s in m.subjects}
        dated = any(m.sort == "year" and m.subjects for m in self.mentions)
        elsewhere = dated and _JOINING.isdisjoint(self.words)
        mentions = []
        for mention in self.mentions:
            meant = {s for s in mention.subjects if s in identified}
            out = meant - told_apart if meant & told_apart else set()
            if elsewhere and not meant & told_apart and mention.sort == "name" and not self.is_one(mention):
                out = {s for s in meant if mention.subjects[s] < NAME}
            kept = {s: weight for s, weight in mention.subjects.items() if s not in out}
            mentions.append(replace(mention, subjects=kept) if out else mention)
        return self._with(mentions)

    def dated(self, years: Mapping[str, int]) -> Linked:
        """Return the same, with a year right beside a name as that of what it names (`the 2023 kite fair`).

        Args:
            years: in which year what is named took place, by id.
        """
        found = list(self.mentions)
        for i, year in enumerate(self.mentions):
            for j, name in enumerate(self.mentions):
                if year.sort == "year" and name.sort == "name" and self._beside(year, name):
                    sure = (s for s, weight in name.subjects.items() if weight >= NAME)
                    if own := [s for s in sure if years.get(s) == year.number]:
                        found[i] = replace(year, subjects=dict.fromkeys(own, IDENTIFIED))
                        found[j] = replace(name, subjects=dict.fromkeys(own, NAME))
        return self._with(found)

    def unplaced(self, coming: Sequence[Sequence[str]]) -> Linked:
        """Return the same, without a `first` that asks which of several (`A or B, which came first`).

        Args:
            coming: words for taking place, which it may stand after.
        """
        firsts = [
            m for m in self.mentions if m.sort == "ordinal" and m.number == 1 and self._comes(m, coming)
        ]
        named = [m for m in self.mentions if m.subjects and m not in firsts]
        return replace(self, mentions=tuple(named)) if firsts and len(named) >= _SEVERAL else self

    def _comes(self, mention: Mention, coming: Sequence[Sequence[str]]) -> bool:
        """Tell whether a mention ends the question, or stands after a verb for taking place."""
        return mention.end == len(self.words) or phrase_before(self.words, mention.start, coming)

    def _with(self, mentions: Sequence[Mention]) -> Linked:
        """Return the same with other mentions in the place of its own; itself where they are its own."""
        own = all(one is other for one, other in zip(mentions, self.mentions, strict=True))
        return self if own else replace(self, mentions=tuple(mentions))

    @property
    def dated_names(self) -> list[tuple[Mention, Mention]]:
        """Names, each with a year that stands beside it or its noun (`the Austin rally in 2015`)."""
        years = [m for m in self.mentions if m.sort == "year" and m.month is None]
        names = [m for m in self.mentions if m.sort in ("name", "place")]
        nouns = {i for noun in self.nouns for i in range(noun.start, noun.end)}
        return [(name, year) for name in names for year in years if self._beside(year, name, nouns)]

    def _beside(self, mention: Mention, name: Mention, aside: Collection[int] = ()) -> bool:
        """Tell whether a mention stands right before a name, or after it as when it was, some words aside."""
        between = tuple(self.words[i] for i in range(name.end, mention.start) if i not in aside)
        return mention.end == name.start or (name.end <= mention.start and between in _WHEN)

    def bounded(self, bounding: Sequence[Sequence[str]], main: str, kind: str) -> Linked:
        """Return the same, with `before 2015` as a time alone, where only the community is named beside.

        Args:
            bounding: phrases that stand before a year that bounds a time.
            main: id of the community.
            kind: id of its kind.
        """
        years = [m for m in self.mentions if m.sort == "year"]
        bounds = [m for m in years if phrase_before(self.words, m.start, bounding)]
        beside = any(main not in m.subjects for m in self.mentions if m not in bounds)
        if beside or any(kind not in noun.kinds for noun in self.nouns) or len(bounds) != 1:
            return self
        return replace(
            self, mentions=tuple(replace(m, subjects={}) if m in bounds else m for m in self.mentions)
        )

    def unattributed(self, attributing: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Return the words without those that say whose word it is (`according to the Star Tribune`).

        Args:
            attributing: phrases that stand before who says so.
        """
        for phrase in attributing:
            if phrase[0] not in self.words:
                continue
            for start in range(_ASKED, len(self.words) - len(phrase)):
                if phrase_at(self.words, start, phrase):
                    said_by = start + len(phrase)
                    named = [m.end for m in self.mentions if said_by <= m.start <= said_by + 1]
                    end = named[0] if named else len(self.words)
                    if end - said_by <= _SAYER:
                        return (*self.words[:start], *self.words[end:])
        return self.words

    def attached(self, kinds: Mapping[str, str]) -> Linked:
        """Return the same, with `a chapter in Texas` as surely named as `the Texas chapter`.

        Args:
            kinds: of the subjects that a noun beside a mention names, by their ids.
        """
        mentions = []
        for mention in self.mentions:
            nouns = {k for n in self.nouns if self._attaches(n, mention) for k in n.kinds}
            own = {s: NAME for s in mention.subjects if kinds.get(s) in nouns}
            mentions.append(replace(mention, subjects={**mention.subjects, **own}) if own else mention)
        return self._with(mentions)

    def _attaches(self, noun: ClassNoun, mention: Mention) -> bool:
        """Tell whether a mention stands before a noun, perhaps as what has it, or after it as where it is."""
        before, after = self.words[mention.end : noun.start], self.words[noun.end : mention.start]
        has = mention.end <= noun.start and _HAVING.issuperset(before)
        return has or (noun.end < mention.start and after in _WHERE)

    def is_one(self, mention: Mention) -> bool:
        """Tell whether the mention says which one is meant (`the Texas one`)."""
        said = self.words[mention.end : mention.end + 2]
        return said[:1] in _ONES and said[1:] != ("of",)

    def is_origin(self, mention: Mention) -> bool:
        """Tell whether the mention is where somebody came from (`from Seattle`)."""
        return mention.start > 0 and self.words[mention.start - 1] == "from"
