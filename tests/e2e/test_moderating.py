"""What moderators do over sockets: the gate before new facts, what was asked in vain, servers' rules."""

from __future__ import annotations

import asyncio
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cogs.facts.asked import AskedInVain
from sandbox import Message, RefusedError
from sandbox.interactions import Kind
from sandbox.model import Attachment

from .choir import change
from .staging import Stage, on_stage

IN_VAIN = "who sang at the 2014 festival?"


async def say(stage: Stage, command: str, /, **options: object) -> Message:
    said = await stage.tomas.invoke(command, stage.general, **options)
    message = await said.wait_message()
    assert message.ephemeral
    return message


async def written(stage: Stage) -> None:
    """Return when nothing waits to be written."""
    cog = stage.client.get_cog("Facts")
    assert isinstance(cog, AskedInVain)
    async with asyncio.timeout(10):
        while cog.memory.queue.waiting or not cog.rules.loaded:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def send_to_check(stage: Stage, name: str, content: bytes) -> Message:
    """Give /facts check a file, as Discord's client does: uploaded first, then named by the command."""
    files = [Attachment(1234, name, "application/octet-stream", content)]
    sent = await stage.tomas.send(stage.general, "here it is", files=files)
    payload = stage.box.world.payloads.whole(sent)["attachments"][0]
    command, _ = stage.tomas._command("facts check", stage.general)
    option = {"name": "file", "type": 11, "value": payload["id"]}
    data = {
        "id": command["id"],
        "name": command["name"],
        "type": command["type"],
        "options": [{"name": "check", "type": 1, "options": [option]}],
        "resolved": {"attachments": {payload["id"]: payload}},
    }
    said = await stage.tomas._start(Kind.COMMAND, stage.general, data)
    return await said.wait_message()


