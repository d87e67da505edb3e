"""The gateway: identifying, heartbeats, resuming, compression, intents and shards."""

import asyncio
import time

import discord
import pytest
from echo_bot import running
from raw_client import gateway

from sandbox import ManualClock, Sandbox, Settings

GUILD_MESSAGES, MESSAGE_CONTENT, GUILD_MEMBERS, GUILDS, DIRECT_MESSAGES = 1 << 9, 1 << 15, 1 << 1, 1, 1 << 12


@pytest.mark.parametrize("query", ["?v=10&encoding=json", "?v=10&encoding=json&compress=zlib-stream"])
async def test_hello_ready_and_guilds_in_order(query: str) -> None:
    async with Sandbox.start() as box, gateway(box, query) as socket:
        hello = await socket.read()
        assert (hello["op"], hello["d"]["heartbeat_interval"]) == (10, 41250)
        ready = await socket.identify(box)
        assert ready["user"]["id"] == str(box.bot.id)
        assert ready["guilds"] == [{"id": str(box.guild.id), "unavailable": True}]
        assert ready["resume_gateway_url"] == box.gateway_url
        guild = await socket.until("GUILD_CREATE")
        assert guild["s"] == 2
        assert [c["name"] for c in guild["d"]["channels"]] == ["general", "answers", "moderators"]


async def test_heartbeats_are_acknowledged_unless_lost_on_demand() -> None:
    async with Sandbox.start() as box, gateway(box) as socket:
        await socket.read()
        box.faults.lose_heartbeat_acks()
        await socket.send(1)
        await socket.send(1)
        assert (await socket.read())["op"] == 11
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(socket.read(), 0.1)


async def test_a_silent_client_is_closed() -> None:
    async with Sandbox.start(Settings(heartbeat=0.1)) as box, gateway(box) as socket:
        assert await socket.closed() == 4009


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (2, {"token": "wrong", "intents": 1}, 4004),
        (2, {"token": "right", "intents": 1, "shard": [2, 2]}, 4010),
        (2, {"token": "right", "intents": 1 << 40}, 4013),
        (2, {"token": "right", "intents": MESSAGE_CONTENT}, 4014),
        (8, {"guild_id": "1"}, 4003),
        (99, None, 4001),
    ],
)
async def test_broken_protocol_closes_with_its_code(op: int, data: dict[str, object], code: int) -> None:
    async with Sandbox.start(Settings(disallowed_intents=MESSAGE_CONTENT)) as box, gateway(box) as socket:
        if data and data.get("token") == "right":
            data = data | {"token": box.token}
        await socket.send(op, data)
        assert await socket.closed() == code


async def test_nonsense_is_a_decode_error_and_old_versions_are_refused() -> None:
    async with Sandbox.start() as box:
        async with gateway(box) as socket:
            await socket.socket.send_str("{")
            assert await socket.closed() == 4002
        async with gateway(box, "?v=6") as socket:
            assert await socket.closed() == 4012
        async with gateway(box, "?v=10&compress=lzma") as socket:
            assert await socket.closed() == 4002


async def test_resume_replays_what_was_missed_in_order() -> None:
    async with Sandbox.start() as box:
        maya, general = box.member("Maya"), box.channel("general")
        async with gateway(box) as socket:
            ready = await socket.identify(box)
            await socket.until("GUILD_CREATE")
            assert box.faults.drop_gateway() == 1
        for text in ("one", "two"):
            await maya.send(general, text)
        async with gateway(box) as socket:
            await socket.resume(box, ready["session_id"], 2)
            assert (await socket.until("MESSAGE_CREATE"))["d"]["content"] == "one"
            second = await socket.until("MESSAGE_CREATE")
            assert (second["d"]["content"], second["s"]) == ("two", 4)
            assert (await socket.read())["t"] == "RESUMED"


@pytest.mark.parametrize(("session", "seq"), [("unknown", 1), ("mine", 99)])
async def test_what_cannot_be_resumed_is_an_invalid_session(session: str, seq: int) -> None:
    async with Sandbox.start() as box:
        async with gateway(box) as socket:
            ready = await socket.identify(box)
            box.faults.drop_gateway()
        async with gateway(box) as socket:
            await socket.read()
            await socket.resume(box, ready["session_id"] if session == "mine" else session, seq)
            answer = await socket.read()
            assert (answer["op"], answer["d"]) == (9, False)


