"""What moderators send is unpacked without trusting it."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from bot.facts.loader import load
from bot.moderating.uploads import LARGEST, LIMITS, MOST_FILES, UploadError, pack, unpack


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()
    }


def test_a_zip_of_the_facts_is_the_facts(facts: Path, into: Path) -> None:
    unpack("facts.zip", pack(facts), facts, into)
    assert load(into).digest == load(facts).digest


def test_a_zip_of_the_folder_is_the_facts_too(facts: Path, into: Path) -> None:
    inner = {f"my-facts/knowledge/{name}": content for name, content in files(facts).items()}
    unpack("facts.ZIP", zipped(inner | {"__MACOSX/._x.yaml": b"x", "README.md": b"x"}), facts, into)
    assert load(into).digest == load(facts).digest


@pytest.mark.parametrize("name", ["choir.yaml", "festival.yaml"])
def test_one_file_takes_the_place_of_the_one_with_its_name(facts: Path, into: Path, name: str) -> None:
    unpack(name, b"new: true", facts, into)
    changed = {file for file, content in files(into).items() if content == b"new: true"}
    assert {file.rsplit("/", 1)[-1] for file in changed} == {name}
    assert files(into).keys() == files(facts).keys()


def test_a_new_file_goes_beside_the_others(facts: Path, into: Path) -> None:
    unpack("more.yaml", b"{}", facts, into)
    assert files(into).keys() - files(facts).keys() == {"more.yaml"}


@pytest.mark.parametrize("name", ["../out.yaml", "/etc/out.yaml", "a/../../out.yaml", "..\\out.yaml"])
def test_names_that_lead_out_are_refused(facts: Path, into: Path, name: str) -> None:
    with pytest.raises(UploadError, match="leads out"):
        unpack("facts.zip", zipped({name: b"x"}), facts, into)
    assert files(into) == {}


def test_links_are_refused(facts: Path, into: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("link.yaml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(UploadError, match="leads out"):
        unpack("facts.zip", packed.getvalue(), facts, into)


@pytest.mark.parametrize("count", [1, 30])
def test_a_bomb_is_not_unpacked(facts: Path, into: Path, count: int) -> None:
    size = LIMITS.file_bytes * 5 if count == 1 else LIMITS.file_bytes - 1
    bomb = zipped({f"{n}.yaml": b" " * size for n in range(count)})
    assert len(bomb) < LARGEST
    with pytest.raises(UploadError, match="more than I unpack"):
        unpack("facts.zip", bomb, facts, into)
    assert sum(map(len, files(into).values())) <= LIMITS.total_bytes


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("facts.exe", b"x", "Send a YAML file"),
        ("facts", b"x", "Send a YAML file"),
        ("facts.zip", b"not a zip", "cannot be read"),
        ("facts.zip", b"", "cannot be read"),
        ("facts.yaml", b"x" * (LARGEST + 1), "more than 8 MB"),
        ("facts.zip", zipped({f"{n}.yaml": b"" for n in range(MOST_FILES + 1)}), "more than 1,000 files"),
    ],
)
def test_what_cannot_be_checked_is_refused_in_words(
    facts: Path, into: Path, name: str, content: bytes, why: str
) -> None:
    with pytest.raises(UploadError, match=why):
        unpack(name, content, facts, into)
