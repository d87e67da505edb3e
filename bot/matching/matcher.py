"""Matching: every reading that a question's words and mentions allow, scored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from bot.facts.model import Book
from bot.matching.alternatives import without_alternatives
from bot.matching.asking import Asked, Draft, Hit, Near
from bot.matching.catalog import Catalog
from bot.matching.kinship import Kinship
from bot.matching.lexicon import EXPECTED, Lexicon, word_counts
from bot.matching.linking import Linker
from bot.matching.mentions import Linked
from bot.matching.proposing import Proposer
from bot.matching.reading import Focus, Reading
from bot.matching.referring import Referrer
from bot.matching.retrieving import Retriever
from bot.matching.scoring import Scorer
from bot.matching.smalltalk import Smalltalk
from bot.matching.spanning import OpenSpans
from bot.matching.spelling import Speller, english_words
from bot.matching.substituting import Substituter
from bot.matching.surrounding import Surroundings
from bot.matching.text import (
    Question,
    in_digits,
    question,
    with_spans,
    with_years,
    words,
)
from bot.matching.yes_or_no import ends_in_yes_or_no, is_yes_no

_READINGS, _DRAFTS = 16, 60
_LEAST_DRAFTS, _WORTH = 10, 2_000
"""How many readings of a very long message are scored, and how many words are weighed in all."""

_CLAUSES, _JOINED, _WORDS = 8, 60, 400
"""How many clauses are read by themselves, how many words may join several questions, and how many words of a
message or a clause are read: about as many as Discord allows without a subscription. More is a story."""

_COMMON, _OWN = 100_000, 1_000
"""How often words of order and of questions are taken to occur, and what one use by the community weighs:
more than any number of uses elsewhere."""

_CLAUSE = re.compile(r"[.?!;:\n,]+(?=\s|$)|[\u2600-\u27bf\U0001f300-\U0001faff]+|\s[-–—]+\s")
_JOINT = re.compile(r"\b(?:and|n|plus|as well as)\b|[&+,;/]|\?(?=.)", re.IGNORECASE | re.DOTALL)
_JOINING = ("and", "or", "also", "then", "plus")


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a question was read.

    Attributes:
        question: as normalised.
        linked: its mentions, spelling mended.
        stems: what its other words come to.
        hits: the nearest phrasings' intents with their similarity.
        readings: what it may mean, likeliest first.
        social: the kind of small talk that it is, where it is nothing else.
        foreign: whether it speaks of something known to be another matter.
        parts: the questions that it may join, as typed.
        alone: whether it says itself what it is about, so that nothing that was talked about matters.
        leans: whether it may only make sense after what was talked about.
        points_back: whether a pronoun in it points at what was talked about.
        points_at_person: whether it says `he` or `she`.
        asks_source: whether it asks for nothing but where an answer came from.
        in_full: as typed, with what words in it stand for (`is there one` after chapters).
    """

    question: Question
    linked: Linked
    stems: tuple[str, ...]
    hits: tuple[Hit, ...]
    readings: tuple[Reading, ...]
    social: str | None = None
    foreign: bool = False
    parts: tuple[str, ...] = ()
    alone: bool = False
    leans: bool = False
    points_back: bool = False
    points_at_person: bool = False
    asks_source: bool = False
    in_full: str = ""


