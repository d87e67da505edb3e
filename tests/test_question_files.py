"""A question file is read as its lines say, and every slip in it is told with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.question_files import Case, QuestionFileError, read_cases, unknown_sources

GOOD = '{"id": 1, "q": "hi", "expect": "social"}'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "questions.jsonl"


def told(file: Path) -> list[str]:
    """What is told of a file that cannot be used, its folder left out."""
    with pytest.raises(QuestionFileError) as caught:
        read_cases(file)
    return [line.removeprefix(f"{file.parent}/") for line in str(caught.value).splitlines()]


def test_a_case_has_what_its_line_says(file: Path) -> None:
    line = {"id": 7, "q": "who?", "expect": "answer", "history": ["hi"], "must": ["x"], "cite": ["a"]}
    file.write_text(f"\n{json.dumps(line)}\n\n", "utf-8")
    (read,) = read_cases(file)
    assert (read.id, read.history, read.must, read.cite) == ("7", ("hi",), ("x",), frozenset({"a"}))
    assert (read.must_not, read.tags, read.note) == ((), (), "")
    assert (read.file, read.line) == (str(file), 2)


def test_a_text_is_a_list_of_one(file: Path) -> None:
    line = {"id": 7, "q": "who?", "expect": "answer", "must": "Mozilla", "cite": "handbook"}
    file.write_text(json.dumps(line), "utf-8")
    (read,) = read_cases(file)
    assert (read.must, read.cite) == (("Mozilla",), frozenset({"handbook"}))


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + f"{GOOD}\r\n\r\n".encode())
    assert [case.q for case in read_cases(file)] == ["hi"]


def test_a_line_goes_on_over_a_line_separator(file: Path) -> None:
    file.write_text(GOOD.replace("hi", "hi\u2028there"), "utf-8")
    assert [case.q for case in read_cases(file)] == ["hi\u2028there"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "2:2: this is not JSON: Expecting property name enclosed in double quotes (one JSON object a"),
        ('{"id": 1, "q": "hi", }', "2:22: this is not JSON: "),
        ("[]", "2:1: a question is an object (one JSON object a line is wanted: "),
        ('{"id": 1, "question": "hi", "expect": "answer"}', '2:1: "q" is missing (one JSON object a line'),
        ('{"id": 1, "q": "hi"}', '2:1: "expect" is missing ('),
        ('{"id": 1, "q": 7, "expect": "answer"}', '2:1: "q" is no text (put quotes around it)'),
        (
            '{"id": 1, "q": "hi", "expect": "guess"}',
            "2:1: unknown expectation 'guess' (write one of answer, ",
        ),
        ('{"id": 1, "q": "hi", "expect": ["answer"]}', "2:1: unknown expectation "),
        ('{"id": 1, "q": "hi", "expect": "answer", "must": 7}', '2:1: "must" is no list of texts (write "'),
        ('{"id": 1, "q": "hi", "expect": "answer", "tags": [7]}', '2:1: "tags" is no list of texts ('),
        (
            '{"id": 1, "q": "hi", "expect": "answer", "must": ["(x"]}',
            "2:1: the pattern '(x' in \"must\" is not sound: missing ), unterminated subpattern (put \\\\ ",
        ),
        ("[" * 100_000, "2:1: this cannot be read as JSON: "),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(file: Path, line: str, expected: str) -> None:
    file.write_text(f"{GOOD}\n{line}\n", "utf-8")
    (problem,) = told(file)
    assert problem.startswith(f"questions.jsonl:{expected}")


def test_every_slip_is_told_at_once(file: Path) -> None:
    file.write_text(f"{{\n{GOOD}\n[]\n", "utf-8")
    assert [problem.split(":")[1] for problem in told(file)] == ["1", "3"]


def test_what_is_not_utf8_is_told(file: Path) -> None:
    file.write_bytes(f"{GOOD}\n".encode() + b"caf\xe9")
    assert told(file) == ["questions.jsonl:2:1: this is not UTF-8 (save the file as UTF-8)"]


def test_a_file_without_a_question_is_told(file: Path) -> None:
    file.write_text("\n \n", "utf-8")
    (problem,) = told(file)
    assert problem.startswith("questions.jsonl:1:1: there is no question in this file (one JSON object")


def test_a_source_that_there_is_not_is_told() -> None:
    cases = [
        Case("1", "q", "answer", cite=frozenset({"handbook", "handbok"}), file="x", line=3),
        Case("2", "q", "answer"),
    ]
    assert list(map(str, unknown_sources(cases, {"handbook"}))) == [
        "x:3:1: there is no source 'handbok' (no answer can cite it: write the id of a source)"
    ]
