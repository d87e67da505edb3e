"""Whatever stands in the files, loading gives a book or tells the problems: nothing else comes out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.facts import FactBaseError, load
from bot.facts.reading import ReadError, parse
from bot.facts.report import locate

from .conftest import Base

FILES = st.sampled_from(
    ["community.yaml", "sources.yaml", "subjects.yaml", "vocabulary/others.yaml", "new.yaml"]
)
VOCABULARY = """\
    kind name facts aliases within cite value values tell ask unknown nearby about as_of complete kinds
    type entity number date statement person place convening convening-2014 new-york-city city attendance
    ourfuture-2014 true false null 2014 2014-13-45 {it} {value} {} [ ] { } : - ? & * ! | > ' " % @ , # ~
    title publisher url published https://x.org synonyms filler tests subject summary ordered_by properties <<
"""
WORDS = st.sampled_from(VOCABULARY.split())
YAMLISH = st.lists(WORDS | st.sampled_from([" ", ": ", "\n", "\n  ", "\n    ", ", ", "- "]), max_size=60).map(
    "".join
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    WORDS,
    st.dates(),
    st.binary(max_size=4),
)
TREES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | SCALARS, inner, max_size=4),
    max_leaves=25,
)

MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcome(name: str, content: str | bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = Base(Path(folder) / "base")
        base.write(name, content)
        try:
            load(base.folder)
        except FactBaseError as error:
            assert error.problems
            for problem in error.problems:
                assert problem.line >= 1
                assert problem.column >= 1
                assert problem.message
                assert "\n" not in str(problem)
                assert "Error" not in str(problem)


@MANY
@given(FILES, st.binary(max_size=200))
def test_any_bytes(name: str, content: bytes) -> None:
    outcome(name, content)


@MANY
@given(FILES, YAMLISH)
def test_anything_that_looks_like_yaml(name: str, text: str) -> None:
    outcome(name, text)


@MANY
@given(FILES, TREES)
def test_any_tree(name: str, tree: Any) -> None:
    outcome(name, yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "surrogatepass"))


@MANY
@given(
    st.sampled_from(["community.yaml", "sources.yaml", "subjects.yaml", "vocabulary/convening.yaml"]),
    st.data(),
)
def test_a_sound_file_with_a_part_replaced(name: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        text = (Base(Path(folder) / "base").folder / name).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    outcome(
        name,
        text[:start]
        + data.draw(YAMLISH | st.text(max_size=5).filter(lambda t: t.isprintable()))
        + text[end:],
    )


@MANY
@given(TREES, st.booleans())
def test_both_parsers_read_the_same(tree: Any, flow: bool) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow)

    def read(loader: type) -> Any:
        try:
            return parse("x", text, depth=20, loader=loader)
        except ReadError:
            return None

    assert read(yaml.CSafeLoader) == read(yaml.SafeLoader)


@MANY
@given(TREES)
def test_every_path_is_found(tree: Any) -> None:
    """Differential: the places found are those of PyYAML's own nodes."""
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=None)
    try:
        parse("x", text, depth=50)
    except ReadError:
        return
    expected: dict[tuple[str | int, ...], tuple[int, int]] = {}

    def walk(node: yaml.Node, path: tuple[str | int, ...]) -> None:
        expected.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
        if isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                walk(item, (*path, number))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                walk(value, (*path, key.value.strip()))

    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is not None:
        walk(root, ())
    assert {path: marks[1] for path, marks in locate(text, set(expected)).items()} == expected
