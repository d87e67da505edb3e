"""Numerals: numbers, ordinals and years that are spoken out become digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from bot.matching.language import Language

_FIGURE = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,12})?)(k?)")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_TENS = range(20, 100, 10)
_HUNDRED, _THOUSAND = 100, 1000
_SMALL = {"dozen": 12, "hundred": _HUNDRED}
_GREAT = {"thousand": _THOUSAND, "million": 10**6, "billion": 10**9}
_SCALES = _SMALL | _GREAT
_GOING_ON = frozenset({"and", *_SCALES})
"""What may make more of a figure before it (`2 million`, `2 and a half`)."""

_WITH_A = frozenset({"dozen", "hundred", "thousand"})
"""What `a` before it makes a number: `a million` is more often only much."""

_ENDLESS = 10**15
_PORTIONS = ("half", "third", "thirds", "3th", "quarter", "quarters")
_HALF = ("and", "a", "half")


def digits(tokens: Sequence[str], language: Language) -> list[str]:
    """Return words with numbers, ordinals and spoken years in digits (`twenty fourteen` is `2014`).

    Args:
        tokens: normalised words.
        language: knows the words for numbers.
    """
    numberless = language.numerals.isdisjoint(tokens) and _WITH_A.isdisjoint(tokens)
    if numberless and "".join(tokens).isalpha():
        return list(tokens)
    out: list[str] = []
    i = 0
    while i < len(tokens):
        word = tokens[i]
        scaled = word == "a" and _at(tokens, i + 1) in _WITH_A
        if not (scaled or word in language.numbers or word[:1].isdecimal()):
            out.append(f"{language.ordinals[word]}th" if word in language.ordinals else word)
            i += 1
            continue
        value, used = _number(tokens, i, language)
        if used and value.isdecimal() and len(value) < 3 and out and out[-1] in ("number", "no", "nr"):
            out[-1:] = ["number", f"{int(value)}th"]
        elif used and word == "a" and out and out[-1] == "half":
            out[-1] = _shown(Fraction(value) / 2)
        else:
            out.append(value if used else _plain_ordinal(word))
        i += used or 1
    return out


def _plain_ordinal(word: str) -> str:
    match = _ORDINAL.fullmatch(word)
    return f"{int(match[1])}th" if match and len(match[1]) < 6 else word


def _number(tokens: Sequence[str], i: int, language: Language) -> tuple[str, int]:
    """Return the number or ordinal that begins at a place, in digits, and how many words it takes, if any."""
    if tokens[i].isdecimal() and _at(tokens, i + 1) not in _GOING_ON:
        return tokens[i], 1
    first, second, third = (language.numbers.get(t) for t in (*tokens[i : i + 3], "", "")[:3])
    if first in (19, 20) and second is not None and 10 <= second < _HUNDRED:
        units = third if second in _TENS and third is not None and third < 10 else None
        year = first * _HUNDRED + second
        return (str(year), 2) if units is None else (str(year + units), 3)
    ordinal = language.ordinals.get(tokens[i + 1], 0) if i + 1 < len(tokens) else 0
    if first is not None and first in _TENS and 0 < ordinal < 10:
        return f"{first + ordinal}th", 2
    if _is_portion(tokens, i):
        return "", 0
    value, end = _sum(tokens, i, language)
    if end == i + 1 and tokens[i][-1:].isdecimal() and tokens[i][:1].isdecimal():
        return tokens[i], 1  # as it is written: 2.10 is no 2.1 where it numbers a release
    # "one" is far more often a pronoun than a number
    return "one" if first == 1 and end == i + 1 else _shown(value), end - i


def _is_portion(tokens: Sequence[str], i: int) -> bool:
    """Tell whether only part of what follows is meant (`a quarter of a million`)."""
    return tokens[i] == "a" and i > 1 and tokens[i - 1] == "of" and tokens[i - 2] in _PORTIONS


def _shown(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def _sum(tokens: Sequence[str], i: int, language: Language) -> tuple[Fraction, int]:
    """Return the number that begins at a place, and where it ends.

    What is added to what was multiplied is less than that: `two hundred three hundred` are two numbers.
    """
    total, end, limit = Fraction(0), i, _ENDLESS
    while True:
        start = end + 1 if end > i and _at(tokens, end) == "and" else end
        value, stop, scale = _term(tokens, start, language, start == i)
        if stop == start or value >= limit:
            return total, end
        total, end, limit = total + value, stop, scale
        if scale == 1:
            return total, end


def _term(tokens: Sequence[str], i: int, language: Language, first: bool) -> tuple[Fraction, int, int]:
    """Return so many ones, thousands or millions, where that ends, and which of them."""
    value, end = _below_thousand(tokens, i, language, first)
    scale = _GREAT.get(_at(tokens, end), 1)
    if end == i or scale == 1 or value >= _THOUSAND:
        return value, end, 1
    return value * scale, end + 1, scale


def _below_thousand(tokens: Sequence[str], i: int, language: Language, first: bool) -> tuple[Fraction, int]:
    """Return so many hundreds, dozens and ones, and where they end; a figure or `a hundred` comes first."""
    value, end = _figure(tokens, i) if first else (Fraction(0), i)
    if end == i:
        ones, end = _below_hundred(tokens, i, language)
        value = Fraction(ones)
    if end > i and tuple(tokens[end : end + 3]) == _HALF and _at(tokens, end + 3) in _SCALES:
        value, end = value + Fraction(1, 2), end + 3
    while end > i and 0 < value < _HUNDRED and (scale := _SMALL.get(_at(tokens, end))):
        value, end = value * scale, end + 1
        start = end + 1 if _at(tokens, end) == "and" else end
        ones, stop = _below_hundred(tokens, start, language)
        if scale == _HUNDRED and ones and _at(tokens, stop) not in _SMALL:
            return value + ones, stop
    return value, end


def _figure(tokens: Sequence[str], i: int) -> tuple[Fraction, int]:
    """Return the figure at a place (`1.5`, `10k`, the `a` of `a hundred`), and where it ends."""
    if _at(tokens, i) == "a":
        return (Fraction(1), i + 1) if _at(tokens, i + 1) in _WITH_A else (Fraction(0), i)
    match = _FIGURE.fullmatch(_at(tokens, i))
    return (Fraction(match[1]) * (_THOUSAND if match[2] else 1), i + 1) if match else (Fraction(0), i)


def _below_hundred(tokens: Sequence[str], i: int, language: Language) -> tuple[int, int]:
    """Return the number below a hundred that words spell at a place, and where they end."""
    first, second = (language.numbers.get(_at(tokens, n)) for n in (i, i + 1))
    if first is None:
        return 0, i
    if first in _TENS and second is not None and 0 < second < 10:
        return first + second, i + 2
    return first, i + 1


def _at(tokens: Sequence[str], i: int) -> str:
    return tokens[i] if i < len(tokens) else ""