class TestTheGate:
    async def test_rollback_takes_the_last_facts_back(self, stage: Stage) -> None:
        assert "nothing to go back to" in (await say(stage, "facts rollback")).content
        change(stage.facts, "choir.yaml", "{value: porto,", "{value: bergen,")
        assert "hash" in (await say(stage, "facts reload")).content
        assert "Bergen" in (await stage.ask("where was the 2014 festival?")).content
        assert "Edition 1 is live" in (await say(stage, "facts rollback")).content
        assert "Porto" in (await stage.ask("where was the 2014 festival?")).content

    async def test_history_says_who_did_what_and_when(self, stage: Stage) -> None:
        assert (await say(stage, "facts history")).content == "Nothing yet."
        change(stage.facts, "choir.yaml", "{value: porto,", "{value: bergen,")
        await say(stage, "facts reload")
        await written(stage)
        told = (await say(stage, "facts history")).content
        assert f"<@{stage.tomas.id}> · reload · edition 2: swapped, 1 fact changed" in told
        assert stage.client.answering.facts.current.digest[:12] in told

    async def test_history_counts_problems(self, stage: Stage) -> None:
        choir = stage.facts / "choir.yaml"
        sound = choir.read_text("utf-8")
        for count, lines in (("1 problem", "wrong: 1\n"), ("2 problems", "wrong: 1\nworse: 2\n")):
            choir.write_text(sound + lines, "utf-8")
            await say(stage, "facts reload")
            await written(stage)
            told = (await say(stage, "facts history")).content
            assert re.search(rf"broken, {count}\b", told)

    async def test_the_whole_audit_log_can_be_read(self, stage: Stage) -> None:
        await say(stage, "facts check")
        await say(stage, "settings confidence", percent=70)
        reply = await stage.ask("where was the 2014 festival?")
        (bin_,) = [each["custom_id"] for each in reply.buttons if each["custom_id"].startswith("delete:")]
        await stage.tomas.press(reply, bin_)
        await stage.until(lambda: reply.deleted, "deleted reply")
        await stage.settled()
        await written(stage)
        told = (await say(stage, "facts history", which="everything")).content
        assert [line.split(" · ")[1] for line in told.splitlines()[1:]] == [
            "answer deleted",
            "settings",
            "check",
        ]
        assert told.count(f"<@{stage.tomas.id}>") == 3

    async def test_a_question_answered_before_must_be_answered_after(self, stage: Stage) -> None:
        change(
            stage.facts,
            "choir.yaml",
            "    singer: {values: [ana-lopes], cite: gazette-2014 ¶4}",
            "    attendance: {value: 40, of: people, cite: gazette-2014 ¶4}",
        )
        told = (await say(stage, "facts reload")).content
        assert "Nothing changed" in told
        assert "told festival-2013.singer, which is gone" in told
        assert "Edition 2 is live" in (await say(stage, "facts reload", force=True)).content

    async def test_the_files_can_be_taken_home(self, stage: Stage) -> None:
        message = await say(stage, "facts export")
        assert "The files of edition 1" in message.content
        with zipfile.ZipFile(io.BytesIO(message.attachments[0].data)) as archive:
            assert "vocabulary/festival.yaml" in archive.namelist()
        change(stage.facts, "choir.yaml", "{value: porto,", "{value: bergen,")
        message = await say(stage, "facts export")
        assert "The files of edition 1" in message.content
        with zipfile.ZipFile(io.BytesIO(message.attachments[0].data)) as archive:
            assert b"porto" in archive.read("choir.yaml")

    @pytest.mark.parametrize(
        ("name", "old", "new", "told"),
        [
            ("choir.yaml", "{value: porto,", "{value: oporto,", "choir.yaml:28:19: there is no subject"),
            (
                "choir.yaml",
                "{value: porto,",
                "{value: bergen,",
                "It would change: 1 fact changed",
            ),
            ("facts.zip", "", "", "cannot be read"),
            ("facts.txt", "", "", "Send a YAML file"),
        ],
    )
    async def test_a_file_that_is_sent_is_checked_without_touching_the_live_facts(
        self, stage: Stage, name: str, old: str, new: str, told: str
    ) -> None:
        text = (stage.facts / "choir.yaml").read_text(encoding="utf-8").replace(old, new)
        said = await send_to_check(stage, name, text.encode())
        assert told in said.content
        assert "Porto" in (await stage.ask("where was the 2014 festival?")).content

    async def test_files_are_reloaded_by_themselves_where_that_is_wanted(
        self, facts: Path, tmp_path: Path
    ) -> None:
        async with on_stage(facts, tmp_path / "state", reload_on_change=True) as stage:
            report = stage.box.channel("moderators")
            stage.client.settings = replace(stage.client.settings, report_channel=report.id)
            await asyncio.sleep(0.5)
            change(facts, "choir.yaml", "{value: porto,", "{value: nowhere,")
            first = await stage.tomas.wait_message(report, timeout=15)
            assert "Nothing changed" in first.content
            change(facts, "choir.yaml", "{value: nowhere,", "{value: bergen,")
            second = await stage.tomas.wait_message(report, after=first, timeout=15)
            assert "Edition 2 is live" in second.content
            await written(stage)
            assert "by itself" in (await say(stage, "facts history")).content


