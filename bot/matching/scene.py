"""The scene of a question: who and what in it is named, pointed at, or carried over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz, process

from bot.facts.model import Kind
from bot.matching.asking import Asked
from bot.matching.catalog import Catalog
from bot.matching.lexicon import EXPECTED, Lexicon
from bot.matching.mentions import IDENTIFIED, NAME, Mention
from bot.matching.reading import Focus
from bot.matching.text import has_phrase, words

_ORDINAL = re.compile(r"\d+th")
_SHORT, _BARE, _TWO = 4, 5, 2
_HELD, _DESCRIBED, _CLAIMED = 200, 2, 3
_FIRM = 0.05
_FOR = (("for",), ("for", "the"), ("at", "the"), ("during", "the"))
_IN = (("in",), ("at",), ("held", "in"), ("was", "in"))


class Scene:
    """Who and what one question is about.

    Args:
        asked: the question.
        catalog: the facts.
        lexicon: the community's words.
        today: the current date.
    """

    def __init__(self, asked: Asked, catalog: Catalog, lexicon: Lexicon, today: date) -> None:
        self.asked = asked
        self._catalog = catalog
        self._lexicon = lexicon
        self._today = today
        tokens, mentions = asked.linked.words, asked.linked.mentions
        self._mentioned: dict[str, tuple[str, ...]] = {}
        self._meant: dict[str, tuple[tuple[str, ...], bool]] = {}
        self.joins = asked.compares or "and" in tokens or sum(m.sort == "year" for m in mentions) > 1
        self.continues = self._continues(tokens)
        self.follows = self._follows(tokens)
        self.years = tuple(m.number for m in mentions if m.sort == "year" and m.number)
        self.asks_first = asked.end == "earliest" or "1th" in tokens
        self.has_ordinal = any(_ORDINAL.fullmatch(t) for t in tokens)
        self.named: dict[str, float] = {}
        for mention in mentions:
            for subject, weight in mention.subjects.items():
                self.named[subject] = max(weight, self.named.get(subject, 0.0))
        self.entities: tuple[str, ...] = (
            *self.named,
            *(m.literal for m in mentions if m.literal),
            *((asked.person,) if asked.person else ()),
        )

    def _continues(self, tokens: tuple[str, ...]) -> bool:
        """Tell whether the question only makes sense after another (`and in 2018?`, `what about Detroit`)."""
        if self.asked.focus is None:
            return False
        bare = not self.asked.wants_overview and len(tokens) <= _BARE and not self.telling
        return self.asked.continues or (bare and not self._expects_anew)

    @cached_property
    def _expects_anew(self) -> bool:
        """Whether another sort of answer is expected than by the last question, or only of some."""
        expected, focus = self.asked.expected, self.asked.focus
        again = focus is not None and expected <= self._lexicon.expected(words(focus.question))
        return bool(expected) and (not again or bool(self.origins))

    def _follows(self, tokens: tuple[str, ...]) -> bool:
        """Tell whether the question may be a follow-up: it begins like one, is short, or has a pronoun."""
        if self.asked.focus is None:
            return False
        content = [t for t in tokens if self._lexicon.is_content(t)]
        return self.continues or len(content) <= _SHORT or self.asked.has_pronoun

    @property
    def stays(self) -> bool:
        """Whether it says nothing by itself, so that it stays with what was talked about (`when`)."""
        linked, ends = self.asked.linked, self.asked.end or self.moves
        bare = not (linked.mentions or linked.nouns or self.content or ends or self.says_all)
        return bare and self.follows and bool(self.talked_of)

    @cached_property
    def talked_of(self) -> frozenset[str]:
        """The subjects that were talked about, and who or what was told of them."""
        focus = self.asked.focus
        known = (focus.value, self.asked.person) if focus else ()
        return frozenset((*focus.subjects, *focus.told, *filter(None, known)) if focus else ())

    def talks_of_another(self, kind: str) -> bool:
        """Tell whether it goes on about what is of another kind, and names none of this one."""
        focus = self.asked.focus
        if focus is None or not focus.subjects or not self.follows or self.has_noun(kind):
            return False
        return self._catalog.main_kind != focus.kind not in (kind, None)

    @cached_property
    def listed(self) -> frozenset[str]:
        """The kinds of which several were just listed or counted, where the question names nothing else."""
        focus, linked = self.asked.focus, self.asked.linked
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
        ends = self.asks_first or self.asked.end == "latest"
        return ends and bool(self.listed) and not self.content

    @property
    def is_elliptic(self) -> bool:
        """Whether it opens as a follow-up and says nothing but what to put the last question to."""
        focus = self.asked.focus
        again = self.continues and bool(self.asked.expected) and bool(self.years)
        goes_on = (self.asked.continues or again) and focus is not None and bool(focus.property)
        return goes_on and not (self._expects_anew or self.content)

    def leaves_open(self, kind: str) -> bool:
        """Tell whether it names no subject of a kind that has its subjects in order."""
        return bool(self._catalog.dated(kind)) and not self.names_any(kind)

    def absent(self, kind: str) -> tuple[Mention, ...]:
        """Return the years, numbers and places given to something of a kind that no subject of it has."""
        if not self.has_noun(kind) or not self.leaves_open(kind):
            return ()
        sorts = ("year", "ordinal", "place")
        return tuple(m for m in self.asked.linked.mentions if m.sort in sorts and not m.subjects)

    @cached_property
    def telling(self) -> list[str]:
        """The stems that are more than words of order and of what is expected."""
        order = self._lexicon.ordering
        return [s for s in self.asked.stems if s not in order and s[0].isalnum()]

    @cached_property
    def content(self) -> list[str]:
        """The telling stems that mean something by themselves and rank nothing."""
        ranking = self._lexicon.ranking
        return [s for s in self.telling if self._lexicon.weight(s) == 1.0 and s not in ranking]

    @property
    def says_no_more_than_months(self) -> bool:
        """Whether what it says of what it names is a month, or nothing."""
        return self._lexicon.months.issuperset(self.content)

    def says_any_of(self, text: str) -> bool:
        """Tell whether it says a word of a text, other than words of grammar."""
        grammar = self._lexicon.language.function
        return any(w in self.asked.linked.words for w in words(text) if w not in grammar)

    def asks_day_of(self, kind: Kind, name: str) -> bool:
        """Tell whether it asks when, of something that this property identifies and a day puts in order."""
        dated = name in kind.identified_by and kind.ordered_by not in (None, name)
        return dated and self.asks_when and not self.asked.picks

    @property
    def asks_when(self) -> bool:
        """Whether a day is expected."""
        return f"{EXPECTED}when" in self.asked.stems

    @property
    def moves(self) -> bool:
        """Whether it asks for what comes after or before something."""
        return self.asked.step != 0

    @property
    def asks_which_way(self) -> bool:
        """Whether it asks if something was before or after."""
        cues = self._lexicon.language.cues
        return all(has_phrase(self.asked.linked.words, cues[way]) for way in ("before", "after"))

    def named_apart(self, subject: str, value: str) -> bool:
        """Tell whether the question names the subject in other words than it names the value."""
        mentions = self.asked.linked.mentions
        return any(subject in m.subjects and value not in m.subjects and value != m.literal for m in mentions)

    def asks_of(self, subject: str, value: str) -> bool:
        """Tell whether it asks whether what was talked of has to do with `him` or `her` (`was she there`)."""
        focus = self.asked.focus
        carried = focus is not None and subject in focus.subjects and not self.asked.linked.mentions
        return carried and value == self.asked.person and self.asked.yes_no

    def has_noun(self, kind: str) -> bool:
        """Tell whether the question uses a noun for the kind."""
        return kind in self._nouns

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return frozenset(kind for noun in self.asked.linked.nouns for kind in noun.kinds)

    @property
    def asks_for_kind(self) -> bool:
        """Whether a noun asks for something of its kind, not just says what is named (`chapter in Ohio`)."""
        named = {self._catalog.kind_of(s) for s, weight in self.named.items() if weight >= NAME}
        return any(named.isdisjoint(noun.kinds) for noun in self.asked.linked.nouns)

    @cached_property
    def says_all(self) -> bool:
        """Whether it speaks of all of something (`every`, `the only`)."""
        return has_phrase(self.asked.linked.words, self._lexicon.language.cues["all"])

    def kinds_beside(self, kind: str) -> frozenset[str]:
        """Return what else the nouns may mean that may mean the kind (`event`)."""
        nouns = self.asked.linked.nouns
        return frozenset(k for noun in nouns if kind in noun.kinds for k in noun.kinds) - {kind}

    def speaks_of_all(self, kind: str) -> bool:
        """Tell whether the question speaks of all subjects of the kind."""
        plural = any(kind in noun.kinds and noun.plural for noun in self.asked.linked.nouns)
        return plural or self.says_all

    def names_any(self, kind: str) -> bool:
        """Tell whether the question itself names or places a subject of the kind."""
        return bool(self.named_of(kind)) or self.by_order(kind) is not None

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
            return (self._catalog.main,), not self.has_noun(kind)
        named = self.named_of(kind)
        if named:
            return self._moved(named), False
        placed = self.by_order(kind)
        if placed:
            return (placed,), False
        return self._moved(self._carried(kind)), True

    def _moved(self, subjects: tuple[str, ...]) -> tuple[str, ...]:
        if not subjects or not self.moves:
            return subjects
        neighbour = self._catalog.neighbour(subjects[0], self.asked.step)
        return (neighbour,) if neighbour else ()

    def _carried(self, kind: str) -> tuple[str, ...]:
        focus = self.asked.focus
        elsewhere = self.asked.wants_overview and bool(self.named)
        if focus is None or not self.follows or elsewhere or self.speaks_of_all(kind):
            return ()
        if self.asked.person and self._catalog.kind_of(self.asked.person) == kind:
            return (self.asked.person,)
        held = tuple(s for s in focus.subjects if self._catalog.kind_of(s) == kind)
        if not held and focus.value and self._catalog.kind_of(focus.value) == kind:
            return (focus.value,)
        return held or self._told(focus, kind)

    def _told(self, focus: Focus, kind: str) -> tuple[str, ...]:
        """Return the only subject of a kind told of what no day puts in order itself (`where was that`)."""
        told = tuple(s for s in focus.told if self._catalog.kind_of(s) == kind)
        dated = focus.kind is not None and self._catalog.kind(focus.kind).ordered_by
        points = self.asked.has_pronoun and self.asked.person is None
        apart = not dated and focus.kind != self._catalog.main_kind
        return told if len(told) == 1 and points and apart else ()

    def carried_years(self, kind: str) -> tuple[int, ...]:
        """Return the years that were talked about, where the question may go on with them."""
        focus = self.asked.focus
        same = focus is not None and focus.kind == kind and self.follows and not self.asked.now
        return focus.years if focus and same else ()

    def firmly_named(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that a year, a number or a full name points to."""
        firm = (
            subject
            for mention in self.asked.linked.mentions
            for subject, weight in mention.subjects.items()
            if self._catalog.kind_of(subject) == kind
            and (mention.sort in ("year", "ordinal") or weight >= NAME)
        )
        return tuple(dict.fromkeys(firm))

    def named_otherwise(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that more than a year or an ordinal points to, or carried."""
        mentions = [m for m in self.asked.linked.mentions if m.sort == "name"]
        named = dict.fromkeys(s for m in mentions for s in m.subjects if self._catalog.kind_of(s) == kind)
        return tuple(named) or (self._carried(kind) if not self.firmly_named(kind) else ())

    @property
    def number_claimed(self) -> int | None:
        """The one number in an order that a yes-or-no question gives to something (`was 2015 the fourth`)."""
        ordinals = [m.number for m in self.asked.linked.mentions if m.sort == "ordinal" and m.number]
        return ordinals[0] if self.asked.yes_no and len(ordinals) == 1 else None

    def named_beside_number(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that something other than an ordinal surely points to."""
        mentions = [m for m in self.asked.linked.mentions if m.sort != "ordinal"]
        sure = (s for m in mentions for s, weight in m.subjects.items() if weight >= IDENTIFIED)
        return tuple(s for s in sure if self._catalog.kind_of(s) == kind)

    def named_in_full(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that a name alone surely points to."""
        named = (m for m in self.asked.linked.mentions if m.sort == "name" and len(m.subjects) == 1)
        sure = (s for m in named for s, weight in m.subjects.items() if weight >= IDENTIFIED)
        return tuple(s for s in sure if self._catalog.kind_of(s) == kind)

    def named_in_words(self, subject: str) -> bool:
        """Tell whether more than a bare year or ordinal points to the subject, such as `the 2018 one`."""
        linked = self.asked.linked
        own = [m for m in linked.mentions if subject in m.subjects]
        return any(m.sort == "name" or linked.is_one(m) for m in own)

    def names_each(self, subjects: tuple[str, ...]) -> bool:
        """Tell whether the question names every one of these apart from the others."""
        mentions = [set(m.subjects).intersection(subjects) for m in self.asked.linked.mentions]
        joined = self.joins or len(subjects) > _TWO
        return joined and not self.asked.yes_no and all({s} in mentions for s in subjects)

    def named_of(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that mentions may mean, those that all may where there are such."""
        if (found := self._mentioned.get(kind)) is None:
            found = self._mentioned[kind] = self._all_may_mean(kind)
        return found

    def _all_may_mean(self, kind: str) -> tuple[str, ...]:
        mentions = self.asked.linked.mentions
        groups = [{s: w for s, w in m.subjects.items() if self._catalog.kind_of(s) == kind} for m in mentions]
        groups = [g for g in groups if g]
        if not groups:
            return ()
        common = set(groups[0]).intersection(*groups[1:])
        firm = {s for m in mentions if m.sort in ("year", "ordinal") for s in m.subjects}
        sure: dict[str, float] = {}
        for group in groups:
            for subject, weight in group.items():
                if not common or subject in common:
                    firmness = weight + (_FIRM if subject in firm else 0.0)
                    sure[subject] = max(firmness, sure.get(subject, 0.0))
        return tuple(sorted(sure, key=lambda s: -sure[s]))

    def by_order(self, kind: str) -> str | None:
        """Return the subject of a kind that `last`, `next` or `first` points to."""
        points = "one" in self.asked.linked.words and (not self.listed or kind in self.listed)
        if self.asked.end is None or not (self.has_noun(kind) or points):
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

    def described(self, kind: str) -> tuple[str, ...]:
        """Return the few subjects of a kind that the question describes by what they have to do with."""
        if not self.has_noun(kind):
            return ()
        holding = {
            fact_id.partition(".")[0]
            for entity in self.entities
            if entity != self._catalog.main
            for fact_id in self._catalog.holders(entity)[:_HELD]
        }
        found = sorted(s for s in holding if self._catalog.kind_of(s) == kind)
        return tuple(found) if len(found) <= _DESCRIBED else ()

    @property
    def origins(self) -> frozenset[str]:
        """What the question names as where somebody came from."""
        linked = self.asked.linked
        return frozenset(s for m in linked.mentions if linked.is_origin(m) for s in m.subjects)

    @property
    def other_places(self) -> tuple[str, ...]:
        """The well-known places named that are none of the book's, as typed."""
        linked = self.asked.linked
        places = (m for m in linked.mentions if m.sort == "place" and not linked.is_origin(m))
        return tuple(m.text.title() for m in places)

    def attaches(self, kind: str, value: str) -> bool:
        """Tell whether a value is put right before or after a noun for the kind (`convening in Chicago`)."""
        linked = self.asked.linked
        own = [(n.start, n.end) for n in linked.nouns if kind in n.kinds]
        own += [
            (m.start, m.end)
            for m in linked.mentions
            if any(self._catalog.kind_of(s) == kind for s in m.subjects)
        ]
        places = [(m.start, m.end) for m in linked.mentions if value in m.subjects]
        return any(
            place_end == start
            or (end < place_start and linked.words[end:place_start] in _IN)
            or (place_end < start and linked.words[place_end:start] in _FOR)
            for start, end in own
            for place_start, place_end in places
        )

    def people_beside(self, kind: str) -> tuple[str, ...]:
        """Return what it surely names, or means by `she`, that neither is nor identifies one of a kind."""
        found: dict[str, None] = {}
        for mention in self.asked.linked.mentions:
            sure = [s for s, w in mention.subjects.items() if w >= NAME]
            alone = len(sure) == 1 == len(mention.subjects)
            if alone and sure[0] != self._catalog.main and self._catalog.kind_of(sure[0]) != kind:
                found[sure[0]] = None
        person = self.asked.person
        return (*found, *((person,) if person and self._catalog.kind_of(person) != kind else ()))

    def values_beside(self, subjects: tuple[str, ...]) -> Iterator[str]:
        """Yield what the question names besides those subjects, and whom `he` or `she` means."""
        for mention in self.asked.linked.mentions:
            if not any(mention.subjects.get(s, 0.0) >= IDENTIFIED / 2 for s in subjects):
                yield from ([mention.literal] if mention.literal else mention.subjects)
        if self.asked.person and self.asked.person not in subjects:
            yield self.asked.person

    def _as_typed(self, word: str) -> str:
        """Return a word before its spelling was mended: a name that nobody knows looks misspelt."""
        typed = self.asked.linked.typed
        nearest = None if word in typed else process.extractOne(word, typed, scorer=fuzz.ratio)
        return nearest[0] if nearest else word

    def claim(self, explained: frozenset[str]) -> str | None:
        """Return the unlinked words where a value would stand, right after the verb (`was google one of`).

        Args:
            explained: stems that belong to the property itself.
        """
        linked, yes_no = self.asked.linked, self._lexicon.language.yes_no
        covered = {i for m in linked.mentions for i in range(m.start, m.end)}
        covered |= {i for n in linked.nouns for i in range(n.start, n.end)}
        start = next((i for i, t in enumerate(linked.words[:2]) if t in yes_no), len(linked.words))
        claimed: list[str] = []
        for i in range(start + 1, len(linked.words)):
            word = linked.words[i]
            if not claimed and word in ("the", "a", "an"):
                continue
            known = set(self._lexicon.fold([word])) & explained
            if i in covered or known or not self._lexicon.is_content(word):
                break
            claimed.append(self._as_typed(word))
        return " ".join(claimed) if 0 < len(claimed) <= _CLAIMED else None
