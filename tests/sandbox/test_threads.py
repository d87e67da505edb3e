"""Threads as Discord describes them: how they begin, who is in them, what is told and what is refused."""

import asyncio
import json
from typing import Any

import pytest
from echo_bot import openapi, running
from raw_client import INTENTS_ALL, Rest, gateway, rest

from sandbox import Channel, ManualClock, Permissions, RefusedError, Sandbox, Settings
from sandbox.model import Overwrite

GUILDS, GUILD_MEMBERS = 1 << 0, 1 << 1


async def begun(box: Sandbox, name: str = "Plans", *, private: bool = False) -> Channel:
    return await box.member("Maya").start_thread(box.channel("general"), name, private=private)


def path(thread: Channel, tail: str = "") -> str:
    return f"/channels/{thread.id}{tail}"


class TestBeginning:
    async def test_from_a_message_it_has_its_id_and_shows_it_first(self) -> None:
        async with Sandbox.start() as box, rest(box) as call:
            maya, general = box.member("Maya"), box.channel("general")
            said = await maya.send(general, "who brings bread?")
            thread = await maya.start_thread(general, "Bread", message=said)
            assert thread.id == said.id
            shown = (await call("GET", f"{call.general}/{said.id}")).body
            assert shown["flags"] & 1 << 5
            assert (shown["thread"]["id"], shown["thread"]["parent_id"]) == (str(thread.id), str(general.id))
            (first,) = (await call("GET", path(thread, "/messages"))).body
            assert (first["type"], first["content"]) == (21, "")
            assert first["referenced_message"]["content"] == "who brings bread?"
            assert first["message_reference"]["channel_id"] == str(general.id)

    async def test_without_a_message_the_channel_is_told(self) -> None:
        async with Sandbox.start() as box, rest(box) as call:
            thread = await begun(box)
            (told,) = (await call("GET", call.general)).body
            assert (told["type"], told["content"]) == (18, "Plans")
            assert told["message_reference"]["channel_id"] == str(thread.id)

    async def test_a_private_one_is_not_announced_and_is_for_its_members(self) -> None:
        async with Sandbox.start() as box, rest(box) as call:
            thread = await begun(box, private=True)
            assert (await call("GET", call.general)).body == []
            assert box.member("Maya").threads() == [thread]
            assert box.member("Ines").threads() == []
            assert box.member("Tomas").threads() == [thread]  # who may manage threads
            assert (await call("GET", path(thread))).code == 50001

    async def test_a_bot_begins_them_over_rest(self) -> None:
        async with Sandbox.start() as box, rest(box) as call:
            said = await box.member("Maya").send(box.channel("general"), "a long story")
            made = await call("POST", f"{call.general}/{said.id}/threads", {"name": "A long story"})
            assert (made.status, made.body["id"], made.body["type"]) == (201, str(said.id), 11)
            again = await call("POST", f"{call.general}/{said.id}/threads", {"name": "Again"})
            assert again.code == 160004
            channel = call.general.removesuffix("/messages")
            assert (await call("POST", f"{channel}/threads", {"name": "Quiet"})).body["type"] == 12
            public = await call("POST", f"{channel}/threads", {"name": "Loud", "type": 11})
            assert (public.body["type"], public.body["owner_id"]) == (11, str(box.bot.id))
            assert (await call("POST", f"{channel}/threads", {"name": ""})).code == 50035
            assert (await call("POST", f"/channels/{said.id}/threads", {"name": "Nested"})).code == 50024


class TestPermissions:
    async def test_they_go_by_the_channel(self) -> None:
        async with Sandbox.start() as box, rest(box) as call:
            thread = await begun(box)
            hidden = Overwrite(box.guild.id, 0, deny=int(Permissions.VIEW_CHANNEL))
            box.channel("general").overwrites.append(hidden)
            assert box.member("Maya").threads() == []
            assert (await call("GET", path(thread))).code == 50001

    async def test_writing_takes_a_permission_of_its_own(self) -> None:
        async with Sandbox.start() as box, rest(box) as call:
            thread = await begun(box)
            mute = Overwrite(box.guild.id, 0, deny=int(Permissions.SEND_MESSAGES))
            box.channel("general").overwrites.append(mute)
            await box.member("Ines").send(thread, "still here")
            assert (await call("POST", path(thread, "/messages"), {"content": "me too"})).status == 200
            mute.deny = int(Permissions.SEND_MESSAGES_IN_THREADS)
            with pytest.raises(RefusedError):
                await box.member("Ines").send(thread, "and now?")
            assert (await call("POST", path(thread, "/messages"), {"content": "now?"})).code == 50013

    async def test_beginning_takes_a_permission(self) -> None:
        async with Sandbox.start() as box:
            none = Overwrite(box.guild.id, 0, deny=int(Permissions.CREATE_PUBLIC_THREADS))
            box.channel("general").overwrites.append(none)
            with pytest.raises(RefusedError):
                await begun(box)


