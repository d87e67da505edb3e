"""Promises: the questions that a fact base says it answers, asked of an engine built from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers.engine import Engine
from bot.answers.reply import Answer, Correction, Reply, Unknown


def told_facts(reply: Reply) -> tuple[str, ...]:
    """Return the ids of the facts that a reply tells, or says are not known."""
    match reply:
        case Correction(answer=answer):
            return answer.facts
        case Answer():
            return reply.facts
        case Unknown(subject=subject, property=name) if subject and name:
            return (*reply.facts, f"{subject}.{name}")
        case _:
            return ()


def broken_promises(engine: Engine) -> tuple[str, ...]:
    """Return a line for each promised question whose reply does not tell the promised fact."""
    broken = []
    for question, fact in engine.book.community.tests.items():
        told = told_facts(engine.ask(question).reply)
        if fact not in told:
            instead = ", ".join(told) or "nothing"
            broken.append(f"promised question {question!r}: wants {fact}, tells {instead}")
    return tuple(broken)


@dataclass(frozen=True, slots=True)
class Stray:
    """A phrasing that its own fact does not answer.

    Attributes:
        fact: id of the fact that it was written for.
        question: the phrasing, with the subject's name where it leaves that open.
        told: ids of the facts that are told instead.
    """

    fact: str
    question: str
    told: tuple[str, ...]


def asked_of_own(engine: Engine) -> Iterator[Stray | None]:
    """Ask every phrasing of every fact and yield it where its own fact is not told, None where it is.

    Args:
        engine: built from the fact base.
    """
    for subject in engine.book.subjects.values():
        for fact in subject.facts.values():
            for line in fact.ask:
                question = line.replace("{it}", subject.name)
                told = told_facts(engine.ask(question).reply)
                yield None if fact.id in told else Stray(fact.id, question, told)
