"""Editors complete from schemas that say the same as the loader, and that are checked in."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.facts.files import role
from bot.facts.jsonschema import schema_texts, schemas, write_schemas

from .conftest import Base

CHECKED_IN = Path(__file__).parents[2] / "knowledge" / "schema"


class EditorLoader(yaml.CSafeLoader):
    """YAML as editors read it: a date is a text."""


EditorLoader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)


def errors(name: str, text: str) -> list[str]:
    data = yaml.load(text, Loader=EditorLoader)
    return [error.message for error in Draft202012Validator(schemas()[role(name)]).iter_errors(data)]


def test_the_schemas_checked_in_are_up_to_date() -> None:
    """Write them anew with `lpbot check knowledge --schema`."""
    assert {path.name: path.read_text(encoding="utf-8") for path in CHECKED_IN.iterdir()} == schema_texts()


def test_schemas_are_written_into_a_folder(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "schema")
    assert {path.name: path.read_text(encoding="utf-8") for path in written} == schema_texts()


def test_the_schemas_are_schemas() -> None:
    for schema in schemas().values():
        Draft202012Validator.check_schema(schema)


def test_a_sound_base_fits_them(base: Base) -> None:
    for path in base.folder.rglob("*.yaml"):
        assert errors(path.relative_to(base.folder).as_posix(), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.yaml", "a: {kind: place, name: A, alias: [b]}"),
        ("x.yaml", "a: {kind: place}"),
        ("x.yaml", "a: {kind: place, name: A, facts: {b: text}}"),
        ("x.yaml", "A B: {kind: place, name: A}"),
        ("sources.yaml", "a: {title: A}"),
        ("vocabulary/x.yaml", "kinds: {a: {name: A, properties: {b: {type: float}}}}"),
        ("community.yaml", "nom: A"),
    ],
)
def test_what_the_loader_refuses_does_not_fit_them(base: Base, name: str, text: str) -> None:
    assert errors(name, text)
    base.write(name, text)
    assert base.problems()


def test_shorthands_fit_them() -> None:
    facts = "{b: [{value: 5, cite: s}], c: {values: [x, 2], as_of: 2014}}"
    assert errors("x.yaml", f"a: {{kind: place, name: 2014, weak: x, facts: {facts}}}") == []
