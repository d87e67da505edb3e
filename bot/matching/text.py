"""Normalising: what somebody typed becomes plain words, the same way for questions, names and phrasings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.matching.language import Language, english
from bot.matching.numerals import digits

LONGEST = 4000
"""Characters of a message that are read; Discord allows no more."""

_MARKUP = re.compile(
    r"<(?:@[!&]?|#|a?:\w{1,40}:|/[^:>]{1,80}:|t:)-?\d{1,25}(?::[tdfrTDFR])?>|https?://\S+|\|\||[*_~`]{1,3}"
)
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`′", "'"))
_PLAIN = _APOSTROPHES | {i: None for i in (*range(32), 127) if chr(i) not in "\n\t\r"}
_SHORT_YEAR = re.compile(r"(?<!\w)'([0-2]\d)\b")
_DISTANT_YEAR = re.compile(r"'([0-9]{2})")
_AHEAD = 10
"""How many years ahead a year of two digits may lie; beyond that it is of the last century."""

_OR_MORE = re.compile(r"(\d)\+")
_VERSION = re.compile(r"(?<!\w)v(?=\d+(?:\.\d+)*\b)")
_HASH_NUMBER = re.compile(r"(?<!\w)#(?=\d{1,2}\b)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_GLUED_YEAR = re.compile(r"(?<=[a-z]{3})(?=(?:19|20)\d\d\b)|(?<=\b(?:19|20)\d\d)(?=[a-z]{3})")
_REWRITTEN: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (",", _THOUSANDS, ""),
    ("'", _SHORT_YEAR, r"20\1"),
    ("#", _HASH_NUMBER, "number "),
    ("v", _VERSION, "version "),
    ("+", _OR_MORE, r"\1 plus"),
)
"""What is written otherwise, in this order, each with the sign without which it need not be looked for."""

_WORD = re.compile(
    r"\bw/o?(?![a-z])|\bb/c\b|\d+(?:st|nd|rd|th)\b|(?<![\d.])\d+\.\d+(?!\.?\d)k?\b|[a-z0-9]+(?:'[a-z]+)?"
    r"|w/o?|[^\W\d_]+|(?<!\w)'\d\d\b"
)
TWO_DIGITS = re.compile(r"[0-4]\d")
A_YEAR = re.compile(r"(?:19|20)\d\d")
"""A year of four digits, of this century or the last."""

_LONGEST_SPAN = 15
_YEARS = ("year", "years", "year's")
_GOING_ON = (["and"], ["about"])
SEASONS = ("summer", "spring", "autumn", "fall", "winter")
_UNTIL = ("to", "thru", "through", "until", "till")
_SPANNING = frozenset({*_UNTIL, "and"})


@dataclass(frozen=True, slots=True)
class Question:
    """A question, normalised.

    Attributes:
        raw: as typed, cut at `LONGEST`.
        words: its words: lower case, no accents, contractions written out, numbers and ordinals in digits.
        asks: whether it ends in a question mark.
    """

    raw: str
    words: tuple[str, ...]
    asks: bool = False


def fold(text: str) -> str:
    """Return the text in NFKC, lower case, without accents, controls, formatting or Discord markup."""
    if text.isascii():
        return _MARKUP.sub(" ", text[:LONGEST].lower().translate(_PLAIN))
    text = unicodedata.normalize("NFKC", text[:LONGEST]).casefold().translate(_APOSTROPHES)
    text = unicodedata.normalize("NFD", text)
    text = text.translate(dict.fromkeys(ord(c) for c in set(text) if _is_dropped(c)))
    return _MARKUP.sub(" ", text)


def _is_dropped(char: str) -> bool:
    category = unicodedata.category(char)
    return category in ("Mn", "Me") or (category[0] == "C" and char not in "\n\t\r")


def words(text: str, language: Language | None = None) -> tuple[str, ...]:
    """Return the normalised words of a text."""
    lang = language or english()
    text = fold(text)
    for sign, pattern, written in _REWRITTEN:
        if sign in text:
            text = pattern.sub(written, text)
    if "." in text:
        text = _ACRONYM.sub(lambda m: m.group().replace(".", ""), text)
    if "19" in text or "20" in text:
        text = _GLUED_YEAR.sub(" ", text)
    found = _WORD.findall(text)
    if "'" not in text and lang.contractions.keys().isdisjoint(found):
        return tuple(digits(found, lang))
    out: list[str] = []
    for word in found:
        written_out = lang.contractions.get(word)
        if written_out is not None:
            out += written_out.split()
        elif "'" in word[1:]:
            stem, _, tail = word.partition("'")
            out += [stem] if tail in ("s", "") else [stem, tail]
        else:
            out.append(word)
    return tuple(digits(out, lang))


def in_digits(tokens: Sequence[str], language: Language | None = None) -> tuple[str, ...]:
    """Return normalised words with those that were mended into numbers and ordinals in digits too."""
    return tuple(digits(tokens, language or english()))


def with_spans(tokens: Sequence[str]) -> tuple[str, ...]:
    """Return the words with the years between two others put in (`2012 to 2015`)."""
    if _SPANNING.isdisjoint(tokens):
        return tuple(tokens)
    out: list[str] = []
    for i, token in enumerate(tokens):
        first, middle = tokens[i - 2 : i] if i > 1 else ("", "")
        spans = middle in _UNTIL or (middle == "and" and i > 2 and tokens[i - 3] == "between")
        if spans and A_YEAR.fullmatch(first) and A_YEAR.fullmatch(token):
            years = range(int(first) + 1, int(token))
            out[-1:] = map(str, years) if len(years) < _LONGEST_SPAN else [middle]
        out.append(token)
    return tuple(out)


def with_years(tokens: Sequence[str], this_year: int) -> tuple[str, ...]:
    """Return the words with a year in the place of how it is said for short (`last year`, `summer 17`).

    `The last year` is left: it may be the last that something was done in. So is `this year`, but for where a
    question goes on with it (`and this year`): now is meant rather than a year.

    Args:
        tokens: the words, numbers in digits.
        this_year: to count from.
    """
    out: list[str] = []
    i = 0
    while i < len(tokens):
        word, following, third = (*tokens[i : i + 3], "", "")[:3]
        if word == "this" and not third and following in _YEARS and out[-1:] in _GOING_ON:
            out.append(str(this_year))
            i += 2
        elif word != "last" and word[:1].isalpha():
            out.append(word)
            i += 1
        elif word == "last" and following in _YEARS and tokens[i - 1 : i] != ("the",):
            out.append(str(this_year - 1))
            i += 2
        elif tokens[i - 1 : i] and tokens[i - 1] in SEASONS and TWO_DIGITS.fullmatch(word):
            out.append(_of_century(word, this_year))
            i += 1
        elif next_year := _next_of_years(out, word):
            out.append(next_year)
            i += 1
        elif distant := _DISTANT_YEAR.fullmatch(word):
            out.append(_of_century(distant[1], this_year))
            i += 1
        elif word.isdecimal() and int(word) <= _LONGEST_SPAN and following in _YEARS and third == "ago":
            out.append(str(this_year - int(word)))
            i += 3
        else:
            out.append(word)
            i += 1
    return tuple(out)


def _next_of_years(before: Sequence[str], word: str) -> str | None:
    """Return the year that two digits go on with after the one before (`2022, 23 and 24`)."""
    last = next((w for w in reversed(before[-2:]) if w != "and"), "")
    follows = A_YEAR.fullmatch(last) and TWO_DIGITS.fullmatch(word) and int(word) == int(last) % 100 + 1
    return str(int(last) + 1) if follows else None


def _of_century(two_digits: str, this_year: int) -> str:
    """Return the year that two digits mean: no more than some years ahead."""
    century = this_year // 100 * 100
    year = century + int(two_digits)
    return str(year if year <= this_year + _AHEAD else year - 100)


def question(text: str, language: Language | None = None) -> Question:
    """Return the question that a text is; never raises, whatever the text."""
    return Question(text[:LONGEST], words(text, language), text.rstrip().endswith("?"))


def joined(tokens: Sequence[str]) -> str:
    """Return the words as one string: what they are when somebody forgets the spaces."""
    return "".join(tokens)


def phrase_at(tokens: Sequence[str], i: int, phrase: Sequence[str]) -> bool:
    """Tell whether the phrase stands at that place among the tokens."""
    return tuple(tokens[i : i + len(phrase)]) == tuple(phrase)


def phrase_start(tokens: Sequence[str], phrase: Sequence[str]) -> int | None:
    """Return the first place where the phrase stands among the tokens, None where it does not."""
    return next((i for i in range(len(tokens)) if phrase_at(tokens, i, phrase)), None)


def phrase_before(tokens: Sequence[str], end: int, phrases: Iterable[Sequence[str]]) -> bool:
    """Tell whether any of the phrases stands right before that place among the tokens."""
    return any(len(p) <= end and phrase_at(tokens, end - len(p), p) for p in phrases)


def has_phrase(tokens: Sequence[str], phrases: Sequence[Sequence[str]]) -> bool:
    """Tell whether any of the phrases stands somewhere among the tokens."""
    present = set(tokens) if len(phrases) > 1 else tokens
    for phrase in phrases:
        if phrase[0] in present and (len(phrase) == 1 or _holds(tokens, present, phrase)):
            return True
    return False


def _holds(tokens: Sequence[str], present: Collection[str], phrase: Sequence[str]) -> bool:
    places = (i for i, t in enumerate(tokens) if t == phrase[0])
    return phrase[1] in present and any(phrase_at(tokens, i, phrase) for i in places)


def ordinal(number: int) -> str:
    """Return a number as an ordinal (`1st`, `12th`, `23rd`)."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"
