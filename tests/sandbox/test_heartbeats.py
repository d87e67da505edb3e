"""Heartbeats that are late, lost or asked for, and connections that are dead without knowing it."""

import asyncio
import time

import discord
from echo_bot import running
from raw_client import gateway

from sandbox import Sandbox, Settings


async def test_a_late_ack_comes_late_and_the_next_one_in_time() -> None:
    async with Sandbox.start() as box, gateway(box) as socket:
        await socket.read()
        box.faults.delay_heartbeat_acks(0.2)
        assert box.faults.pending() == ["heartbeat acks late x1"]
        sent = time.perf_counter()
        await socket.send(1)
        assert (await socket.read())["op"] == 11
        assert time.perf_counter() - sent >= 0.2
        await socket.send(1)
        await asyncio.wait_for(socket.read(), 0.15)


async def test_an_ack_is_under_way_for_some_time() -> None:
    async with Sandbox.start() as box, gateway(box) as socket:
        await socket.read()
        sent = time.perf_counter()
        await socket.send(1)
        assert (await socket.read())["op"] == 11
        assert time.perf_counter() - sent >= 0.04


async def test_the_client_measures_the_way_and_not_the_time_between_two_beats() -> None:
    interval, measured = 0.2, []
    async with running(Settings(heartbeat=interval)) as (box, bot):
        acknowledged = asyncio.Event()
        box.traffic.listeners.append(
            lambda entry: acknowledged.set() if entry.title == "op 11 heartbeat ack" else None
        )
        for _ in range(12):
            await asyncio.wait_for(acknowledged.wait(), 5)
            acknowledged.clear()
            await asyncio.sleep(0.02)
            measured.append(bot.latency)
    assert min(measured) > 0.03
    assert max(measured) < interval


async def test_a_client_whose_acks_stay_away_takes_its_connection_for_dead_and_resumes() -> None:
    gone = asyncio.Event()
    async with running(Settings(heartbeat=0.4), patience=0.6) as (box, bot):
        box.world.events.subscribe(
            lambda event: gone.set() if event.name == "BOT_ONLINE" and not event.data["online"] else None
        )
        box.faults.lose_heartbeat_acks(20)
        await asyncio.wait_for(gone.wait(), 10)
        box.faults.clear()
        await box.wait_online()
        maya, general = box.member("Maya"), box.channel("general")
        asked = await maya.send(general, f"{box.bot_mention} still there?")
        assert (await maya.wait_reply(asked, timeout=10)).content == "echo: still there?"
        assert bot.resumed >= 1


async def test_a_heartbeat_that_is_asked_for_comes_at_once() -> None:
    async with running() as (box, _):
        beaten = asyncio.Event()
        box.traffic.listeners.append(
            lambda entry: beaten.set() if (entry.direction, entry.title) == ("in", "op 1 heartbeat") else None
        )
        assert box.faults.request_heartbeat() == 1
        await asyncio.wait_for(beaten.wait(), 5)


async def test_a_fault_strikes_only_the_shard_that_is_meant() -> None:
    async with running(shard_count=2, intents=discord.Intents.all()) as (box, bot):
        assert box.faults.drop_gateway(shard=0) == 1
        connected = [session.shard[0] for session in box.hub.sessions.values() if session.wire is not None]
        assert connected == [1]
        maya = box.member("Maya")
        asked = await maya.send(maya.dm(), "to the first shard")
        assert (await maya.wait_reply(asked, timeout=10)).content == "echo: to the first shard"
        assert bot.resumed == 1
