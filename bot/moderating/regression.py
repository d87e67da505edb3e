"""The gate before new facts: what the live base answers must be answered by the new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.answers.engine import Engine
from bot.answers.promises import broken_promises, told_facts
from bot.answers.suggesting import question_about
from bot.facts.model import Book, Fact

SAMPLE = 200


class Regression:
    """Asks of a new engine what the live one answers.

    Every promised question is asked. Of the facts' own phrasings there are many thousands: those of facts
    that changed are asked first, then those of their subjects, then others, evenly spread, up to a number
    that keeps a reload to seconds.

    Args:
        sample: how many phrasings are asked at most.
    """

    def __init__(self, sample: int = SAMPLE) -> None:
        self._sample = sample
        self._live: Callable[[], Engine] | None = None

    def compare_with(self, live: Callable[[], Engine]) -> None:
        """Say how to come by the live engine, once there is one."""
        self._live = live

    def failures(self, engine: Engine) -> tuple[str, ...]:
        """Return a line for each promise broken, and for each question that only the live engine answers."""
        promised = broken_promises(engine)
        if self._live is None:
            return promised
        live = self._live()
        questions = dict(chosen(live.book, engine.book, self._sample))
        return (*promised, *_lost(questions, live, engine))


def _lost(questions: Mapping[str, str], live: Engine, engine: Engine) -> Iterator[str]:
    for question, fact in questions.items():
        if fact not in told_facts(live.ask(question).reply):
            continue
        told = told_facts(engine.ask(question).reply)
        if engine.book.fact(fact) is None:
            yield f"question {question!r}: told {fact}, which is gone"
        elif fact not in told:
            yield f"question {question!r}: told {fact}, now tells {', '.join(told) or 'nothing'}"


def chosen(live: Book, new: Book, sample: int) -> list[tuple[str, str]]:
    """Return questions with the facts that answer them in the live book.

    First of facts that changed or are gone, then of others of their subjects, then of all others.
    """
    piles: tuple[list[tuple[str, str]], ...] = ([], [], [])
    for subject in live.subjects.values():
        after = new.subjects.get(subject.id)
        for name, fact in subject.facts.items():
            changed = after is None or after.facts.get(name) != fact
            piles[0 if changed else 1 if after != subject else 2].extend(_asked(live, fact))
    asked: list[tuple[str, str]] = []
    for pile in piles:
        asked += spread(pile, sample - len(asked))
    return asked


def spread(items: Sequence[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    """Return as many items as asked for, evenly spread over all of them."""
    if len(items) <= count:
        return list(items)
    return [items[place * len(items) // count] for place in range(max(count, 0))]


def _asked(book: Book, fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield the questions that a fact answers by its own phrasings, and by the first of its property."""
    name = book.subjects[fact.subject].name
    prop = book.property(fact)
    for phrasing in filter(None, (*fact.ask, prop.question if prop else None)):
        yield question_about(name, phrasing), fact.id
