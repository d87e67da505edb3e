"""`lpbot sandbox`: what it starts, and what it says of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BICYCLE = ROOT / "tests" / "communities" / "bicycle"
DESCRIPTION: dict[str, Any] = {"components": {"schemas": {}}, "paths": {}}


@contextmanager
def started(*options: str, **variables: str) -> Iterator[tuple[str, str]]:
    """Run it, and give what it says and the address of its page."""
    outer = {name: value for name, value in os.environ.items() if not name.startswith(("LPBOT_", "DISCORD_"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "sandbox", "--port", "0", *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env=outer | {"LPBOT_FACTS_DIR": str(BICYCLE)} | variables,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        said = ""
        while "To connect to Discord" not in said:
            line = process.stdout.readline()
            assert line, process.communicate()[1]
            said += line
        yield said, next(word for word in said.split() if word.startswith("http"))
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def asked(page: str, what: str) -> Any:
    with urllib.request.urlopen(page + "sandbox/api/" + what, timeout=10) as answer:
        return json.load(answer)


def topic(page: str) -> str:
    """What is said of the channel for questions."""
    person = asked(page, "start")["people"][0]["id"]
    channels = asked(page, f"channels?as={person}")
    return str(next(channel["topic"] for channel in channels if channel["name"] == "answers"))


def test_requests_are_checked_where_a_description_is_given(tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(DESCRIPTION), "utf-8")
    with started("--openapi", str(file), "--shards", "2", "--discord-limits") as (_, page):
        assert asked(page, "start")["checked"] is True
    with started() as (_, page):
        assert asked(page, "start")["checked"] is False


def test_it_says_what_becomes_of_the_token_and_of_what_it_remembers() -> None:
    with started() as (said, page):
        assert "No Discord token is set" in said
        assert "history are then forgotten" in said
        assert topic(page).startswith("Questions only: no mention needed. The bot speaks up here only")
    given = {"DISCORD_TOKEN": "a.b.c", "LPBOT_ANSWER_CHANNELS_ONLY_WHEN_SURE": "false"}
    with started(**given) as (said, page):
        assert "No Discord token" not in said
        assert "the Discord token is not used" in said
        assert topic(page) == "Questions only: no mention needed."


def test_a_description_that_is_none_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    file.write_text("{}", "utf-8")
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--openapi", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert done.stderr == f"The sandbox cannot start: {file} is not Discord's OpenAPI description\n"
