"""Logs in one form, whoever writes them, and without the texts of members."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.ops.logs import configure_logging


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    logging.getLogger("discord").setLevel(logging.NOTSET)
    logging.getLogger("aiohttp.access").setLevel(logging.NOTSET)
    structlog.reset_defaults()


def test_ours_and_the_librarys_are_json_alike(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("json", "info")
    structlog.get_logger("bot.x").info("ready", guilds=2)
    logging.getLogger("discord.gateway").warning("Shard ID %s", 0)
    ours, theirs = map(json.loads, capsys.readouterr().err.splitlines())
    assert (ours["event"], ours["guilds"], ours["level"], ours["logger"]) == ("ready", 2, "info", "bot.x")
    assert (theirs["event"], theirs["logger"]) == ("Shard ID 0", "discord.gateway")


def test_an_exception_is_one_event(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("json", "info")
    try:
        raise ValueError("why")
    except ValueError:
        structlog.get_logger("bot.x").exception("failed", reference="ABC")
    (line,) = capsys.readouterr().err.splitlines()
    assert "ValueError: why" in json.loads(line)["exception"]


def test_for_people_it_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("console", "info")
    structlog.get_logger("bot.x").info("ready", guilds=2)
    assert "ready" in capsys.readouterr().err


def test_the_librarys_debug_lines_stay_out_at_every_level(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("json", "debug")
    logging.getLogger("discord.gateway").debug("For Shard ID 0: WebSocket Event: %s", {"content": "secret"})
    structlog.get_logger("bot.x").debug("shown")
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "shown"