class Matcher:
    """Reads questions against one book; immutable once built, safe to share between threads.

    Args:
        book: the facts and the vocabulary.
        today: gives the current date, for "last" and "next".
    """

    def __init__(self, book: Book, today: Callable[[], date]) -> None:
        self.book = book
        self._today = today
        self.lexicon = Lexicon(book.vocabulary)
        self.catalog = Catalog(book)
        language = self.lexicon.language
        grammar = language.filler | language.function
        self._sources = {self.lexicon.stem(w) for phrase in language.cues["source"] for w in phrase}
        self._bounding = (*language.cues["before"], *language.cues["after"])
        counts = self._inflected(word_counts(book))
        spelt_out = dict.fromkeys((*language.ordinals, *language.months, *language.question_words), _COMMON)
        self._speller = Speller({**counts, **spelt_out}, keep=grammar)
        self._linker = Linker(book, self.lexicon)
        self._spans = OpenSpans(self.catalog, self.lexicon)
        self._surroundings = Surroundings(language)
        main, identified = self.catalog.main_kind, self.catalog.identified
        self._apart = {
            s.id: s.kind for s in book.subjects.values() if s.kind != main and s.id not in identified
        }
        dates = {s: self.catalog.first_day(s) for s in self._apart if book.kind(s).ordered_by}
        self._year_of = {s: day.year for s, day in dates.items() if day}
        self._smalltalk = Smalltalk(self.lexicon.language)
        self._retriever = Retriever(book, self.catalog, self.lexicon, self._linker)
        self._proposer = Proposer(self.catalog, self.lexicon, today)
        self._kinship = Kinship(self.catalog, self.lexicon, self._retriever.words.telling)
        self._scorer = Scorer(self.catalog, self.lexicon, self._retriever)

    def _inflected(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Return the words with the other forms that English has of them, which people type as well."""
        stems = {self.lexicon.stem(w) for w in counts if self.lexicon.is_content(w)}
        forms = {w: n for w, n in english_words().items() if self.lexicon.stem(w) in stems}
        rare = {w: 1 + min(_OWN - 2, n // _COMMON) for w, n in forms.items()}
        return rare | {w: _OWN * n for w, n in counts.items()}

    def understand(self, text: str, focus: Focus | None = None) -> Understanding:
        """Return how a text reads, in the light of what was last talked about.

        Args:
            text: as typed; anything at all.
            focus: what the same person last asked about in the same place.
        """
        asked = question(self._surroundings.without(text, self._names))
        if focus is not None:
            meant = Substituter(self.catalog, self.lexicon, self.linked).substituted(asked.words, focus)
            if meant != asked.words:
                asked = replace(asked, words=meant)
                text = " ".join(meant)
        linked = self._linked(asked)
        tokens = linked.words
        stems = tuple(self.lexicon.fold(linked.rest))
        alone = self._stands_alone(linked, stems)
        focus = None if alone else focus
        if focus is not None:
            linked, focus = self._referrer.resolved(linked, focus)
        linked = linked.pointing(self.catalog.identified, again=False).narrowed(self.catalog.identified)
        linked = linked.attached(self._apart).dated(self._year_of)
        linked = linked.unplaced(self.lexicon.language.cues["coming"])
        points = focus is not None and not self.lexicon.language.pronouns.isdisjoint(tokens)
        linked = without_alternatives(linked, self.catalog, focus.kind if focus and points else None)
        if is_yes_no(linked.typed, self.lexicon.language):
            linked = linked.bounded(self._bounding, self.catalog.main, self.catalog.main_kind)
        near = self._near(asked, linked, stems, focus)
        told = Asked(linked, stems, near, focus, self.lexicon)
        smalltalk = self._smalltalk
        social = smalltalk.asked_as_such(tokens) if linked.mentions else smalltalk.kind_of(tokens)
        figure = focus is None and all(m.sort == "number" for m in linked.mentions) and _is_figure(tokens)
        readings = self._readings(told) if not (social or figure) else ()
        joint = tuple(p for p in _JOINT.split(asked.raw) if p and p.strip())
        bare = not (linked.mentions or linked.nouns or self._says_more(stems))
        return Understanding(
            asked,
            linked,
            stems,
            near.hits,
            readings,
            social,
            told.foreign or told.elsewhere,
            joint if len(joint) <= _CLAUSES and len(tokens) <= _JOINED else (),
            alone,
            told.leans,
            told.has_pronoun,
            told.points_at_person,
            told.asks_source and bare,
            text,
        )

    def _near(self, asked: Question, linked: Linked, stems: tuple[str, ...], focus: Focus | None) -> Near:
        """Return what is near to a question; outside a talk, nothing but a line of the book that it is."""
        talked_of = focus.subjects if focus else ()
        said = self._retriever.word_for_word.said(linked, talked_of)
        if said is not None and focus is None:
            return Near((), {}, {}, said)
        akin = self._kinship.akin(focus.facts, focus.subjects) if focus else {}
        near = self._retriever.near(linked, stems, self._parts(asked), talked_of, akin)
        return replace(near, verbatim=said)

    def _names(self, text: str) -> bool:
        """Tell whether a text names anything of the community's, or a kind of such things."""
        linked = self._linker.link(words(text))
        return bool(linked.nouns) or any(m.subjects for m in linked.mentions)

    def _says_more(self, stems: tuple[str, ...]) -> bool:
        """Tell whether words mean more than that a source is asked for."""
        said = {s for s in stems if s[0].isalnum() and self.lexicon.weight(s) == 1.0}
        return not said <= self._sources

    def _stands_alone(self, linked: Linked, stems: tuple[str, ...]) -> bool:
        """Tell whether a question says what it asks, and of what, and neither points back nor goes on."""
        language, main = self.lexicon.language, self.catalog.main
        goes_on = self.lexicon.continues(linked.words) or not language.pronouns.isdisjoint(linked.words)
        if goes_on or not (linked.nouns or any(s[0] != EXPECTED for s in stems)):
            return False
        names_main = any(main in m.subjects for m in linked.mentions)
        return names_main or any(s in self.catalog.identified for s in linked.surely_named)

    @property
    def _referrer(self) -> Referrer:
        """Made anew each time: one that was kept would hold the matcher that holds it."""
        return Referrer(self.catalog, self.lexicon, self.linked)

    def linked(self, text: str) -> Linked:
        """Return a text with what it names."""
        return self._linked(question(text))

    def named(self, text: str) -> tuple[str, ...]:
        """Return the subjects that a text surely names, but for the community, and that of its only year."""
        return self._referrer.named(text)

    def _linked(self, asked: Question) -> Linked:
        said = asked.words[: -1 if ends_in_yes_or_no(asked.words) else None]
        tokens = with_spans(in_digits(self._speller.mend(said[:_WORDS])))
        linked = self._linker.link(with_years(tokens, self._today().year))
        unattributed = linked.unattributed(self.lexicon.language.cues["attributing"])
        linked = linked if unattributed == linked.words else self._linker.link(unattributed)
        spanned = self._spans.filled(linked)
        linked = linked if spanned == linked.words else self._linker.link(spanned)
        return replace(linked, typed=asked.words[:_WORDS])

    def written_out(self, parts: Sequence[str]) -> list[str]:
        """Return questions that were joined, each with what it leaves to the others (`when` and where)."""
        tokens = [words(p) for p in parts]
        said = [[w for w in self.lexicon.without_expected(t) if w not in _JOINING] for t in tokens]
        whole = next((rest for rest in said if rest), [])
        return [p if rest else f"{p} {' '.join(whole)}" for p, rest in zip(parts, said, strict=True)]

    def _parts(self, asked: Question) -> list[tuple[str, ...]]:
        """Return the stems of each clause of a message of several: people chat around their question."""
        clauses = self.clauses(asked)
        if len(clauses) < 2:
            return []
        linked = [self._linker.link(self._speller.mend(words(c)[:_WORDS])) for c in clauses]
        return [tuple(self.lexicon.fold(part.rest)) for part in linked]

    @staticmethod
    def clauses(asked: Question) -> list[str]:
        """Return the first clauses of a message."""
        return [p for p in map(str.strip, _CLAUSE.split(asked.raw)) if p][:_CLAUSES]

    def _readings(self, asked: Asked) -> tuple[Reading, ...]:
        """Return what a question may mean: outside a talk, nothing but a line of the book that it is."""
        if asked.verbatim is not None and asked.focus is None:
            return (self._scorer.said(asked, self._proposer.said(asked.verbatim)),)
        return self._ranked(asked, self._proposer.drafts(asked))

    def _ranked(self, asked: Asked, drafts: Iterable[Draft]) -> tuple[Reading, ...]:
        said = len(asked.stems) + len(asked.linked.mentions)
        most = max(_LEAST_DRAFTS, min(_DRAFTS, _WORTH // max(1, said)))
        nearest = islice(_once(sorted(drafts, key=lambda d: -d.similarity)), most)
        return tuple(self._scorer.best(asked, nearest, _READINGS))


def _is_figure(tokens: Sequence[str]) -> bool:
    """Tell whether nothing but a figure is said: that is somebody's answer, not a question."""
    return len(tokens) == 1 and tokens[0].isdecimal()


def _once(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield drafts without repeats, which have the same similarity and operation among the rest."""
    seen: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        alike = seen.setdefault((draft.similarity, draft.operation, draft.subjects, draft.property), [])
        if draft not in alike:
            alike.append(draft)
            yield draft
