"""The container image: what its recipe promises to whoever runs it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def instructions() -> list[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


def last_stage() -> dict[str, list[str]]:
    stage: dict[str, list[str]] = {}
    for name, rest in instructions():
        if name == "FROM":
            stage = {}
        stage.setdefault(name, []).append(rest)
    return stage


def environment() -> dict[str, str]:
    words = [word for line in last_stage()["ENV"] for word in shlex.split(line)]
    return dict(word.split("=", 1) for word in words)


def test_only_what_was_built_goes_into_a_slim_image() -> None:
    bases = [rest for name, rest in instructions() if name == "FROM"]
    assert len(bases) == 2
    assert all("-slim" in base for base in bases)
    copied = [line for line in last_stage()["COPY"] if "--from=build" not in line]
    assert copied == ["knowledge knowledge"]


def test_requirements_are_pinned_by_hash() -> None:
    installs = [rest for name, rest in instructions() if name == "RUN" and "pip install" in rest]
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)


def test_it_does_not_run_as_root() -> None:
    assert last_stage()["USER"][-1] not in {"root", "0"}


def test_it_needs_no_writable_disk_but_the_state_folder() -> None:
    settings = environment()
    assert settings["LPBOT_STATE_DIR"] in last_stage()["VOLUME"]
    assert settings["PYTHONDONTWRITEBYTECODE"] == "1"


def test_its_health_is_asked_where_it_is_served() -> None:
    (check,) = last_stage()["HEALTHCHECK"]
    assert json.loads(check[check.index("[") :]) == ["python", "-m", "bot.ops.health"]
    assert environment()["LPBOT_HEALTH_PORT"].isdigit()


def test_it_is_stopped_by_the_signal_that_it_heeds() -> None:
    assert last_stage()["STOPSIGNAL"] == ["SIGTERM"]
    assert json.loads(last_stage()["ENTRYPOINT"][0]) == ["lpbot"]


@pytest.mark.parametrize("secret", ["config.yaml", ".env", ".git", "tests"])
def test_nothing_private_reaches_the_build(secret: str) -> None:
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert kept[0] == "*"
    assert f"!{secret}" not in kept