class TestMembership:
    async def test_who_writes_or_is_mentioned_is_in_it(self) -> None:
        async with Sandbox.start() as box, rest(box) as call:
            thread, ines = await begun(box), box.member("Ines")
            await ines.send(thread, f"what do you think, {box.bot_mention}?")
            listed = (await call("GET", path(thread, "/thread-members"))).body
            assert {int(each["user_id"]) for each in listed} == {box.member("Maya").id, ines.id, box.bot.id}
            await ines.leave_thread(thread)
            assert ines.threads() == [thread]
            assert (await call("GET", path(thread, f"/thread-members/{ines.id}"))).code == 10007

    async def test_a_mention_lets_the_bot_into_a_private_one(self) -> None:
        async with running() as (box, bot):
            thread = await begun(box, private=True)
            asked = await box.member("Maya").send(thread, f"{box.bot_mention} psst")
            assert (await box.member("Maya").wait_reply(asked)).content == "echo: psst"
            assert bot.get_channel(thread.id) is not None

    async def test_a_bot_joins_leaves_adds_and_removes(self) -> None:
        async with Sandbox.start() as box, rest(box) as call:
            thread, ines = await begun(box), box.member("Ines")
            assert (await call("PUT", path(thread, "/thread-members/@me"))).status == 204
            assert (await call("GET", path(thread))).body["member"]["user_id"] == str(box.bot.id)
            assert (await call("PUT", path(thread, f"/thread-members/{ines.id}"))).status == 204
            assert (await call("DELETE", path(thread, f"/thread-members/{ines.id}"))).code == 50013
            assert (await call("DELETE", path(thread, "/thread-members/@me"))).status == 204
            assert "member" not in (await call("GET", path(thread))).body


class TestArchivedAndLocked:
    async def test_a_message_opens_an_archived_one(self) -> None:
        async with Sandbox.start() as box, rest(box) as call:
            thread, maya = await begun(box), box.member("Maya")
            said = await maya.send(thread, "done")
            await maya.change_thread(thread, archived=True)
            assert (await call("PUT", path(thread, f"/messages/{said.id}/reactions/👍/@me"))).code == 50083
            assert (await call("PUT", path(thread, "/thread-members/@me"))).code == 50083
            assert box.member("Ines").commands(thread) == []
            channel = call.general.removesuffix("/messages")
            found = (await call("GET", f"{channel}/threads/archived/public")).body
            assert [each["id"] for each in found["threads"]] == [str(thread.id)]
            await box.member("Ines").send(thread, "one more thing")
            active = (await call("GET", f"/guilds/{box.guild.id}/threads/active")).body
            assert [each["id"] for each in active["threads"]] == [str(thread.id)]

    async def test_a_locked_one_is_closed_to_all_but_moderators(self) -> None:
        async with Sandbox.start() as box, rest(box) as call:
            thread, maya, tomas = await begun(box), box.member("Maya"), box.member("Tomas")
            with pytest.raises(RefusedError):
                await maya.change_thread(thread, locked=True)
            await tomas.change_thread(thread, locked=True, archived=True)
            with pytest.raises(RefusedError, match="locked"):
                await maya.send(thread, "hello?")
            assert (await call("POST", path(thread, "/messages"), {"content": "hello?"})).code == 160005
            await tomas.send(thread, "closed")

    async def test_a_bot_changes_its_own_and_deletes_none(self) -> None:
        async with Sandbox.start() as box, rest(box) as call:
            channel = call.general.removesuffix("/messages")
            own = (await call("POST", f"{channel}/threads", {"name": "Mine", "type": 11})).body["id"]
            changed = await call("PATCH", f"/channels/{own}", {"name": "Ours", "archived": True})
            assert (changed.body["name"], changed.body["thread_metadata"]["archived"]) == ("Ours", True)
            assert (await call("PATCH", path(await begun(box)), {"name": "Yours"})).code == 50013
            assert (await call("PATCH", channel, {"name": "renamed"})).code == 50013
            assert (await call("DELETE", f"/channels/{own}")).code == 50013


