"""Spanning: the years of an open span, where several are asked for by their years (`cities after 2019`)."""

from __future__ import annotations

from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.mentions import Linked, Mention
from bot.matching.text import has_phrase, phrase_at, phrase_before

_WHICH = frozenset({"which", "what", "all", "list", "name"})


class OpenSpans:
    """Names the years of a span whose other end is left open.

    Args:
        catalog: knows when each of a kind was.
        lexicon: knows which words speak of several.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._cues = lexicon.language.cues

    def filled(self, linked: Linked) -> tuple[str, ...]:
        """Return the words of a question with the years of its span in the place of `after 2019`.

        Only years that something of the kind was in are put in; where there are none, or only one of the kind
        is asked for, the words stay as they are.

        Args:
            linked: the question.
        """
        years = [m for m in linked.mentions if m.sort == "year" and m.number and not m.month]
        if len(years) != 1 or any(m.sort == "ordinal" for m in linked.mentions):
            return linked.words
        span = self._span(linked, years[0])
        kind = self._kind(linked) if span else None
        if span is None or kind is None:
            return linked.words
        start, end, first, last = span
        dates = dict.fromkeys(day.year for day, _ in self._catalog.dated(kind) if first <= day.year <= last)
        said = ("from" if len(dates) > 1 else "in", *map(str, dates))
        return (*linked.words[:start], *said, *linked.words[end:]) if dates else linked.words

    def _kind(self, linked: Linked) -> str | None:
        """Return the kind of which several are asked for by their years, or at several of which."""
        ordered = [
            (noun, kind)
            for noun in linked.nouns
            for kind in noun.kinds
            if self._catalog.kind(kind).known_by_day
        ]
        several = has_phrase(linked.words, self._cues["all"]) or self._asks_several(linked.words)
        return next((kind for noun, kind in ordered if noun.plural or several), None)

    def _asks_several(self, words: tuple[str, ...]) -> bool:
        """Tell whether a question opens with what is asked for, in the plural (`which cities`)."""
        first, noun = (*words, "", "")[:2]
        return first in _WHICH and noun.endswith("s") and self._lexicon.stem(noun) != noun

    def _span(self, linked: Linked, year: Mention) -> tuple[int, int, float, float] | None:
        """Return where the words for a span begin and end, and its first and last year, if there is one."""
        words, named = linked.words, year.number or 0
        onward = next((p for p in self._cues["onward"] if phrase_at(words, year.end, p)), ())
        for cue, first, last in (
            ("since", named, float("inf")),
            ("later_than", named + 1, float("inf")),
            ("until", float("-inf"), named),
            ("earlier_than", float("-inf"), named - 1),
        ):
            said = next((p for p in self._cues[cue] if phrase_before(words, year.start, [p])), None)
            if said is not None:
                start = year.start - len(said)
                near = phrase_before(words, start, self._cues["nearest"])
                return None if near else (start, year.end, first, last)
        start = year.start - (words[: year.start][-1:] == ("from",))
        return (start, year.end + len(onward), named, float("inf")) if onward else None
