"""Noting: what is worked out of a question once, before its readings are weighed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.matching.asking import Asked
from bot.matching.catalog import Catalog
from bot.matching.fitting import ANSWERED_BY
from bot.matching.lexicon import EXPECTED, OWN, Lexicon
from bot.matching.mentions import Mention
from bot.matching.noted import Mentioned, Noted, Word
from bot.matching.phrasing import PhrasingIndex
from bot.matching.spelling import rarity
from bot.matching.wordings import KIND


class Noter:
    """Notes what is known of questions whatever the reading.

    Args:
        catalog: the facts.
        lexicon: the community's words.
        index: knows how telling a stem is.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon, index: PhrasingIndex[int]) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._index = index
        cues = lexicon.language.cues["overview"]
        said = {s for phrase in cues for s in (*map(lexicon.stem, phrase), *lexicon.fold(phrase))}
        self._overview = {s for s in said if s[0] != EXPECTED}

    def note(self, asked: Asked) -> Noted:
        """Return what is known of a question."""
        mentions, nouns = asked.linked.mentions, asked.linked.nouns
        named = {s: w for m in mentions for s, w in m.subjects.items()}
        sure = asked.linked.surely_named
        counted: dict[tuple[object, ...], list[Any]] = {}
        for m in mentions:
            sort = "origin" if asked.linked.is_origin(m) else m.sort
            counted.setdefault((sort, m.text, m.month, m.literal), [m, sort, 0])[2] += 1
        kinds = frozenset(k for noun in nouns for k in noun.kinds)
        said = [(self._word(asked, stem), n) for stem, n in Counter(asked.stems).items() if stem[0] != OWN]
        return Noted(
            asked,
            said,
            any(word.ranking for word, _ in said),
            any(word.month for word, _ in said),
            any(word.figure for word, _ in said),
            [(self._mentioned(asked, m, sort), n) for m, sort, n in counted.values()],
            list(Counter(noun.kinds for noun in nouns).items()),
            named,
            frozenset().union(*(m.names for m in mentions), (KIND + k for k in kinds)),
            kinds,
            asked.names(self._catalog.main),
            bool(sure) and not nouns and all(map(self._catalog.is_general, sure)),
            not mentions and not nouns,
            frozenset({*asked.focus.subjects, asked.focus.value, asked.person} if asked.focus else ()),
            tuple(s for s in asked.stems if s in ANSWERED_BY),
            {
                n
                for s in (*named, *(asked.focus.subjects if asked.focus else ()))
                if (n := self._moves(asked, s))
            },
            asked.linked.years_between,
        )

    def _word(self, asked: Asked, stem: str) -> Word:
        weight, known = self._lexicon.weight(stem), stem in self._index
        ranking, expected = stem in self._lexicon.ranking, stem[0] == EXPECTED
        overview = stem in self._overview or (expected and asked.wants_overview)
        month, figure = stem in self._lexicon.months, stem.isdecimal()
        light, coming = weight < 1.0 or expected, stem in self._lexicon.coming
        return Word(
            stem,
            weight * (1.0 if known else rarity(stem)),
            self._index.telling(stem),
            known,
            ranking,
            ordering=stem in self._lexicon.ordering,
            overview=overview,
            coming=coming,
            month=month,
            figure=figure,
            light=light,
            content=weight == 1.0 and not ranking and stem[0].isalnum(),
            apart=ranking or overview or coming or month or figure or light,
        )

    def _mentioned(self, asked: Asked, mention: Mention, sort: str) -> Mentioned:
        return Mentioned(
            mention,
            sort,
            mention.subjects.keys(),
            mention.names,
            [self._lexicon.stem(w) for w in mention.text.split() if self._lexicon.is_content(w)],
            {n for s in mention.subjects if (n := self._moves(asked, s))},
            self._catalog.main in mention.subjects,
        )

    def _moves(self, asked: Asked, subject: str) -> str | None:
        return self._catalog.neighbour(subject, asked.step) if asked.step else None