class TestEvents:
    async def test_threads_are_in_guild_create_and_their_events_follow(self) -> None:
        async with Sandbox.start() as box, gateway(box) as socket:
            open_one, hidden = await begun(box), await begun(box, "Secret", private=True)
            await box.member("Maya").change_thread(await begun(box, "Old"), archived=True)
            await socket.read()
            await socket.identify(box)
            guild = (await socket.until("GUILD_CREATE"))["d"]
            assert [each["id"] for each in guild["threads"]] == [str(open_one.id)]
            await box.member("Maya").invite(hidden, box.bot.id)
            added = (await socket.until("THREAD_CREATE"))["d"]
            assert (added["id"], "newly_created" in added) == (str(hidden.id), False)
            assert (await socket.until("THREAD_MEMBERS_UPDATE"))["d"]["added_members"]
            fresh = await begun(box, "Fresh")
            assert (await socket.until("THREAD_CREATE"))["d"]["newly_created"]
            await box.member("Maya").send(fresh, "hello")
            said = (await socket.until("MESSAGE_CREATE"))["d"]
            while said["channel_id"] != str(fresh.id):
                said = (await socket.until("MESSAGE_CREATE"))["d"]
            assert (said["content"], said["channel_type"]) == ("hello", 11)
            await box.member("Maya").change_thread(fresh, name="Stale")
            assert (await socket.until("THREAD_UPDATE"))["d"]["name"] == "Stale"
            await box.member("Tomas").delete_thread(fresh)
            assert (await socket.until("THREAD_DELETE"))["d"]["id"] == str(fresh.id)

    @pytest.mark.parametrize("intents", [GUILDS, GUILDS | GUILD_MEMBERS])
    async def test_of_other_peoples_coming_and_going_only_with_the_members_intent(self, intents: int) -> None:
        async with Sandbox.start() as box, gateway(box) as socket:
            thread = await begun(box)
            await socket.read()
            await socket.identify(box, intents)
            await socket.until("GUILD_CREATE")
            await box.member("Ines").join_thread(thread)
            await box.member("Ines").change_thread(thread, archived=False)
            first = (await socket.read())["t"]
            assert first == ("THREAD_MEMBERS_UPDATE" if intents & GUILD_MEMBERS else "THREAD_UPDATE")

    async def test_without_the_guilds_intent_there_are_none(self) -> None:
        async with Sandbox.start() as box, gateway(box) as socket:
            await socket.read()
            await socket.identify(box, INTENTS_ALL & ~GUILDS)
            thread = await begun(box)
            await box.member("Maya").send(thread, "hello")
            assert (await socket.read())["t"] == "MESSAGE_CREATE"


async def test_the_client_keeps_up_with_threads() -> None:
    async with running() as (box, bot):
        maya, general = box.member("Maya"), box.channel("general")
        said = await maya.send(general, "let us talk")
        thread = await maya.start_thread(general, "Talk", message=said)
        asked = await maya.send(thread, f"{box.bot_mention} hello")
        assert (await maya.wait_reply(asked)).channel_id == thread.id
        guild = bot.get_guild(box.guild.id)
        assert guild is not None
        kept = guild.get_thread(thread.id)
        assert kept is not None
        assert (kept.name, kept.parent_id, kept.me is not None) == ("Talk", general.id, True)
        await box.member("Tomas").delete_thread(thread)
        await maya.wait_reply(await maya.send(general, f"{box.bot_mention} still there?"))
        assert guild.get_thread(thread.id) is None


async def test_a_slash_command_in_a_thread_carries_the_thread() -> None:
    async with running() as (box, _):
        thread = await begun(box)
        said = await box.member("Maya").invoke("say", thread, words="hi")
        answer = await said.wait_message()
        assert (answer.content, answer.channel_id) == ("said: hi", thread.id)


async def checked(call: Rest, name: str, given: Any) -> list[str]:
    """What Discord's description finds wrong with an object of ours."""
    from jsonschema import Draft202012Validator

    found = openapi()
    assert found is not None
    document = json.loads(found.read_text(encoding="utf-8"))
    schema = {"components": document["components"], "$ref": f"#/components/schemas/{name}"}
    return [error.message for error in Draft202012Validator(schema).iter_errors(given)]


@pytest.mark.skipif(openapi() is None, reason="Discord's OpenAPI description is not at hand")
async def test_threads_and_their_messages_are_what_discord_describes() -> None:
    async with Sandbox.start(Settings(openapi=openapi())) as box, rest(box) as call:
        maya, general = box.member("Maya"), box.channel("general")
        said = await maya.send(general, "let us talk")
        thread = await maya.start_thread(general, "Talk", message=said)
        await begun(box)
        await maya.send(thread, f"{box.bot_mention} hello")
        assert await checked(call, "ThreadResponse", (await call("GET", path(thread))).body) == []
        active = (await call("GET", f"/guilds/{box.guild.id}/threads/active")).body
        assert await checked(call, "ThreadsResponse", active) == []
        for member in (await call("GET", path(thread, "/thread-members"))).body:
            assert await checked(call, "ThreadMemberResponse", member) == []
        said_here = (await call("GET", call.general)).body
        for message in said_here + (await call("GET", path(thread, "/messages"))).body:
            assert await checked(call, "MessageResponse", message) == []
        assert box.violations == []


async def test_a_thread_archives_itself_when_nothing_was_written_for_its_time() -> None:
    clock, hours = ManualClock(), 3600

    async def later(seconds: float) -> None:
        await asyncio.sleep(0)
        clock.advance(seconds)
        await asyncio.sleep(0)

    async with Sandbox.start(Settings(clock=clock)) as box:
        maya, thread = box.member("Maya"), await begun(box)
        assert thread.thread is not None
        await later(71 * hours)
        await maya.send(thread, "still here")
        await later(2 * hours)
        assert not thread.thread.archived, "a message makes it wait anew"
        await later(70 * hours + 1)
        assert thread.thread.archived
        await maya.send(thread, "back again")
        assert not thread.thread.archived
        await later(72 * hours + 1)
        assert thread.thread.archived