class TestAskedInVain:
    async def asked(self, stage: Stage) -> Message:
        await written(stage)
        for text in (IN_VAIN, "who sang at the 2014 festival", "when did the 2017 festival sing?"):
            await stage.ask(text)
        await written(stage)
        return await say(stage, "facts unanswered")

    async def test_near_duplicates_are_one_with_their_count(self, stage: Stage) -> None:
        told = (await self.asked(stage)).content
        assert "1. **2×** who sang at the 2014 festival" in told
        assert "near `festival-2014" in told
        assert str(stage.maya.id) not in told

    @pytest.mark.parametrize(("deed", "comes_back"), [("Resolve", True), ("Ignore", False)])
    async def test_it_is_dealt_with(self, stage: Stage, deed: str, comes_back: bool) -> None:
        listed = await self.asked(stage)
        await stage.tomas.choose(listed, listed.components[0]["components"][0]["options"][0]["label"])
        await stage.until(lambda: "Asked 2 times" in listed.content, "the question")
        await stage.tomas.press(listed, deed)
        await stage.until(lambda: "Asked 2 times" not in listed.content, "the list")
        assert "who sang" not in listed.content
        await stage.ask(IN_VAIN)
        await written(stage)
        assert ("who sang" in (await say(stage, "facts unanswered")).content) is comes_back

    async def test_a_fact_is_drafted_and_the_loader_takes_it(self, stage: Stage, tmp_path: Path) -> None:
        listed = await self.asked(stage)
        await stage.tomas.choose(listed, listed.components[0]["components"][0]["options"][0]["label"])
        await stage.until(lambda: "Asked 2 times" in listed.content, "the question")
        pressed = await stage.tomas.press(listed, "Draft a fact")
        sent = await stage.tomas.submit(
            pressed, tell="Ana Lopes sang: 'all night'.", source="gazette-2014", place="¶2"
        )
        message = await sent.wait_message()
        assert "With it the facts are sound" in message.content
        snippet = message.attachments[0].data.decode()
        assert "# Paste this below `facts:` of festival-2014 in choir.yaml" in snippet
        ordinal = "    ordinal: {value: 3, cite: gazette-2014 ¶1}\n"
        change(stage.facts, "choir.yaml", ordinal, ordinal + snippet)
        assert "Edition 2 is live" in (await say(stage, "facts reload")).content
        assert "all night" in (await stage.ask(IN_VAIN)).content

    async def test_a_draft_that_does_not_fit_says_why(self, stage: Stage) -> None:
        listed = await self.asked(stage)
        await stage.tomas.choose(listed, listed.components[0]["components"][0]["options"][0]["label"])
        await stage.until(lambda: "Asked 2 times" in listed.content, "the question")
        pressed = await stage.tomas.press(listed, "Draft a fact")
        sent = await stage.tomas.submit(pressed, tell="She did.", source="no-such-source", place="")
        assert "there is no source" in (await sent.wait_message()).content

    async def test_nothing_is_kept_where_the_server_says_so(self, stage: Stage) -> None:
        await self.asked(stage)
        assert "not at all" in (await say(stage, "settings retention", days=0)).content
        assert "Nothing was asked in vain" in (await say(stage, "facts unanswered")).content
        await stage.ask(IN_VAIN)
        await written(stage)
        assert "Nothing was asked in vain" in (await say(stage, "facts unanswered")).content

    async def test_votes_down_are_shown_by_fact(self, stage: Stage) -> None:
        await written(stage)
        assert "No answer was voted down" in (await say(stage, "facts feedback")).content
        reply = await stage.ask("where was the 2014 festival?")
        (thumb,) = [button["custom_id"] for button in reply.buttons if "vote:down" in button["custom_id"]]
        await stage.maya.press(reply, thumb)
        await written(stage)
        told = (await say(stage, "facts feedback")).content
        assert "1 👎 0 👍 `festival-2014.city`" in told


class TestNotAsked:
    async def test_what_somebody_else_wrote_is_not_kept_when_the_menu_finds_no_answer(
        self, stage: Stage
    ) -> None:
        await written(stage)
        for text in (IN_VAIN, "my landlord is called Bertha Quill"):
            said = await stage.box.member("Ines").send(stage.general, text)
            menu = await stage.maya.use_on_message("Answer this message", said)
            await menu.wait_message()
        await written(stage)
        assert "Nothing was asked" in (await say(stage, "facts unanswered", which="everything")).content
        await stage.ask(IN_VAIN)
        await written(stage)
        assert "1×" in (await say(stage, "facts unanswered", which="everything")).content


