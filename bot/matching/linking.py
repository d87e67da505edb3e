"""Linking: which subjects words name, tolerating typos and missing spaces, never guessing at digits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.facts.model import Book, Day, Subject, Value
from bot.matching.lexicon import Lexicon
from bot.matching.mentions import IDENTIFIED, NAME, WEAK, Linked, Mention
from bot.matching.numbering import Numbering
from bot.matching.spelling import Speller, rarity
from bot.matching.text import joined, words

_YEAR = re.compile(r"(19|20)\d\d")
_ORDINAL = re.compile(r"(\d{1,3})th")
_DIGIT = re.compile(r"\d")
_MAJOR = re.compile(r"\d{1,3}\.0")
_NUMBER = re.compile(r"\d{1,9}")
_IN_DATES = ("of", "to", "through", "thru", "and")
_AMOUNTS = [(w,) for w in ("than", "over", "about", "nearly", "almost", "around", "least", "exactly")]
_LONGEST_NAME = 12
_CENTURIES = (2000, 1900)
_SHORT = 2
"""How many digits a year has that is said for short."""

_SHORTEST_NEAR, _HEAD = 8, 3
_SPAN = 6
"""Months from which a date only says about when."""

_RARE, _EDITS = 0.7, 2
"""How rare one word of a misspelt name must be, and how many letters may differ."""

_ONE_OF = ("one", "of")

_REMEMBERED = 4096
"""How many pairs and triples of words are remembered with the name that they nearly are, if any."""


class Linker:
    """Finds the mentions of a book's subjects in words.

    Args:
        book: whose subjects to find.
        lexicon: knows the nouns of the book's kinds.
    """

    def __init__(self, book: Book, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._months = lexicon.language.months
        self._names: dict[str, dict[str, float]] = defaultdict(dict)
        self._literals: dict[str, str] = {}
        self._years: dict[int, dict[str, float]] = defaultdict(dict)
        self._months_of: dict[tuple[str, int], set[int]] = {}
        self._in_that_month: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
        self._numbering = Numbering(book, lexicon)
        self._identified: dict[str, dict[str, float]] = defaultdict(dict)
        self._spans = 1
        self._lengths: dict[str, int] = {}
        self._add_identifying_values(book)
        for subject in book.subjects.values():
            for name in (subject.name, *subject.aliases):
                self._add_name(name, subject.id, NAME)
            self._add_year_of_name(subject.id, subject.name, bool(book.kind(subject.id).identified_by))
            for name in subject.weak:
                self._add_name(name, subject.id, WEAK)
        self._add_versions(book)
        self._places = self._other_places()
        self._add_literals(book)
        self._add_wholes(book)
        self._reach = self._reaches()
        several = [name for name, tokens in self._lengths.items() if tokens > 1]
        self._near = Speller(dict.fromkeys(several, 1))
        self._longest_near = max(map(len, several), default=0) + _EDITS
        self._memo: dict[tuple[str, ...], str | None] = {}

    def _add_name(self, name: str, subject: str, weight: float) -> None:
        tokens = _without_article(words(name))
        if not tokens or len(tokens) > _LONGEST_NAME:
            return
        if len(tokens) == 1 and _YEAR.fullmatch(tokens[0]):
            self._years[int(tokens[0])][subject] = weight
            return
        self._lengths[joined(tokens)] = len(tokens)
        entry = self._names[joined(tokens)]
        entry[subject] = max(weight, entry.get(subject, 0.0))
        self._spans = max(self._spans, len(tokens))

    def _add_versions(self, book: Book) -> None:
        """Let a version be named by its first figure where nothing else is (`Gnomon 2`, `v2` for `2.0`)."""
        named = set(self._names)
        for subject in book.subjects.values():
            for name in (subject.name, *subject.aliases):
                *before, last = _without_article(words(name)) or ("",)
                whole = [*(before or ["version"]), last.removesuffix(".0")]
                if _MAJOR.fullmatch(last) and joined(whole) not in named:
                    self._add_name(" ".join(whole), subject.id, NAME)

    def _add_year_of_name(self, subject: str, name: str, identified: bool) -> None:
        """Let the year in a name (`the 2020 fair`) identify a subject of a kind that values identify."""
        years = [int(t) for t in words(name) if _YEAR.fullmatch(t)]
        if identified and len(years) == 1:
            self._years[years[0]].setdefault(subject, IDENTIFIED)

    def _other_places(self) -> frozenset[str]:
        """Return the well-known places that are none of the book's, as they are when joined."""
        places = self._lexicon.language.places
        self._spans = max(self._spans, *(len(place) for place in places))
        return frozenset(map(joined, places)) - self._names.keys()

    def _add_literals(self, book: Book) -> None:
        for subject in book.subjects.values():
            for fact in subject.facts.values():
                prop = book.property(fact)
                for value in fact.values if prop is None or not prop.series else ():
                    if value.entity is None and value.number is None and value.day is None:
                        self._add_literal(value)

    def _add_literal(self, value: Value) -> None:
        tokens = _without_article(words(value.text))
        telling = [t for t in tokens if self._lexicon.is_content(t)]
        if self._lexicon.class_nouns(tokens):
            return  # `a certified state chapter` speaks of a kind
        if len(telling) >= 2 and len(tokens) <= _LONGEST_NAME and joined(tokens) not in self._names:
            self._literals[joined(tokens)] = value.text
            self._spans = max(self._spans, len(tokens))

    def _add_identifying_values(self, book: Book) -> None:
        for subject in book.subjects.values():
            kind = book.kind(subject.id)
            self._add_month_of(subject, kind.ordered_by)
            for name in kind.identified_by:
                fact = subject.facts.get(name)
                for value in fact.values if fact else ():
                    if value.day is not None:
                        for year in range(value.day.first.year, value.day.last.year + 1):
                            self._years[year][subject.id] = IDENTIFIED
                        self._add_months(subject.id, value.day)
                    elif value.entity is not None:
                        self._identified[value.entity][subject.id] = IDENTIFIED
                    elif value.number is not None:
                        self._numbering.add(int(value.number), subject.id)

    def _add_month_of(self, subject: Subject, ordered_by: str | None) -> None:
        """Let a month of a year point to what took place in it (`the meeting in March 2012`)."""
        fact = subject.facts.get(ordered_by or "")
        for value in fact.values if fact else ():
            if value.day is not None and value.day.precision != "year":
                self._in_that_month[value.day.first.year, value.day.first.month][subject.id] = IDENTIFIED

    def _add_months(self, subject: str, day: Day) -> None:
        if day.first.year == day.last.year and day.last.month - day.first.month < _SPAN:
            months = set(range(day.first.month, day.last.month + 1))
            self._months_of.setdefault((subject, day.first.year), set()).update(months)

    def _add_wholes(self, book: Book) -> None:
        """Let a whole point to what its parts identify: a state to what was held in its cities."""
        for subject in book.subjects.values():
            for identified in self._identified.get(subject.id, {}) if subject.within else ():
                self._identified[subject.within or ""].setdefault(identified, WEAK)

    def link(self, tokens: Sequence[str]) -> Linked:
        """Return the words with the mentions and class nouns found among them."""
        mentions = tuple(self._scan(tokens))
        covered = {i for m in mentions for i in range(m.start, m.end)}
        masked = [t if i not in covered else "" for i, t in enumerate(tokens)]
        nouns = self._lexicon.class_nouns(masked)
        covered |= {i for n in nouns for i in range(n.start, n.end)}
        covered -= {m.start for m in mentions if m.sort == "number"}
        rest = tuple(t for i, t in enumerate(tokens) if i not in covered)
        return Linked(tuple(tokens), mentions, nouns, rest)

    def _scan(self, tokens: Sequence[str]) -> Iterable[Mention]:
        i, last = 0, None
        while i < len(tokens):
            mention = self._name_at(tokens, i) or self._figure_at(tokens, i) or self._near_name_at(tokens, i)
            if mention is None:
                i += 1
                continue
            if last is not None and last.end == i and mention.sort == "number":
                mention = self._short_year(last, mention)
            yield mention
            i, last = mention.end, mention

    def _short_year(self, name: Mention, number: Mention) -> Mention:
        """Return a number right after a name as the year that both identify (`Denver 22`), else as it is."""
        for year in (century + (number.number or 0) for century in _CENTURIES if len(number.text) <= _SHORT):
            found = {s: w for s, w in self._years.get(year, {}).items() if s in name.subjects}
            if found:
                return replace(number, sort="year", subjects=found, number=year)
        return number

    def _reaches(self) -> dict[str, int]:
        """Return the length of the longest name by its first letters, to look no further for names."""
        found: dict[str, int] = {}
        for names in (self._names, self._places, self._literals):
            for name in names:
                head = name[:_HEAD]
                found[head] = max(len(name), found.get(head, 0))
        return found

    def _last_end(self, tokens: Sequence[str], i: int) -> int:
        """Return where the longest name that may begin at a place would end at the latest."""
        head = tokens[i][:_HEAD] if len(tokens[i]) >= _HEAD else joined(tokens[i : i + _HEAD])[:_HEAD]
        known = self._reach.get
        reach = max(known(head, 0), known(head[:2], 0), known(head[:1], 0))
        end, length = i, 0
        while end < len(tokens) and end < i + self._spans:
            length += len(tokens[end])
            if length > reach:
                break
            end += 1
        return end

    def _name_at(self, tokens: Sequence[str], i: int) -> Mention | None:
        for end in range(self._last_end(tokens, i), i, -1):
            span = tokens[i:end]
            if end - i > 1 and tuple(tokens[end - 1 : end + 1]) == _ONE_OF:
                continue  # `was Gull Ropes one of them` does not speak of `the Gull Ropes one`
            name = joined(span)
            subjects = self._names.get(name)
            if subjects is not None and (end - i > 1 or self._tells(tokens[i], subjects)):
                came_from = i > 0 and tokens[i - 1] == "from"
                meant = subjects if came_from else self._with_identified(subjects)
                return Mention(i, end, " ".join(span), "name", dict(meant))
            if name in self._places:
                return Mention(i, end, " ".join(span), "place", {})
            literal = self._literals.get(name)
            if literal is not None and end - i > 1:
                return Mention(i, end, " ".join(span), "name", {}, literal=literal)
        return None

    def _near_name_at(self, tokens: Sequence[str], i: int) -> Mention | None:
        """Return a name of several words that these nearly are: people misspell names as other names."""
        for end in (i + 3, i + 2):
            span = tuple(tokens[i:end])
            name = self._near_name(span) if len(span) == end - i else None
            if name is not None and not self._named_within(tokens, i, end):
                return Mention(i, end, " ".join(span), "name", self._with_identified(self._names[name]))
        return None

    def _named_within(self, tokens: Sequence[str], start: int, end: int) -> bool:
        """Tell whether a name in full begins among some words and goes beyond them."""
        inside = (self._name_at(tokens, i) for i in range(start + 1, end))
        return any(m is not None and m.end > end for m in inside)

    def _near_name(self, span: tuple[str, ...]) -> str | None:
        """Return the name of as many words that these nearly are, remembered."""
        if span not in self._memo:
            if len(self._memo) >= _REMEMBERED:
                self._memo.clear()
            self._memo[span] = self._looked_up(span)
        return self._memo[span]

    def _looked_up(self, span: tuple[str, ...]) -> str | None:
        if not (self._lexicon.is_content(span[0]) and self._lexicon.is_content(span[-1])):
            return None
        together = joined(span)
        if not _SHORTEST_NEAR - _EDITS <= len(together) <= self._longest_near or _DIGIT.search(together):
            return None
        if all(rarity(t) <= _RARE for t in span) or self._lexicon.class_nouns(span):
            return None
        name = self._near.nearest(together, _EDITS)
        near = name is not None and self._lengths[name] == len(span) and len(name) >= _SHORTEST_NEAR
        return name if near else None

    def _tells(self, word: str, subjects: Mapping[str, float]) -> bool:
        return self._lexicon.is_content(word) or (max(subjects.values()) >= NAME and len(word) > 1)

    def _with_identified(self, subjects: Mapping[str, float]) -> dict[str, float]:
        out = dict(subjects)
        for subject, weight in subjects.items():
            for identified, share in self._identified.get(subject, {}).items():
                out[identified] = max(out.get(identified, 0.0), share * weight)
        return out

    def _figure_at(self, tokens: Sequence[str], i: int) -> Mention | None:
        word = tokens[i]
        if word in self._months:
            return self._date_at(tokens, i)
        if word == "number" and i + 1 < len(tokens) and (match := _ORDINAL.fullmatch(tokens[i + 1])):
            return self._ordinal(tokens, i, i + 2, int(match[1]))
        return self._number_at(tokens, i) if word[:1].isdecimal() else None

    def _number_at(self, tokens: Sequence[str], i: int) -> Mention | None:
        """Return the year, ordinal or number that a word in digits is."""
        word = tokens[i]
        if _YEAR.fullmatch(word) and not (
            tuple(tokens[max(0, i - 1) : i]) in _AMOUNTS and int(word) not in self._years
        ):
            return Mention(i, i + 1, word, "year", dict(self._years.get(int(word), {})), number=int(word))
        match = _ORDINAL.fullmatch(word)
        if match and self._numbers_a_subject(tokens, i):
            return self._ordinal(tokens, i, i + 1, int(match[1]))
        if _NUMBER.fullmatch(word):
            return Mention(i, i + 1, word, "number", {}, number=int(word))
        return None

    def _ordinal(self, tokens: Sequence[str], start: int, end: int, number: int) -> Mention:
        named = end < len(tokens) and self._name_at(tokens, end)
        subjects = self._numbering.pointed_to(number, () if named else tokens[end:])
        return Mention(start, end, " ".join(tokens[start:end]), "ordinal", subjects, number=number)

    def _numbers_a_subject(self, tokens: Sequence[str], i: int) -> bool:
        """Tell whether an ordinal counts subjects (`the third one`), not something else (`first chair`)."""
        ahead = tokens[i + 1 : i + 2]
        if self._numbering.numbers_kind(tokens[i + 1 :]):
            return True
        return not ahead or ahead[0] in ("one", "ever", "annual") or not self._lexicon.is_content(ahead[0])

    def _in_month(self, year: int, month: int) -> dict[str, float]:
        """Return what a year identifies, unless known to be of another month, or else what was then."""
        found = self._years.get(year, {})
        then = {s: w for s, w in found.items() if month in self._months_of.get((s, year), (month,))}
        return then or dict(self._in_that_month.get((year, month), {}))

    def _date_at(self, tokens: Sequence[str], i: int) -> Mention | None:
        month, end = self._months[tokens[i]], i + 1
        while end < len(tokens) and end < i + 5:
            if _YEAR.fullmatch(tokens[end]):
                year = int(tokens[end])
                text = " ".join(tokens[i : end + 1])
                return Mention(i, end + 1, text, "year", self._in_month(year, month), year, month)
            if not re.fullmatch(r"\d{1,2}(th)?", tokens[end]) and tokens[end] not in _IN_DATES:
                break
            end += 1
        return None


def _without_article(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tokens[1:] if tokens[:1] in (("the",), ("a",), ("an",)) and len(tokens) > 1 else tokens
