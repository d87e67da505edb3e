"""What the traffic says of the faults that were asked for, and of connections that end."""

import asyncio

import aiohttp
import pytest
from raw_client import gateway, rest

from sandbox import Sandbox


class Kept:
    """A bot that somebody started."""

    def __init__(self) -> None:
        self.runs = True

    def kill(self) -> int:
        struck, self.runs = int(self.runs), False
        return struck

    def restart(self) -> int:
        struck = self.kill()
        self.runs = True
        return struck


def lines(box: Sandbox, kind: str = "fault") -> list[str]:
    return [entry.title for entry in box.traffic.entries if entry.kind == kind]


async def test_each_fault_is_told_when_it_strikes() -> None:
    async with Sandbox.start() as box, gateway(box) as socket, rest(box) as call:
        await socket.identify(box)
        faults = box.faults
        faults.rest(status=502, executed=True, path_contains="/typing")
        faults.slow_rest(0.01)
        faults.duplicate_events("TYPING_START")
        assert lines(box) == []
        path = call.general.replace("messages", "typing")
        assert (await call("POST", path)).status == 502
        assert (await call("GET", "/users/@me")).status == 200
        assert lines(box) == [
            f"502, though done: POST {path}",
            "TYPING_START sent twice",
            "slow by 0.01 s: GET /users/@me",
        ]


async def test_heartbeats_events_held_back_and_clearing_are_told() -> None:
    async with Sandbox.start() as box, gateway(box) as socket:
        await socket.identify(box)
        await socket.until("GUILD_CREATE")
        box.faults.lose_heartbeat_acks()
        box.faults.delay_heartbeat_acks(0.1)
        for _ in range(2):
            await socket.send(1)
        assert (await socket.read())["op"] == 11
        box.faults.reorder_events()
        await box.member("Maya").typing(box.channel("general"))
        box.faults.clear()
        assert lines(box) == [
            "heartbeat ack lost",
            "heartbeat ack late by 0.1 s",
            "TYPING_START held back",
            "all faults forgotten",
        ]


async def test_the_clock_and_the_bots_own_end_are_told() -> None:
    async with Sandbox.start() as box:
        box.faults.bind_bot(Kept())
        for seconds in (3600, -1.5, 0):
            box.faults.skew_clock(seconds)
        box.faults.kill_bot()
        box.faults.kill_bot()
        box.faults.restart_bot()
        box.faults.restart_bot()
        assert lines(box) == [
            "clock 3600 s ahead",
            "clock 1.5 s behind",
            "clock right again",
            "bot killed",
            "no bot to kill",
            "bot started",
            "bot killed and started anew",
        ]


@pytest.mark.parametrize(("code", "said"), [(1000, "close 1000"), (4000, "close 4000")])
async def test_a_close_by_the_client_is_told(code: int, said: str) -> None:
    async with Sandbox.start() as box, gateway(box) as socket:
        await socket.identify(box)
        told = ended(box)
        await socket.socket.close(code=code)
        await asyncio.wait_for(told.wait(), 5)
        assert lines(box, "gateway")[-1] == said


async def test_a_connection_that_is_gone_without_a_word_is_told() -> None:
    async with Sandbox.start() as box, aiohttp.ClientSession() as session:
        socket = await session.ws_connect(box.gateway_url + "?v=10&encoding=json")
        await socket.receive()
        connection = socket._response.connection
        assert connection is not None
        assert connection.transport is not None
        told = ended(box)
        connection.transport.abort()
        await asyncio.wait_for(told.wait(), 5)
        assert lines(box, "gateway")[-1] == "connection lost"


def ended(box: Sandbox) -> asyncio.Event:
    """Set once the traffic says that a connection has ended."""
    told = asyncio.Event()
    box.traffic.listeners.append(
        lambda entry: told.set() if entry.title.startswith(("close", "connection")) else None
    )
    return told
