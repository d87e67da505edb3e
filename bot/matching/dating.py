"""Dating: which days, months and years the words of a question name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

from bot.matching.language import Language
from bot.matching.mentions import Linked
from bot.matching.text import A_YEAR, phrase_before

Edge = Literal["first", "last"]

_DAY = re.compile(r"(?:[1-9]|[12]\d|3[01])(?:th)?")
_ON = ("on", "from", "the")
_EITHER = ("and", "or")
_TO = ("and", "to", "through", "thru", "until", "till")
_PARTS = {"early": (1, 10), "mid": (10, 20), "late": (20, 31), "some_days": (0, 0)}
"""Between which days the parts of a month surely lie (`the last weekend of July`: none)."""


def months_said(linked: Linked, language: Language) -> Mapping[int, int]:
    """Return the months that a question names, 1 to 12, by their place among its words.

    `March`, `may` and `august` count only where what stands around them says that they are months.

    Args:
        linked: the question.
        language: knows the months.
    """
    found: dict[int, int] = {}
    for i in month_words(linked, language):
        word = linked.words[i]
        if word not in language.months_or_words or _is_month(linked.words, i, found, language):
            found[i] = language.months[word]
    return found


def month_words(linked: Linked, language: Language) -> list[int]:
    """Return the places of words that may be months and are not part of a name (`the Women's March`).

    Args:
        linked: the question.
        language: knows the months.
    """
    if language.months.keys().isdisjoint(linked.words):
        return []
    of_names = {i for m in linked.mentions if m.sort == "name" for i in range(m.start, m.end)}
    return [i for i, w in enumerate(linked.words) if w in language.months and i not in of_names]


def _is_month(words: Sequence[str], i: int, found: Collection[int], language: Language) -> bool:
    """Tell whether a word that may be a month is one, by the words around it."""
    before, after = words[i - 1] if i else "", words[i + 1 : i + 3]
    if before in language.before_months or len(words) == 1:
        return True
    if _DAY.fullmatch(before) and (before.endswith("th") or words[max(0, i - 2)] in _ON):
        return True
    if before in _EITHER and (i == 1 or i - 2 in found):
        return True
    if after[:1] and after[0] in _EITHER:
        return after[1:] != () and after[1] in language.months
    return _is_dated(after, language)


def _is_dated(after: Sequence[str], language: Language) -> bool:
    """Tell whether a day or a year follows (`May 2018`, `May 12`), not so many (`may 12 people`)."""
    first, second = (*after, "", "")[:2]
    if first == "of" or _DAY.fullmatch(first):
        follows = not second or second in language.function
        return bool(A_YEAR.fullmatch(second)) or first.endswith("th") or (first != "of" and follows)
    return bool(A_YEAR.fullmatch(first))


def days_said(linked: Linked, months: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Return the days beside months (`July 12 to 14`, `the 12th of July`) by their place among the words.

    Args:
        linked: the question.
        months: those that it names, by their place.
    """
    words, found = linked.words, dict[int, tuple[int, int]]()
    for place, month in months.items():
        before = place - 2 if words[place - 1 : place] == ("of",) else place - 1
        for i in (*_run(words, place + 1, 1), *_run(words, before, -1)):
            found.setdefault(i, (month, int(words[i].removesuffix("th"))))
    return found


def _run(words: Sequence[str], i: int, step: int) -> Iterator[int]:
    """Yield the places of days that stand one beside the other, from a place on."""
    while 0 <= i < len(words) and _DAY.fullmatch(words[i]):
        yield i
        i += step
        if 0 <= i < len(words) and words[i] in _TO:
            i += step


def edge_said(linked: Linked, language: Language) -> Edge | None:
    """Return whether a question says that something begins or ends, if either.

    Args:
        linked: the question.
        language: knows the verbs.
    """
    verbs = [w for w, after in zip(linked.words, (*linked.words[1:], ""), strict=True) if after != "of"]
    begins, ends = (any((w,) in language.cues[cue] for w in verbs) for cue in ("begins", "ends"))
    return None if begins == ends else "first" if begins else "last"


def part_said(linked: Linked, months: Collection[int], language: Language) -> tuple[int, int] | None:
    """Return between which days of its month a question says that something is (`in early July`).

    Args:
        linked: the question.
        months: the places of those that it names.
        language: knows what is said before them.
    """
    said = (
        days
        for place in months
        for part, days in _PARTS.items()
        if phrase_before(linked.words, place, language.cues[part])
    )
    return next(said, None)


def year_said(linked: Linked, cues: Sequence[tuple[str, ...]]) -> int | None:
    """Return the year that stands right after one of some phrases and means nothing else (`before 2015`)."""
    alone = (m for m in linked.mentions if m.sort == "year" and not m.subjects)
    return next((m.number for m in alone if phrase_before(linked.words, m.start, cues)), None)
