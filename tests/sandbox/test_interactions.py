"""Interactions: commands, components, modals, deadlines, ephemeral messages, permissions."""

import asyncio

import pytest
from echo_bot import running
from raw_client import command_of, rest

from sandbox import ManualClock, RefusedError, Sandbox, Settings

MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9


async def test_subcommands_take_typed_options_and_members() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        said = await maya.invoke("sum add", general, a="2", b=3, who=box.member("Ines").mention)
        assert (await said.wait_message()).content == "Ines: 5"
        with pytest.raises(RefusedError, match="required"):
            await maya.invoke("sum add", general, a=2)
        with pytest.raises(RefusedError, match="number"):
            await maya.invoke("sum add", general, a="two", b=3, who=maya)
        with pytest.raises(RefusedError, match="subcommand"):
            await maya.invoke("sum", general)


async def test_a_deferred_answer_says_thinking_until_the_first_followup_takes_its_place() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        slow = await maya.invoke("slow", general)
        assert slow.deferred
        assert slow.message is not None
        assert slow.message.loading
        done = await slow.wait_message()
        assert (done.content, done is slow.message) == ("done", True)
        more = await slow.wait_followup()
        assert (more.content, more.reference_id) == ("and more", done.id)


async def test_ephemeral_messages_are_seen_by_one_user_only_and_are_not_dispatched() -> None:
    async with running() as (box, bot):
        maya, ines, general = box.member("Maya"), box.member("Ines"), box.channel("general")
        said = await maya.invoke("say", general, words="psst", quietly=True)
        assert said.message in maya.sees(general)
        assert said.message not in ines.sees(general)
        assert said.message is not None
        assert said.message.ephemeral
        assert list(bot.cached_messages) == []
        slow = await maya.invoke("slow", general, quietly=True)
        assert (await slow.wait_message()).ephemeral
        with pytest.raises(RefusedError):
            await ines.press(said.message)
        await maya.delete(said.message)
        assert said.message not in maya.sees(general)


async def test_buttons_find_their_dynamic_item_and_update_the_message() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        asked = await maya.send(general, f"{box.bot_mention} buttons")
        reply = await maya.wait_reply(asked)
        await maya.press(reply, "bumped 0")
        await box.member("Ines").press(reply)
        assert reply.content == "count 2"
        assert reply.buttons[0]["label"] == "bumped 2"
        with pytest.raises(RefusedError):
            await maya.press(reply, "no such button")


async def test_selects_and_context_menus() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        asked = await maya.send(general, f"{box.bot_mention} select")
        chosen = await maya.choose(await maya.wait_reply(asked), "Blue")
        assert chosen.message is not None
        assert (chosen.message.content, chosen.message.ephemeral) == ("you chose Blue", True)
        shouted = await maya.use_on_message("Shout", await maya.send(general, "hey"))
        assert shouted.message is not None
        assert shouted.message.content == "HEY"


async def test_modals_are_filled_in_and_submitted() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        opened = await maya.invoke("note", general)
        assert opened.modal is not None
        assert opened.modal["title"] == "A note"
        with pytest.raises(RefusedError, match="required"):
            await maya.submit(opened)
        sent = await maya.submit(opened, words="remember")
        assert (await sent.wait_message()).content == "noted: remember"


async def test_hidden_commands_are_neither_offered_nor_invoked() -> None:
    async with running() as (box, _):
        maya, tomas, general = box.member("Maya"), box.member("Tomas"), box.channel("general")
        assert "moderate" not in {c["name"] for c in maya.commands(general)}
        with pytest.raises(RefusedError, match="offered no /moderate"):
            await maya.invoke("moderate", general)
        assert (await (await tomas.invoke("moderate", general)).wait_message()).content == "moderated"
        with pytest.raises(RefusedError):
            await tomas.invoke("moderate", tomas.dm())
        assert "say" in {c["name"] for c in maya.commands(maya.dm())}


async def test_a_silent_application_did_not_respond() -> None:
    clock = ManualClock()
    async with running(Settings(clock=clock)) as (box, _):
        calling = asyncio.create_task(box.member("Maya").invoke("silent", box.channel("general")))
        await asyncio.sleep(0.05)
        clock.advance(3.01)
        with pytest.raises(RefusedError, match="did not respond"):
            await calling