class TestSettings:
    async def test_an_answer_channel_is_answered_in(self, facts: Path, tmp_path: Path) -> None:
        async with on_stage(facts, tmp_path / "state", message_content=True) as stage:
            answers = stage.box.channel("answers")
            told = await say(stage, "settings answer-channel", channel=answers.id)
            assert f"<#{answers.id}>" in told.content
            asked = await stage.maya.send(answers, "where was the 2014 festival?")
            assert "Porto" in (await stage.maya.wait_reply(asked)).content
            await say(stage, "settings confidence", percent=100)
            await stage.maya.send(answers, "where was the 2013 festival?")
            await stage.settled()
            assert len(stage.from_bot(answers)) == 1

    async def test_it_says_where_it_cannot_hear(self, stage: Stage) -> None:
        told = await say(stage, "settings answer-channel", channel=stage.general.id)
        assert "Message Content intent" in told.content

    async def test_a_role_chosen_here_may_look_after_the_facts(self, stage: Stage) -> None:
        editors = stage.box.add_role("Editors")
        nora = stage.box.add_member("Nora", editors)
        for command in stage.box.context.commands.registered(None):
            command["default_member_permissions"] = None
        refused = await nora.invoke("facts status", stage.general)
        assert "Only moderators" in (await refused.wait_message()).content
        await say(stage, "settings moderator-role", role=editors.id)
        admitted = await nora.invoke("facts status", stage.general)
        assert "Edition 1" in (await admitted.wait_message()).content
        settings = await nora.invoke("settings show", stage.general)
        assert "Manage Server" in (await settings.wait_message()).content

    async def test_they_outlive_a_restart(self, facts: Path, tmp_path: Path) -> None:
        async with on_stage(facts, tmp_path / "state") as stage:
            await say(stage, "settings retention", days=7)
            await say(stage, "settings feedback", on=False)
            (guild,) = [guild.id for guild in stage.client.guilds]
        async with on_stage(facts, tmp_path / "state") as stage:
            await written(stage)
            rules = stage.client.rules.of(guild)
            assert (rules.keep_days, rules.feedback) == (7, False)

    @pytest.mark.parametrize(("setting", "given"), [("feedback", {"on": False}), ("retention", {"days": 0})])
    async def test_where_votes_are_not_taken_no_thumbs_are_shown(
        self, stage: Stage, setting: str, given: dict[str, object]
    ) -> None:
        def voting(message: Message) -> list[str]:
            ids = [str(button["custom_id"]) for button in message.buttons]
            return [each for each in ids if each.startswith("vote:")]

        async def answers() -> list[Message]:
            invoked = await stage.maya.invoke("ask", stage.general, question="where was the 2014 festival?")
            shown = await stage.maya.invoke("festival show", stage.general, which="2014")
            menu = await stage.maya.use_on_message(
                "Answer this message", await stage.tomas.send(stage.general, "where was the 2014 festival?")
            )
            said = [await each.wait_message() for each in (invoked, shown, menu)]
            return [await stage.ask("where was the 2014 festival?"), *said]

        assert all(map(voting, await answers()))
        await say(stage, f"settings {setting}", **given)
        assert not any(map(voting, await answers()))
        direct = await stage.maya.send(stage.maya.dm(), "where was the 2014 festival?")
        assert voting(await stage.maya.wait_reply(direct))

    async def test_members_do_not_see_them(self, stage: Stage) -> None:
        with pytest.raises(RefusedError):
            await stage.maya.invoke("settings show", stage.general)


async def test_a_store_that_is_down_stops_no_answer(facts: Path, tmp_path: Path) -> None:
    down = "postgresql://nobody@127.0.0.1:1/none"
    async with on_stage(facts, tmp_path / "state", store_url=down) as stage:
        assert "Porto" in (await stage.ask("where was the 2014 festival?")).content
        assert "do not" in (await stage.ask(IN_VAIN)).content
        change(stage.facts, "choir.yaml", "{value: porto,", "{value: bergen,")
        assert "Edition 2 is live" in (await say(stage, "facts reload")).content
        for command in ("facts history", "facts unanswered", "facts feedback"):
            assert "cannot be read at present" in (await say(stage, command)).content
        assert "nothing changed" in (await say(stage, "settings retention", days=3)).content
        assert "The store is down" in (await say(stage, "facts status")).content
