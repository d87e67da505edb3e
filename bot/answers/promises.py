"""Promises: the questions that a fact base says it answers, asked of an engine built from it."""

from __future__ import annotations

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
