"""How a running bot says that it is well."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator

import pytest

from bot.ops.health import Health, ask, main
from bot.ops.health_page import HealthPage

WELL = Health(ready=True, latency_ms=12, edition=1, digest="abc")
ILL = Health(ready=False, latency_ms=None, edition=1, digest="abc")


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    monkeypatch.setenv("LPBOT_HEALTH_PORT", str(number))
    yield number


@pytest.mark.parametrize(("health", "status"), [(WELL, 0), (ILL, 1)])
async def test_the_command_tells_well_from_ill(
    port: int, health: Health, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    page = HealthPage(port, lambda: health)
    await page.start()
    async with page:
        assert await asyncio.to_thread(main, []) == status
    told = {"ready": health.ready, "latency_ms": health.latency_ms, "facts": 1, "digest": "abc"}
    assert json.loads(capsys.readouterr().out) == told


def test_a_bot_that_does_not_run_is_not_well(port: int) -> None:
    well, said = ask(port)
    assert not well
    assert json.loads(said)["ready"] is False


async def test_a_port_in_use_is_an_error(port: int) -> None:
    first, second = HealthPage(port, lambda: WELL), HealthPage(port, lambda: WELL)
    await first.start()
    async with first:
        with pytest.raises(OSError, match="address already in use"):
            await second.start()


def test_without_a_port_there_is_nothing_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 1
    assert "health_port is not set" in capsys.readouterr().err


def test_wrong_settings_are_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LPBOT_HEALTH_PORT", "many")
    assert main([]) == 1
    assert "LPBOT_HEALTH_PORT" in capsys.readouterr().err
