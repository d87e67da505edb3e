"""The soak's ledger: what is right, and each way of being wrong; and a soak, short."""

import asyncio
import sys
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path

import pytest

from benchmarks.soaking.base import Read, read
from benchmarks.soaking.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]


def told(edition: int, club: int = 4, source: int | None = None) -> str:
    codes = ", ".join(f"E{edition}-{club}-{part}" for part in "abc")
    return f"The codes: {codes}.[1] https://register.example/{source or edition}"


@pytest.mark.parametrize(
    ("replies", "verdict"),
    [
        ([told(3)], "right"),
        ([told(4)], "right"),
        ([], "lost"),
        ([told(3), told(3)], "doubled"),
        ([told(2)], "stale"),
        ([told(5)], "stale"),
        ([told(3, source=4)], "mixed"),
        ([told(3).replace("E3-4-b", "E4-4-b")], "mixed"),
        ([told(3, club=5)], "wrong"),
        ([told(3).replace("E3-4-b, ", "")], "wrong"),
        (["The codes: E3-4-a, E3-4-b, E3-4-c."], "wrong"),
        (["Something went wrong on my side."], "wrong"),
    ],
)
def test_each_way_of_being_wrong_is_told_apart(replies: list[str], verdict: str) -> None:
    ledger = Ledger()
    ledger.oldest = ledger.newest = 3
    entry = ledger.ask("mention", 4)
    ledger.newest = 4
    for reply in replies:
        ledger.answer(entry, reply)
    assert ledger.verdicts() == {verdict: 1}
    assert bool(ledger.trouble) == (verdict != "right")


def test_an_answer_says_its_edition_and_its_club() -> None:
    assert read(told(12, club=7)) == Read(12, 7)


async def test_a_short_soak_ends_right() -> None:
    command = ["-m", "benchmarks.soak", "--questions", "300", "--members", "40", "--at-once", "20"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, stdout=PIPE, stderr=STDOUT, cwd=ROOT
    )
    said, _ = await asyncio.wait_for(process.communicate(), 100)
    assert process.returncode == 0, said.decode()
    rows = [[cell.strip() for cell in line.split("│")] for line in said.decode().splitlines()]
    assert ["", "right", "300", ""] in rows
