"""Only plain YAML is taken; everything else is refused with its place, and nothing can do harm."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import yaml

from bot.facts import FactBaseError, Limits, load
from bot.facts.reading import C_LOADER, ReadError, decode, parse
from bot.facts.report import locate

from .conftest import Base

BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

REFUSED = {
    "anchor": ("a: &x 1\nb: 2\n", "more.yaml:1:4: an anchor (&x)"),
    "alias": ("a: 1\nb: *x\n", "more.yaml:2:4: an alias (*x)"),
    "alias bomb": (BOMB, "more.yaml:1:4: an anchor (&a)"),
    "tag": (
        "a: !!python/object:os.system 1\n",
        "more.yaml:1:4: a tag (tag:yaml.org,2002:python/object:os.system)",
    ),
    "second document": ("a: {}\n---\nb: {}\n", "more.yaml:2:1: a second document begins here"),
    "tab": ("a:\n\tkind: place\n", "more.yaml:2:1: a tab in the indentation (use spaces)"),
    "tab further in": ("a:\n  b:\n  \tkind: place\n", "more.yaml:3:3: a tab in the indentation (use spaces)"),
    "null byte": ("a: b\nc: d\0\n", "more.yaml:2:5: a null byte in the text (delete it)"),
    "escaped null byte": ('a: "b\\0"\n', "more.yaml:1:4: a control character (U+0000)"),
    "control character": ("a: b\x07\n", "more.yaml:1:5: a control character (U+0007) in the text"),
    "mapping as a key": ("{it}: x\n", "more.yaml:1:1: a key must be a text (put quotes around it)"),
    "list as a key": ("? [a, b]\n: x\n", "more.yaml:1:3: a key must be a text"),
    "unquoted slot in a list": (
        "a: [where was {it} held]\n",
        'needs quotes around it, as in ["where was {it} held"]',
    ),
    "unclosed quote": ("a: 'x\n", "more.yaml:1:4: this quote is not closed (close it where its text ends)"),
    "quote that closes a later one": (
        'a:\n  name: "x\n  aliases: [y]\n  within: "z"\n',
        "more.yaml:2:9: this quote is closed only in line 4 (close it where its text ends)",
    ),
    "quote in braces that closes a later one": (
        'a:\n  b: {c: "x, d: y}\n  e: {c: "z", d: y}\n',
        "more.yaml:2:10: this quote is closed only in line 3",
    ),
    "stars": ("a: **x** y\n", "put quotes around a text that begins with * or &"),
    "star": (
        "a: *x* y\n",
        "put quotes around a text that begins with * or &",
    ),
    "exclamation mark": (
        "a: !important x\n",
        "more.yaml:1:4: a tag (!important): YAML takes an unquoted ! for the beginning of one "
        "(put quotes around the whole text)",
    ),
    "no space after a colon": (
        "a:\n  kind: y\n  name:x\n  aliases: [z]\n",
        "more.yaml:3:3: this is not YAML: while scanning a simple key, could not find expected ':' "
        "(a key needs a colon and a space after it, an item of a list '- ' before it)",
    ),
    "no space after a dash": (
        "a:\n  - b\n  -where\n  - c\n",
        "more.yaml:3:3: this is not YAML: while scanning a simple key, could not find expected ':'",
    ),
    "no-break space": (
        "a:\n  b: c\n\u00a0 d: e\n  f: g\n",
        "more.yaml:3:1: no-break space (U+00A0) in the indentation (use spaces)",
    ),
    "two colons": ("a: b: c\n", "put quotes around a text with ': ' in it"),
    "at sign": ("a: @x\n", "put quotes around a text that begins with @"),
    "deep nesting": ("[" * 100_000, "more.yaml:1:21: nested more than 20 levels deep (write it flatter)"),
    "deep nesting of keys": ("? " * 100_000, "more.yaml:1:3: a key must be a text"),
    "deep nesting of lists": ("- " * 100_000, "nested more than 20 levels deep"),
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_plain_yaml_is_refused_with_its_place(base: Base, text: str, expected: str) -> None:
    base.write("more.yaml", text)
    assert expected in base.problem()


@pytest.mark.parametrize("loader", [C_LOADER, yaml.SafeLoader])
@pytest.mark.parametrize(
    "text", [text for text, _ in REFUSED.values() if "\0" not in text and "\x07" not in text]
)
def test_both_parsers_refuse_the_same(text: str, loader: type) -> None:
    with pytest.raises(ReadError):
        parse("x.yaml", text, depth=20, loader=loader)


def test_the_parser_in_c_is_used() -> None:
    assert C_LOADER is yaml.CSafeLoader


def test_a_double_key_is_told_at_its_second_place_and_the_rest_is_still_checked(base: Base) -> None:
    base.write("more.yaml", "a:\n  kind: place\n  name: A\n  kind: place\na: {}\nb: {kind: place}\n")
    assert [str(problem) for problem in base.problems()] == [
        "more.yaml:4:3: the key 'kind' is there already (keep one of them)",
        "more.yaml:5:1: the key 'a' is there already (keep one of them)",
        "more.yaml:6:1: 'name' is missing",
    ]


def test_a_key_of_nothing_is_told(base: Base) -> None:
    base.write("more.yaml", "a: {kind: place, name: A}\n~: x\n")
    assert base.problem() == "more.yaml:2:1: a key is empty (write a key before the colon)"


def test_what_is_not_utf8_is_told_with_its_place(base: Base) -> None:
    base.write("more.yaml", b"a: b\nc: caf\xe9\n")
    assert base.problem() == "more.yaml:2:7: this is not UTF-8 (save the file as UTF-8)"


def test_utf16_is_told(base: Base) -> None:
    base.write("more.yaml", "a: b\n".encode("utf-16"))
    assert base.problem() == "more.yaml:1:1: this is not UTF-8 (save the file as UTF-8)"


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(base: Base) -> None:
    expected = base.load().subjects
    text = (base.folder / "subjects.yaml").read_bytes()
    base.write("subjects.yaml", b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert base.load().subjects == expected
    base.replace("subjects.yaml", "kind: person", "kind: preson")
    assert base.problem().startswith("subjects.yaml:8:9:")


def test_texts_are_kept_as_written_but_for_the_space_around_them() -> None:
    data, problems = parse("x", "a: >\n  folded\n  text\nb: ' x '\nc: ~\nd: 'null'\ne:\nf: é\n", depth=5)
    assert data == {"a": "folded text", "b": "x", "c": None, "d": "null", "e": None, "f": "é"}
    assert problems == []


def test_an_empty_file_says_nothing(base: Base) -> None:
    base.write("more.yaml", "# to be written\n")
    assert base.problems() == []


def test_an_empty_folder_lacks_its_files(tmp_path: Path) -> None:
    with pytest.raises(FactBaseError) as caught:
        load(tmp_path)
    assert [problem.file for problem in caught.value.problems] == [
        "community.yaml",
        "sources.yaml",
        "vocabulary",
    ]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FactBaseError, match="there is no such folder"):
        load(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["community.yaml", "sources.yaml"])
def test_a_required_file_that_is_missing_or_empty_is_told(base: Base, name: str) -> None:
    (base.folder / name).unlink()
    assert base.problem() == f"{name}:1:1: there is no such file (docs/fact-base.md says what it holds)"
    base.write(name, "# to be written\n")
    assert base.problem() == f"{name}:1:1: this file is empty (docs/fact-base.md says what it holds)"


def test_an_empty_vocabulary_is_told_once(base: Base) -> None:
    for name in ("convening", "others"):
        (base.folder / f"vocabulary/{name}.yaml").unlink()
    assert base.problem() == (
        "vocabulary:1:1: there is no file in this folder, of any name (docs/fact-base.md says what it holds)"
    )
    base.write("vocabulary/words.yaml", "")
    assert base.problem().startswith("vocabulary/words.yaml:1:1: this file is empty")


def test_a_file_over_the_limit_is_refused_fast(base: Base) -> None:
    base.write("more.yaml", b"a: b\n" * 2_000_000)
    start = time.perf_counter()
    assert base.problem() == (
        "more.yaml:1:1: this file is larger than 5,000,000 bytes (split it into several)"
    )
    assert time.perf_counter() - start < 5


def test_a_folder_over_the_limit_is_refused(base: Base) -> None:
    with pytest.raises(FactBaseError, match="larger than 2,000 bytes in all"):
        load(base.folder, Limits(total_bytes=2_000))


def test_a_file_named_yml_is_not_passed_over_in_silence(base: Base) -> None:
    base.write("more.yml", "a: b\n")
    assert base.problem() == "more.yml:1:1: this file is not read (let its name end in .yaml)"


def test_hidden_files_are_passed_over(base: Base) -> None:
    base.write(".git/x.yaml", "a: [")
    base.write(".hidden.yaml", "a: [")
    assert base.problems() == []


def test_a_link_out_of_the_folder_is_refused(base: Base, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("a: b\n")
    (base.folder / "more.yaml").symlink_to(tmp_path / "secret.yaml")
    assert base.problem().startswith("more.yaml:1:1: a link that leads out of the folder")


def test_a_link_to_a_folder_is_refused(base: Base, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (base.folder / "more").symlink_to(tmp_path / "outside")
    assert base.problem().startswith("more:1:1: a link to a folder")


def test_links_within_the_folder_are_followed(base: Base) -> None:
    """Kubernetes mounts files so: each a link into a hidden folder that is swapped as a whole."""
    (base.folder / "..data").mkdir()
    (base.folder / "sources.yaml").rename(base.folder / "..data" / "sources.yaml")
    (base.folder / "sources.yaml").symlink_to(Path("..data") / "sources.yaml")
    assert base.problems() == []


def test_a_link_to_nothing_is_told(base: Base) -> None:
    (base.folder / "more.yaml").symlink_to(base.folder / "gone.yaml")
    assert base.problem().startswith("more.yaml:1:1: this cannot be opened")


def test_a_pipe_is_not_waited_for(base: Base) -> None:
    os.mkfifo(base.folder / "more.yaml")
    assert base.problem().startswith("more.yaml:1:1: this is not a file")


def test_many_mistakes_are_told_in_good_time(base: Base) -> None:
    base.write("more.yaml", "".join(f"s{i}: {{kind: plaze, name: S, nam: x}}\n" for i in range(20_000)))
    start = time.perf_counter()
    assert len(base.problems()) == 20_000
    assert time.perf_counter() - start < 20


def test_places_are_those_of_keys_and_values() -> None:
    text = "a:\n  - x\n  - {b: c,\n     d: e}\nf: g\n"
    wanted = {("a",), ("a", 0), ("a", 1, "d"), ("f",), ("nowhere",)}
    assert locate(text, wanted) == {
        ("a",): ((1, 1), (2, 3)),
        ("a", 0): ((2, 5), (2, 5)),
        ("a", 1, "d"): ((4, 6), (4, 9)),
        ("f",): ((5, 1), (5, 4)),
    }


def test_decoding_takes_the_mark_off() -> None:
    assert decode("x", b"\xef\xbb\xbfa: b") == "a: b"