async def test_closing_with_1000_ends_the_session() -> None:
    async with Sandbox.start() as box:
        async with gateway(box) as socket:
            ready = await socket.identify(box)
        assert not box.hub.online
        async with gateway(box) as socket:
            await socket.read()
            await socket.resume(box, ready["session_id"], 1)
            assert (await socket.read())["op"] == 9


async def test_without_the_intent_content_is_hidden_except_mentions_and_direct_messages() -> None:
    intents = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES
    async with Sandbox.start() as box, gateway(box) as socket:
        await socket.identify(box, intents)
        maya, general = box.member("Maya"), box.channel("general")
        secret = await maya.send(general, "secret")
        await maya.send(general, f"{box.bot_mention} hi", reply_to=secret)
        await maya.send(maya.dm(), "direct")
        assert (await socket.until("MESSAGE_CREATE"))["d"]["content"] == ""
        mention = (await socket.until("MESSAGE_CREATE"))["d"]
        assert mention["content"].endswith("hi")
        assert mention["referenced_message"]["content"] == ""
        assert (await socket.until("MESSAGE_CREATE"))["d"]["content"] == "direct"


async def test_without_its_intent_an_event_is_not_sent() -> None:
    async with Sandbox.start() as box, gateway(box) as socket:
        await socket.identify(box, GUILDS | DIRECT_MESSAGES)
        maya = box.member("Maya")
        await maya.send(box.channel("general"), "not for you")
        await maya.send(maya.dm(), "for you")
        assert (await socket.until("MESSAGE_CREATE"))["d"]["content"] == "for you"


async def test_channels_that_the_bot_cannot_see_are_silent() -> None:
    async with Sandbox.start() as box, gateway(box) as socket:
        await socket.identify(box)
        staff = box.add_role("Staff")
        ana = box.add_member("Ana", staff)
        hidden = box.add_channel("hidden", only=staff)
        hidden.overwrites = [o for o in hidden.overwrites if o.id != box.bot.id]
        await ana.send(hidden, "among ourselves")
        await ana.send(box.channel("general"), "for all")
        assert (await socket.until("MESSAGE_CREATE"))["d"]["content"] == "for all"


async def test_members_are_sent_only_with_their_intent_or_when_asked_by_id() -> None:
    async with Sandbox.start() as box, gateway(box) as socket:
        await socket.identify(box, GUILDS)
        guild = (await socket.until("GUILD_CREATE"))["d"]
        assert [m["user"]["id"] for m in guild["members"]] == [str(box.bot.id)]
        maya = str(box.member("Maya").id)
        wanted = {"guild_id": guild["id"], "user_ids": [maya, "1"], "limit": 0, "nonce": "n"}
        await socket.send(8, wanted)
        chunk = (await socket.until("GUILD_MEMBERS_CHUNK"))["d"]
        assert [m["user"]["id"] for m in chunk["members"]] == [maya]
        assert (chunk["not_found"], chunk["nonce"]) == (["1"], "n")
    async with Sandbox.start() as box, gateway(box) as socket:
        await socket.identify(box, GUILDS | GUILD_MEMBERS)
        assert len((await socket.until("GUILD_CREATE"))["d"]["members"]) == len(box.guild.members)


async def test_events_go_to_the_shard_of_their_guild_and_direct_messages_to_the_first() -> None:
    async with Sandbox.start() as box, gateway(box) as first, gateway(box) as second:
        other_shard = 1 - (box.guild.id >> 22) % 2
        other = box.build.guild("Other", (box.world.store.ids.next() >> 23 << 23) + (other_shard << 22))
        sockets = [first, second]
        await first.identify(box, shard=[0, 2])
        await second.identify(box, shard=[1, 2])
        here = (await sockets[1 - other_shard].until("GUILD_CREATE"))["d"]["id"]
        there = (await sockets[other_shard].until("GUILD_CREATE"))["d"]["id"]
        assert (here, there) == (str(box.guild.id), str(other.id))
        maya = box.member("Maya")
        await maya.send(maya.dm(), "direct")
        assert (await first.until("MESSAGE_CREATE"))["d"]["content"] == "direct"


