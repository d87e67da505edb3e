"""What YAML silently makes of an unquoted text is told, where it cannot be what was meant."""

from __future__ import annotations

import pytest

from bot.facts.plain_texts import misread_texts

from .conftest import Base

CUT = "and what follows is cut off (put quotes around the whole text; a comment has a space after its #)"
DASH = "begins no item of the list (write '- ' as deep as the other items, or put quotes around the text)"


def misread(text: str) -> list[str]:
    return list(map(str, misread_texts("x", text)))


def test_a_text_cut_at_a_hash_is_told_where_it_is_cut() -> None:
    assert misread("tell: Go to the room #heron on Matrix.\nb: c\n") == [f"x:1:22: '#heron' {CUT}"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n  - ask in #help\n", "x:2:12"),
        ("a: first line\n  then #help\nb: c\n", "x:2:8"),
        ("name: #help\n", "x:1:7"),
        ("a: {value: the room #help, cite: x}\n", "x:1:21"),
        ("a: [the room #help, b]\n", "x:1:14"),
        ("é: ü #help\r\nb: c\r\n", "x:1:6"),
    ],
)
def test_wherever_it_stands(text: str, place: str) -> None:
    (told,) = misread(text)
    assert told == f"{place}: '{told.split(chr(39))[1]}' {CUT}"


@pytest.mark.parametrize(
    "text",
    [
        "tell: in the room  # a comment\nb: c\n",
        'tell: "Go to #heron"\n',
        "tell: Go to https://x.example/#heron\n",
        "tell: C# and F#\n",
        "#heron\ntell: x\n  #heron\n",
        "tell: >\n  Go to #heron\n",
        'tell: "x"  #heron\n',
        "facts: #heron\n  a: b\n",
    ],
)
def test_a_comment_is_none(text: str) -> None:
    assert misread(text) == []


def test_each_is_told_and_so_is_what_else_is_wrong(base: Base) -> None:
    base.write(
        "more.yaml",
        "a:\n  kind: place\n  name: in #x\n  aliases:\n  - in #y\nb: {kind: place, name: the #z}\n",
    )
    problems = list(map(str, base.problems()))
    assert problems[0] == f"more.yaml:3:12: '#x' {CUT}"
    assert problems[1] == f"more.yaml:5:8: '#y' {CUT}"
    assert problems[2].startswith(f"more.yaml:6:28: '#z}}' {CUT}")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ask:\n  -where\n  - when is it\ntell: x\n", "x:2:3: '-where'"),
        ("ask:\n  - when is it\n    - where\ntell: x\n", "x:3:5: '-'"),
    ],
)
def test_an_item_that_a_text_swallowed_is_told(text: str, place: str) -> None:
    assert misread(text) == [f"{place} {DASH}"]


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  - b:\n    - c\n  - - d\n",
        "a:\n  - x\n  - -5\n  - >\n    x\n    -y\n",
        "a:\n  - b\n# - c\n  - from 3\n    -4 degrees\n",
        "---\na: b\n",
    ],
)
def test_other_dashes_are_none(text: str) -> None:
    assert misread(text) == []
