"""A fact drafted from a question asked in vain: YAML, tried in the base before it is handed out."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.facts.loader import load
from bot.facts.problems import FactBaseError

_FACTS = re.compile(r"^( +)facts:\s*(#.*)?$")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a moderator filled in.

    Attributes:
        subject: id of the subject that the fact is about.
        name: of the fact.
        question: that it answers.
        tell: the answer in a sentence or two.
        source: id of the source.
        place: where in the source.
    """

    subject: str
    name: str
    question: str
    tell: str
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft as YAML, and what came of trying it.

    Attributes:
        text: the file to hand out.
        problems: what the loader says to a base that has it; nothing where all is well.
    """

    text: str
    problems: tuple[str, ...] = ()


def fact_name(question: str) -> str:
    """Return a name for a fact that answers a question."""
    found = re.findall(r"[a-z0-9]+", question.lower().replace("'", ""))
    name = "-".join(found)[:40].strip("-")
    return name if name[:1].isalpha() else f"fact-{name}".strip("-")


def drafted(draft: Draft, folder: Path) -> Drafted:
    """Return a draft as YAML, tried in a copy of the fact base in the folder."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "facts"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".*", "schema"))
        file = _insert(draft, copy)
        if file is None:
            why = f"there is no subject '{draft.subject}' with a list of facts: put it where it belongs"
            return Drafted(_file(draft, None), (why,))
        try:
            load(copy)
        except FactBaseError as error:
            return Drafted(_file(draft, file), tuple(map(str, error.problems)))
        return Drafted(_file(draft, file))


def _file(draft: Draft, file: str | None) -> str:
    where = f" in {file}" if file else ""
    return f"# Paste this below `facts:` of {draft.subject}{where}, then type /facts check.\n" + _fact(
        draft, 4
    )


def _fact(draft: Draft, indent: int) -> str:
    """Return the fact as YAML; everything typed is quoted, so that it stays what was typed."""
    ask = re.sub(r"[{}]", "", draft.question)
    cite = f"{draft.source} {draft.place}".strip()
    pad, deeper = " " * indent, " " * (indent + 2)
    lines = [
        f"{pad}{draft.name}:",
        f"{deeper}ask: [{_quoted(ask)}]",
        f"{deeper}tell: {_quoted(draft.tell)}",
        f"{deeper}cite: {_quoted(cite)}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _insert(draft: Draft, folder: Path) -> str | None:
    """Write the fact below its subject's `facts:`; return the file's name, or None."""
    for file in sorted(folder.rglob("*.yaml")):
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        place = _place(lines, draft.subject)
        if place is not None:
            at, indent = place
            lines.insert(at + 1, _fact(draft, indent + 2))
            file.write_text("".join(lines), encoding="utf-8")
            return file.relative_to(folder).as_posix()
    return None


def _place(lines: list[str], subject: str) -> tuple[int, int] | None:
    """Return the line of a subject's `facts:` and how far it is indented."""
    inside = False
    for number, line in enumerate(lines):
        if line[:1].strip() and not line.startswith("#"):
            inside = line.rstrip().split("#")[0].rstrip() == f"{subject}:"
        elif inside and (found := _FACTS.match(line)):
            return number, len(found[1])
    return None
