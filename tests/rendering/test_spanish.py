"""Spanish is whole: every sentence of the bot's own is there, with the same slots."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
import yaml

import bot
from bot.cogs.facts.moderating import Member, refusal
from bot.cogs.facts.report import DEEDS
from bot.cogs.facts.vain import LABELS
from bot.discord.pace import Admission
from bot.facts.diff import ChangeKind, Place
from bot.locales import Readers
from bot.rendering.changes import counted
from bot.settings import Settings

HOME = Path(bot.__file__).parent
SPEAKING = [
    file
    for folder in ("cogs", "discord", "rendering", "charts", "moderating")
    for file in sorted((HOME / folder).rglob("*.py"))
]
SPOKEN = {"say", "said", "Refusal", "UploadError"}


def sentences(file: Path) -> Iterator[str]:
    """What a module says: literals, and constants of the module, handed to whatever translates."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called in SPOKEN and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)
            elif isinstance(first, ast.Name) and first.id in named:
                yield str(named[first.id])
        for keyword in node.keywords:
            told = called == "describe" or keyword.arg == "description"
            if told and isinstance(keyword.value, ast.Constant):
                yield str(keyword.value.value)


@pytest.mark.parametrize("file", SPEAKING, ids=lambda file: str(file.relative_to(HOME)))
def test_everything_a_module_says_is_translated(file: Path) -> None:
    spanish = Readers()
    assert [said for said in sentences(file) if spanish.find(said, "es-ES") is None] == []


TOLD_BY_NAME = {
    "deeds": DEEDS.values(),
    "labels": LABELS.values(),
    "counts": [
        counted(place, kind, one=one)
        for place in get_args(Place)
        for kind in get_args(ChangeKind)
        for one in (True, False)
        if kind != "recited" or place == "fact"
    ],
    "refusals": [
        refusal(Member(guild, False, frozenset()), Settings(moderator_guilds=frozenset({7})))
        for guild in (None, 7, 8)
    ],
    "paces": [admission.words for admission in Admission],
}


@pytest.mark.parametrize("kind", TOLD_BY_NAME)
def test_what_is_said_by_name_is_translated(kind: str) -> None:
    assert [said for said in TOLD_BY_NAME[kind] if Readers().find(str(said), "es-ES") is None] == []


def test_a_translation_has_the_slots_of_its_original() -> None:
    words = yaml.safe_load((HOME / "locales" / "es.yaml").read_text(encoding="utf-8"))
    for english, spanish in words.items():
        slots = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (english, spanish)]
        assert slots[0] == slots[1], english


@pytest.mark.parametrize(
    ("tag", "day", "number"),
    [
        ("en-US", "Jul 12 – 14, 2018", "1,250"),
        ("en-GB", "12–14 Jul 2018", "1,250"),
        ("es-ES", "12–14 jul 2018", "1.250"),
        ("de", "12.–14. Juli 2018", "1.250"),
        ("xx-unheard-of", "Jul 12 – 14, 2018", "1,250"),
    ],
)
def test_dates_and_numbers_are_written_as_the_reader_does(tag: str, day: str, number: str) -> None:
    reader = Readers().of(tag)
    assert reader.day(date(2018, 7, 12), date(2018, 7, 14), "day") == day
    assert reader.number(1250) == number


def test_spanish_of_america_is_spanish_too() -> None:
    assert Readers().of("es-419").say("Sources") == "Fuentes"


def test_what_is_not_translated_stays_english() -> None:
    assert Readers().of("fr").say("Sources") == "Sources"
