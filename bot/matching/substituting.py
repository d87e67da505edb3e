"""Substituting: words that stand for what was talked about, said in full (`that year`, `is there one`)."""

from __future__ import annotations

from collections.abc import Callable

from bot.matching.asking_of import PersonAsker
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.mentions import Linked
from bot.matching.reading import Focus
from bot.matching.text import A_YEAR, TWO_DIGITS, phrase_start, words

_WHO_BY, _OPENING = 2, 4
"""How many words `who by` has, and within how many words of a question its verb stands."""

_OF_SEVERAL = ("count", "which", "collect", "superlative")


class Substituter:
    """Says in full what words of a follow-up stand for.

    Args:
        catalog: the facts.
        lexicon: knows the words that stand for others.
        link: finds what a text names.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon, link: Callable[[str], Linked]) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._language = lexicon.language
        self._link = link
        self._asker = PersonAsker(catalog, lexicon, link)

    def substituted(self, tokens: tuple[str, ...], focus: Focus) -> tuple[str, ...]:
        """Return the words of a follow-up, with what was talked about in the place of what stands for it."""
        asked = self._with_noun(self._with_year(self._with_question(tokens, focus), focus), focus)
        return self._asker.in_full(asked, focus)

    def _with_question(self, tokens: tuple[str, ...], focus: Focus) -> tuple[str, ...]:
        """Return `and who by` as the last question asked of somebody (`by whom was it founded`)."""
        said = tuple(w for w in tokens if w not in self._language.openers)
        asking = tuple(w for w in said if w not in self._language.whom)
        if len(asking) != 1 or asking[0] not in self._language.jointly or len(said) > _WHO_BY:
            return tokens
        before = words(focus.question)
        start = next((i for i, w in enumerate(before) if w in self._language.yes_no), len(before))
        asks = before[:1] and before[0] in self._language.interrogatives
        if not asks or not 0 < start < _OPENING or before[0] in self._language.whom:
            return (*before, *asking, "who") if before else tokens
        return (*asking, "whom", *before[start:])

    def _with_noun(self, tokens: tuple[str, ...], focus: Focus) -> tuple[str, ...]:
        """Return `is there one in Ohio` as asked of a thing of the kind that the last question named."""
        said = ((phrase_start(tokens, p), len(p)) for p in self._language.cues["existing"])
        place = next((start + length for start, length in said if start is not None), None)
        if place is None or tokens[place : place + 1] not in (("one",), ("any",)):
            return tokens
        noun, after = self._noun(focus), tokens[place + 1 : place + 2]
        alone = not self._lexicon.class_nouns(after) and after not in (("of",), ())
        return (*tokens[:place], "a", *noun, *tokens[place + 1 :]) if noun and alone else tokens

    def _noun(self, focus: Focus) -> tuple[str, ...]:
        """Return what the last question called those that it asked about, or their kind, if of several."""
        before = words(focus.question)
        noun = next(reversed(self._lexicon.class_nouns(before)), None)
        if noun is not None:
            return self._lexicon.singular(before[noun.start : noun.end])
        several = focus.kind is not None and focus.operation in _OF_SEVERAL
        return words(self._catalog.kind(focus.kind or "").name) if several else ()

    def _with_year(self, tokens: tuple[str, ...], focus: Focus) -> tuple[str, ...]:
        """Return the words with `that year` as the only one talked about, and `18` as a year after one."""
        for phrase in self._language.cues["that_year"]:
            place = phrase_start(tokens, phrase)
            if place is not None:
                years = self._years_talked_of(focus)
                said = map(str, years) if len(years) == 1 else phrase
                return (*tokens[:place], *said, *tokens[place + len(phrase) :])
        return self._with_short_year(tokens, focus)

    def _with_short_year(self, tokens: tuple[str, ...], focus: Focus) -> tuple[str, ...]:
        """Return `18` as a year where it is all that is said after a question of a year (`and in 18`)."""
        short = next(filter(TWO_DIGITS.fullmatch, tokens), None)
        if short is None or focus.kind is None:
            return tokens
        around = self._language.before_months | {w for p in self._language.cues["continuing"] for w in p}
        said = [w for w in tokens if w not in around and w not in self._language.openers]
        named = any(A_YEAR.fullmatch(w) or TWO_DIGITS.fullmatch(w) for w in words(focus.question))
        if said != [short] or not named:
            return tokens
        years = (str(day.year) for day, _ in self._catalog.dated(focus.kind))
        meant = next((year for year in years if year.endswith(short)), short)
        return tuple(meant if w == short else w for w in tokens)

    def _years_talked_of(self, focus: Focus) -> set[int]:
        dated = {day.year for s in focus.subjects if (day := self._catalog.first_day(s))}
        if known := set(focus.years) or dated:
            return known
        said = self._link(f"{focus.question}. {focus.said}")
        return {m.number for m in said.mentions if m.sort == "year" and m.number}