async def test_the_client_resumes_after_a_drop_and_misses_nothing() -> None:
    async with running(intents=discord.Intents.all()) as (box, bot):
        maya, general = box.member("Maya"), box.channel("general")
        asked = []
        for number in range(6):
            if number == 2:
                box.faults.drop_gateway()
            asked.append(await maya.send(general, f"!{number}"))
        for message in asked:
            assert (await maya.wait_reply(message, timeout=10)).content == f"echo: {message.content}"
        assert bot.heard == [f"!{n}" for n in range(6)]
        assert bot.resumed == 1


@pytest.mark.parametrize("trouble", ["op 7", "op 9 resumable", "op 9"])
async def test_the_client_comes_back_when_told_to_reconnect(trouble: str) -> None:
    async with running() as (box, bot):
        maya, general = box.member("Maya"), box.channel("general")
        gone = asyncio.Event()
        box.world.events.subscribe(
            lambda e: gone.set() if e.name == "BOT_ONLINE" and not e.data["online"] else None
        )
        if trouble == "op 7":
            box.faults.reconnect()
        else:
            box.faults.invalid_session(resumable=trouble == "op 9 resumable")
        await asyncio.wait_for(gone.wait(), 5)
        await box.wait_online()
        asked = await maya.send(general, f"{box.bot_mention} still there?")
        assert (await maya.wait_reply(asked, timeout=10)).content == "echo: still there?"
        assert bot.resumed == (0 if trouble == "op 9" else 1)


async def test_two_shards_of_one_client() -> None:
    async with running(shard_count=2) as (box, bot):
        maya, general = box.member("Maya"), box.channel("general")
        assert len(box.hub.sessions) == 2
        asked = await maya.send(general, f"{box.bot_mention} hello")
        await maya.wait_reply(asked)
        direct = await maya.send(maya.dm(), "hello")
        await maya.wait_reply(direct)
        assert bot.guilds[0].shard_id == (box.guild.id >> 22) % 2


async def test_events_are_doubled_and_swapped_on_demand() -> None:
    async with running(intents=discord.Intents.all()) as (box, bot):
        maya, general = box.member("Maya"), box.channel("general")
        box.faults.duplicate_events("MESSAGE_CREATE")
        asked = await maya.send(general, "twice")
        box.faults.reorder_events("MESSAGE_CREATE")
        await maya.send(general, "second")
        last = await maya.send(general, "! first")
        await maya.wait_reply(last)
        assert asked.content == "twice"
        assert bot.heard == ["twice", "twice", "! first", "second"]


async def test_an_event_held_back_comes_by_itself_where_no_other_does() -> None:
    async with running(intents=discord.Intents.all()) as (box, bot):
        maya, general = box.member("Maya"), box.channel("general")
        box.faults.reorder_events("MESSAGE_CREATE")
        sent = time.perf_counter()
        alone = await maya.send(general, "! alone")
        await maya.wait_reply(alone, timeout=3)
        assert 0.9 < time.perf_counter() - sent < 2
        assert bot.heard == ["! alone"]


async def test_forgetting_the_faults_lets_go_of_what_is_held_back() -> None:
    async with Sandbox.start() as box, gateway(box) as socket:
        await socket.identify(box)
        await socket.until("GUILD_CREATE")
        box.faults.reorder_events("MESSAGE_CREATE", times=2)
        for text in ("one", "two"):
            await box.member("Maya").send(box.channel("general"), text)
        box.faults.clear()
        said = [await asyncio.wait_for(socket.until("MESSAGE_CREATE"), 0.5) for _ in range(2)]
        assert [message["d"]["content"] for message in said] == ["one", "two"]
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(socket.until("MESSAGE_CREATE"), 1.2)


async def test_a_session_lost_for_long_is_forgotten() -> None:
    clock = ManualClock()
    async with Sandbox.start(Settings(clock=clock)) as box:
        async with gateway(box) as socket:
            ready = await socket.identify(box)
            box.faults.drop_gateway()
        clock.advance(301)
        await box.member("Maya").send(box.channel("general"), "anyone?")
        assert box.hub.sessions == {}
        async with gateway(box) as socket:
            await socket.read()
            await socket.resume(box, ready["session_id"], 1)
            assert (await socket.read())["op"] == 9
