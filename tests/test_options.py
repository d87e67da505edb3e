"""Options: what is read as what, and how a wrong value is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pytest

from bot.options import Secret, decimal, each, flag, maybe, one_of, path, read, secret, text, whole


@dataclass(frozen=True)
class Options:
    count: Annotated[int, whole(1, 9)] = 1
    share: Annotated[float, decimal(0, 1)] = 0.5
    loud: Annotated[bool, flag] = False
    colour: Annotated[str, one_of("red", "blue")] = "red"
    ids: Annotated[frozenset[int], each(whole(1), frozenset)] = frozenset()
    words: Annotated[tuple[str, ...], each(text("[a-z]+"), tuple)] = ()
    file: Annotated[Path | None, maybe(path)] = None
    key: Annotated[Secret | None, maybe(secret)] = None


@pytest.mark.parametrize(
    ("name", "given", "meant"),
    [
        ("count", 3, 3),
        ("count", "3", 3),
        ("count", 3.0, 3),
        ("share", "0.25", 0.25),
        ("share", 1, 1.0),
        ("loud", True, True),
        ("loud", "Yes", True),
        ("loud", "off", False),
        ("loud", 1, True),
        ("colour", "blue", "blue"),
        ("ids", [1, "2"], {1, 2}),
        ("ids", "1, 2,", {1, 2}),
        ("ids", "[1,2]", {1, 2}),
        ("ids", None, frozenset()),
        ("ids", "", frozenset()),
        ("words", ["b", "a"], ("b", "a")),
        ("file", "x/y", Path("x/y")),
        ("file", None, None),
        ("key", "hush", Secret("hush")),
    ],
)
def test_a_value_is_read_as_what_it_means(name: str, given: Any, meant: Any) -> None:
    found = read(Options, {name: given})
    assert getattr(found.value, name) == meant
    assert found.mistakes == ()


@pytest.mark.parametrize(
    ("name", "given", "why"),
    [
        ("count", 0, "greater than or equal to 1"),
        ("count", 10, "less than or equal to 9"),
        ("count", 2.5, "valid integer"),
        ("count", "many", "valid integer"),
        ("count", True, "valid integer"),
        ("count", None, "valid integer"),
        ("count", "9" * 5000, "valid integer"),
        ("count", float("inf"), "valid integer"),
        ("share", float("nan"), "greater than or equal to 0"),
        ("share", [1], "valid number"),
        ("loud", "perhaps", "true or false"),
        ("loud", 2, "true or false"),
        ("colour", "green", "'red' or 'blue'"),
        ("colour", ["red"], "'red' or 'blue'"),
        ("ids", {"a": 1}, "a list"),
        ("file", 3, "a path"),
        ("key", 3, "a text"),
    ],
)
def test_a_wrong_value_is_told_with_its_option(name: str, given: Any, why: str) -> None:
    found = read(Options, {name: given})
    assert found.value is None
    ((where, told),) = found.mistakes
    assert where == (name,)
    assert why in told


def test_each_wrong_item_of_a_list_is_told_with_its_place() -> None:
    found = read(Options, {"ids": [1, "x", 0], "words": ["a", "B"]})
    assert [where for where, _ in found.mistakes] == [("ids", 1), ("ids", 2), ("words", 1)]


def test_names_that_are_no_options_are_passed_over() -> None:
    assert read(Options, {"size": 3}).value == Options()


def test_a_secret_never_prints() -> None:
    assert "hush" not in f"{Secret('hush')!r} {Secret('hush')} {read(Options, {'key': 'hush'})}"
