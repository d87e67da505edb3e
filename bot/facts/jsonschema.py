"""JSON Schemas of the files of a fact base, for editors to complete and check from while somebody types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.facts.schema import CommunityShape, Id, SourceShape, SubjectShape, VocabularyShape

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each sort of file: `community`, `sources`, `subjects`, `vocabulary`."""
    shapes: dict[str, tuple[str, Any]] = {
        "community": ("community.yaml", CommunityShape),
        "sources": ("sources.yaml", dict[Id, SourceShape]),
        "subjects": ("a file of subjects and their facts", dict[Id, SubjectShape]),
        "vocabulary": ("a file of the folder vocabulary/", VocabularyShape),
    }
    return {
        name: {"$schema": _DIALECT, "title": title} | _tidy(TypeAdapter(shape).json_schema())
        for name, (title, shape) in shapes.items()
    }


def schema_texts() -> dict[str, str]:
    """Return the schemas as files: texts by file name."""
    return {
        f"{name}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas().items()
    }


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas into a folder, made where it is not there; return the files' paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schema_texts().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _tidy(schema: Any) -> Any:
    """Return a schema without titles that only repeat a key's name, and strict about keys that are ids."""
    if isinstance(schema, list):
        return [_tidy(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {key: _tidy(each) for key, each in schema.items() if key != "title" or isinstance(each, dict)}
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    return tidy
