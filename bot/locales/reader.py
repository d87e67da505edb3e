"""A reader's language and way of writing dates and numbers; the facts stay as they were curated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from babel import Locale

ENGLISH = "en-US"
_SKELETONS = {"year": "y", "month": "yMMM", "day": "yMMMd"}
_THIN = str.maketrans({"\u2009": " ", "\u202f": " ", "\u00a0": " "})


class Reader:
    """Somebody who reads what the bot says.

    Args:
        tag: their locale as Discord names it (`es-ES`).
        words: the bot's own sentences in their language, by the English ones.

    Attributes:
        tag: as given.
    """

    def __init__(self, tag: str, words: Mapping[str, str] | None = None) -> None:
        self.tag = tag
        self._words = words or {}

    def say(self, text: str, **slots: object) -> str:
        """Return one of the bot's own sentences in the reader's language, its `{slots}` filled."""
        words = self._words.get(text, text)
        return words.format(**slots) if slots else words

    def number(self, value: float) -> str:
        """Return a number with the marks that the reader is used to."""
        said: str = import_module("babel.numbers").format_decimal(value, locale=self._locale)
        return said

    def day(self, first: date, last: date, precision: str) -> str:
        """Return a day, or a span, as fine as it is known: `year`, `month` or `day`."""
        skeleton = _SKELETONS[precision]
        if _same(first, last, precision):
            said: str = import_module("babel.dates").format_skeleton(skeleton, first, locale=self._locale)
        else:
            said = import_module("babel.dates").format_interval(first, last, skeleton, locale=self._locale)
        return said.translate(_THIN)

    @property
    def american(self) -> bool:
        """Whether the fact base's own way of writing dates is the reader's."""
        return self.tag == ENGLISH

    @cached_property
    def _locale(self) -> Locale:
        babel = import_module("babel")  # large, and most of what is said has no numbers of its own
        try:
            locale: Locale = babel.Locale.parse(self.tag, sep="-")
        except (babel.UnknownLocaleError, ValueError):
            locale = babel.Locale.parse(ENGLISH, sep="-")
        return locale


def _same(first: date, last: date, precision: str) -> bool:
    if precision == "year":
        return first.year == last.year
    return (first.year, first.month) == (last.year, last.month) if precision == "month" else first == last


class Readers:
    """The languages at hand: a YAML file each in this folder, English sentences to the language's own."""

    def __init__(self) -> None:
        folder = files("bot.locales")
        self._words: dict[str, Mapping[str, str]] = {
            file.name.removesuffix(".yaml"): _sentences(yaml.load(file.read_bytes(), yaml.CSafeLoader))
            for file in folder.iterdir()
            if file.name.endswith(".yaml")
        }
        self._readers: dict[str, Reader] = {}

    @property
    def languages(self) -> frozenset[str]:
        """The languages other than English."""
        return frozenset(self._words)

    def of(self, tag: object) -> Reader:
        """Return the reader with a locale, such as Discord gives; English where it gave none."""
        name = str(tag or ENGLISH)
        if name not in self._readers:
            language = name.partition("-")[0]
            self._readers[name] = Reader(name, self._words.get(name) or self._words.get(language))
        return self._readers[name]

    def find(self, text: str, tag: object) -> str | None:
        """Return one sentence in a language, or None where it has not been translated."""
        language = str(tag).partition("-")[0]
        return self._words.get(str(tag), self._words.get(language, {})).get(text)


def _sentences(data: Any) -> Mapping[str, str]:
    return {str(english): str(translated) for english, translated in (data or {}).items()}
