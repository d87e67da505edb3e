"""Suggesting: questions that can be asked and subjects that can be named, ranked as somebody types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from rapidfuzz import fuzz, process

from bot.answers.completing import distance, sharing_words
from bot.answers.wording import capital, plain
from bot.facts.model import Subject
from bot.matching.catalog import Catalog
from bot.matching.reading import Reading
from bot.matching.text import words

_FUZZY = 60


def question_about(name: str, phrasing: str | None) -> str:
    """Return a phrasing as a question about a subject, without one the question what is known of it."""
    if phrasing is None:
        return f"What is known of {name}?"
    return capital(phrasing.replace("{it}", name)).rstrip("?") + "?"


class Suggester:
    """Knows what can be asked of a book.

    Args:
        catalog: the facts.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._book = catalog.book
        self._questions = tuple(dict.fromkeys([*self._book.community.samples, *self._askable()]))
        self._folded = [" ".join(words(q)) for q in self._questions]

    def _askable(self) -> Iterator[str]:
        for fact in self._catalog.facts():
            if fact.unknown:
                continue
            prop = self._book.property(fact)
            name = self._book.subjects[fact.subject].name
            if phrasing := (prop and prop.question) or next(iter(fact.ask), None):
                yield question_about(name, phrasing)

    def question(self, reading: Reading) -> str:
        """Return a reading as the question that would ask for it."""
        if not reading.subjects or reading.property is None:
            kind = self._catalog.kind(reading.kind)
            name = (
                self._book.subjects[reading.subjects[0]].name if len(reading.subjects) == 1 else kind.plural
            )
            return question_about(name, None)
        subject = reading.subjects[0]
        fact = self._book.fact(f"{subject}.{reading.property}")
        prop = self._catalog.property(reading.kind, reading.property)
        name = self._book.subjects[subject].name
        noun = self._catalog.kind(reading.kind).name
        if prop and reading.operation in ("which", "collect"):
            return f"The {prop.label} of each {noun}?"
        extremes = () if prop is None else prop.high if reading.extreme == "high" else prop.low
        if extremes and reading.operation == "superlative":
            return _asking_for(extremes[0], noun)
        own = next(iter(fact.ask), None) if fact else None
        return question_about(name, (prop and prop.question) or own)

    def suggestions(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Return questions that can be asked, best first."""
        typed = " ".join(words(prefix))
        if not typed:
            return self._questions[:limit]
        starts = [q for q, f in zip(self._questions, self._folded, strict=True) if f.startswith(typed)]
        holds = [q for q, f in zip(self._questions, self._folded, strict=True) if typed in f]
        near = process.extract(
            typed, self._folded, scorer=fuzz.token_set_ratio, limit=limit, score_cutoff=_FUZZY
        )
        ranked = [*starts, *holds, *(self._questions[i] for _, _, i in near)]
        return tuple(dict.fromkeys(ranked))[:limit]

    def find_subjects(self, query: str, kind: str, limit: int) -> tuple[Subject, ...]:
        """Return subjects of a kind by name, alias, identifying value (an alias of that too) or ordinal."""
        subjects = [self._book.subjects[s] for s in self._catalog.of_kind(kind)]
        typed = " ".join(words(query))
        if not typed:
            return tuple(subjects[:limit])
        far = {s.id: distance(typed, self._names(s), sharing_words) for s in subjects}
        near = [s for s in subjects if far[s.id] < inf]
        return tuple(sorted(near, key=lambda s: far[s.id])[:limit])

    def _names(self, subject: Subject) -> Sequence[str]:
        kind = self._book.kind(subject.id)
        names = [subject.id, subject.name, *subject.aliases]
        for name in kind.identified_by:
            values = [v for _, v in self._catalog.values(subject.id, name)]
            names += [plain(v) for v in values]
            for entity in (self._book.subjects[v.entity] for v in values if v.entity is not None):
                names += entity.aliases
            if name == kind.numbered_by:
                names += [f"{v.number:g}th {kind.name}" for v in values if v.number is not None]
        return [" ".join(words(n)) for n in names]


def _asking_for(extreme: str, kind: str) -> str:
    """Return the question for the one of a kind with the `largest` or the `most members`."""
    verb = "has" if extreme.startswith(("most ", "fewest ")) else "is"
    return f"Which {kind} {verb} the {extreme}?"
