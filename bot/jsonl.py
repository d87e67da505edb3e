"""The line-by-line contract of `lpbot ask --jsonl`: questions in, replies out, one JSON object a line."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.answers.engine import Engine
from bot.answers.memory import Context
from bot.answers.reply import (
    Answer,
    Choices,
    Correction,
    Footnote,
    OffTopic,
    Option,
    Outcome,
    Reply,
    Social,
    Unknown,
)

_HINT = 'one JSON object a line is wanted, with "id" and "q", and "history" as a list'


def outcome_of(reply: Reply) -> Outcome:
    """Return the name of a reply's type in the contract."""
    match reply:
        case Answer():
            return "answered"
        case Choices():
            return "clarify"
        case Unknown():
            return "unknown"
        case Correction():
            return "correction"
        case OffTopic():
            return "off_topic"
        case Social():
            return "social"


def as_dict(reply: Reply) -> dict[str, Any]:
    """Return a reply as the contract's fields, `id` and `elapsed_us` left to the caller."""
    answer = reply.answer if isinstance(reply, Correction) else reply
    text = answer.prompt if isinstance(answer, Choices) else answer.text
    footnotes: Sequence[Footnote] = getattr(answer, "footnotes", ())
    options: Sequence[Option] = getattr(answer, "options", ()) or getattr(answer, "alternatives", ())
    return {
        "outcome": outcome_of(reply),
        "text": text,
        "citations": [_citation(note) for note in footnotes],
        "facts": list(getattr(answer, "facts", ())),
        "alternatives": [option.question for option in options],
        "confidence": round(getattr(answer, "confidence", 1.0), 4),
    }


def _citation(note: Footnote) -> dict[str, Any]:
    return {
        "number": note.number,
        "source": note.source,
        "title": note.title,
        "publisher": note.publisher,
        "url": note.url,
        "published": note.published,
        "locator": note.locator,
    }


def converse(engine: Engine, question: str, history: Iterable[str] = ()) -> Reply:
    """Return the reply to a question after the same person's earlier ones, oldest first."""
    context: Context | None = None
    for earlier in history:
        context = engine.ask(earlier, context).context
    return engine.ask(question, context).reply


def answer_lines(engine: Engine, lines: Iterable[str]) -> Iterator[str]:
    """Yield one JSON line for each line read; a line that cannot be read gets one that says so.

    Args:
        engine: answers.
        lines: JSON objects with `id`, `q` and optionally `history`; blank lines are passed over.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        ident: Any = None
        try:
            asked = json.loads(line)
            ident = asked.get("id") if isinstance(asked, dict) else None
            question, history = _asked(asked)
        except (ValueError, RecursionError) as problem:
            yield _line({"id": ident, "line": number, "error": str(problem), "hint": _HINT})
            continue
        start = time.perf_counter_ns()
        reply = converse(engine, question, history)
        elapsed = (time.perf_counter_ns() - start) // 1000
        yield _line({"id": ident, **as_dict(reply), "elapsed_us": elapsed})


def _asked(asked: Any) -> tuple[str, list[str]]:
    """Return the question and the earlier ones that a line holds.

    Raises:
        ValueError: the line is of another shape; says what is wrong.
    """
    if not isinstance(asked, dict) or "id" not in asked:
        raise ValueError("this is no object with an id")
    question, history = asked.get("q"), asked.get("history") or []
    if not isinstance(question, str):
        raise ValueError('"q" is no text')
    if not isinstance(history, list) or not all(isinstance(h, str) for h in history):
        raise ValueError('"history" is no list of texts')
    return question, history


def _line(fields: dict[str, Any]) -> str:
    """Return fields as one line of JSON that can be written as UTF-8, whatever is in them."""
    line = json.dumps(fields, ensure_ascii=False)
    return line if line.isascii() or _encodable(line) else json.dumps(fields)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