async def test_callbacks_are_refused_when_late_double_or_unknown() -> None:
    clock = ManualClock()
    async with Sandbox.start(Settings(clock=clock)) as box, rest(box) as call:
        late = command_of(box)
        clock.advance(3.1)
        assert (await call.answer(late, MESSAGE, {"content": "x"})).code == 10062
        once = command_of(box)
        first = await call.answer(once, MESSAGE, {"content": "x"}, "?with_response=true")
        assert first.status == 200
        assert first.body["resource"]["message"]["content"] == "x"
        again = await call.answer(once, MESSAGE, {"content": "x"})
        assert (again.status, again.code) == (400, 40060)
        fresh = command_of(box)
        forged = await call("POST", f"/interactions/{fresh.id}/forged/callback", {"type": DEFER})
        assert (forged.status, forged.code) == (404, 10062)
        assert (await call.answer(fresh, MESSAGE, {"content": "x"})).status == 204


async def test_callback_types_must_fit_the_interaction() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        for kind in (DEFER_UPDATE, UPDATE, CHOICES, 1, 42):
            assert (await call.answer(command_of(box), kind, {"content": "x"})).code == 50035


async def test_a_refused_callback_may_be_tried_again() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        interaction = command_of(box)
        assert (await call.answer(interaction, MESSAGE, {"content": ""})).code == 50006
        assert (await call.answer(interaction, MESSAGE, {"content": "x" * 2001})).code == 50035
        assert (await call.answer(interaction, MESSAGE, {"content": "x"})).status == 204


async def test_the_webhook_of_an_interaction_lives_fifteen_minutes() -> None:
    clock = ManualClock()
    async with Sandbox.start(Settings(clock=clock)) as box, rest(box) as call:
        interaction = command_of(box)
        assert (await call("POST", call.webhook(interaction), {"content": "early"})).code == 10015
        await call.answer(interaction, DEFER)
        clock.advance(14 * 60)
        assert (
            await call("PATCH", call.webhook(interaction, "/messages/@original"), {"content": "x"})
        ).status == 200
        clock.advance(61)
        expired = await call("POST", call.webhook(interaction), {"content": "late"})
        assert (expired.status, expired.code) == (401, 50027)


async def test_original_and_followups_are_read_changed_and_deleted_by_webhook() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        interaction = command_of(box)
        await call.answer(interaction, MESSAGE, {"content": "one", "flags": 64})
        original = call.webhook(interaction, "/messages/@original")
        assert (await call("GET", original)).body["content"] == "one"
        assert (await call("PATCH", original, {"content": "two"})).body["content"] == "two"
        more = (await call("POST", call.webhook(interaction), {"content": "three"})).body
        assert (await call("DELETE", call.webhook(interaction, f"/messages/{more['id']}"))).status == 204
        assert (await call("DELETE", original)).status == 204
        assert (await call("GET", original)).code == 10008


async def test_an_ephemeral_message_cannot_be_reached_as_a_channel_message() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        interaction = command_of(box)
        await call.answer(interaction, MESSAGE, {"content": "psst", "flags": 64})
        assert interaction.original is not None
        path = f"{call.general}/{interaction.original.id}"
        assert (await call("GET", path)).code == 10008
        assert (await call("DELETE", path)).code == 10008
        assert (await call("GET", call.general)).body == []


async def test_modal_limits() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        field = {"type": 4, "custom_id": "a", "label": "A", "style": 1}
        row = {"type": 1, "components": [field]}
        good = {"title": "T", "custom_id": "m", "components": [row]}
        bad = [
            good | {"title": "x" * 46},
            good | {"custom_id": "x" * 101},
            good | {"components": []},
            good | {"components": [row, row]},
            good | {"components": [{"type": 1, "components": [field | {"label": "x" * 46}]}]},
        ]
        for modal in bad:
            assert (await call.answer(command_of(box), MODAL, modal)).code == 50035
        assert (await call.answer(command_of(box), MODAL, good)).status == 204


async def test_a_public_followup_does_not_show_others_the_ephemeral_message_it_follows() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        interaction = command_of(box)
        await call.answer(interaction, MESSAGE, {"content": "secret", "flags": 64})
        await call("POST", call.webhook(interaction), {"content": "public"})
        shown = (await call("GET", call.general)).body
        assert [(m["content"], m["referenced_message"]) for m in shown] == [("public", None)]
