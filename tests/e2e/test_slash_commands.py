"""Slash commands: asking, looking around, and looking after the facts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sandbox import Channel, Message, RefusedError

from .choir import change
from .staging import Stage, on_stage


async def answer(stage: Stage, command: str, /, **options: object) -> Message:
    said = await stage.maya.invoke(command, stage.general, **options)
    return await said.wait_message()


async def test_ask_answers_under_the_question(stage: Stage) -> None:
    said = await answer(stage, "ask", question="where was the 2014 festival?")
    assert said.content.startswith("> where was the 2014 festival?\n")
    assert "Porto" in said.content
    assert not said.ephemeral


async def test_ask_suggests_what_can_be_asked(stage: Stage) -> None:
    at_first = await stage.maya.autocomplete("ask", stage.general, "question")
    typed = await stage.maya.autocomplete("ask", stage.general, "question", "who sang")
    assert at_first[0]["name"] == "Where was the 2014 festival held?"
    assert typed[0]["name"].lower().startswith("who sang")


async def test_ask_tells_only_the_asker_what_is_off_topic(stage: Stage) -> None:
    assert (await answer(stage, "ask", question="what is the weather in Tokyo?")).ephemeral


async def test_ask_works_in_a_direct_message(stage: Stage) -> None:
    said = await stage.maya.invoke("ask", stage.maya.dm(), question="where was the 2013 festival?")
    assert "Bergen" in (await said.wait_message()).content


class TestBrowsing:
    async def test_another_communitys_kind_has_commands_of_its_own(self, stage: Stage) -> None:
        names = {command["name"] for command in stage.maya.commands(stage.general)}
        assert names == {"about", "ask", "festival", "help", "person", "privacy", "sources"}

    @pytest.mark.parametrize(("typed", "found"), [("2013", "Bergen"), ("porto", "Porto"), ("", "2013")])
    async def test_show_offers_years_and_places(self, stage: Stage, typed: str, found: str) -> None:
        offered = await stage.maya.autocomplete("festival show", stage.general, "which", typed)
        assert found in offered[0]["name"]

    async def test_show_tells_what_is_known_with_sources(self, stage: Stage) -> None:
        said = await answer(stage, "festival show", which="festival-2014")
        assert "Porto" in said.content
        assert "-# [1] Harbour Gazette" in said.content

    async def test_show_takes_what_was_typed_too(self, stage: Stage) -> None:
        assert "Ana Lopes" in (await answer(stage, "festival show", which="2013")).content

    async def test_show_of_nothing_says_so(self, stage: Stage) -> None:
        said = await answer(stage, "festival show", which="xyzzy *@everyone*")
        assert said.ephemeral
        assert "I know of no festival called" in said.content

    async def test_list_shows_all_in_order_with_the_gap(self, stage: Stage) -> None:
        said = await answer(stage, "festival list")
        lines = said.content.splitlines()
        assert [line[: line.index("20") + 4] for line in lines[1:5]] == [
            "- The 2013",
            "- The 2014",
            "- *2015–2016"[:7],
            "- The 2017",
        ]
        assert "2015–2016: none in my sources" in said.content
        assert "[Harbour Gazette, Jun 11, 2014](<https://gazette.example/2014/festival>)" in said.content

    async def test_search_finds_by_place_and_person(self, stage: Stage) -> None:
        bergen = (await answer(stage, "festival search", what="Bergen")).content
        assert "2013" in bergen
        assert "2017" in bergen
        assert "2014 festival" not in bergen
        assert "singers: Ana Lopes" in (await answer(stage, "festival search", what="ana")).content

    async def test_search_keeps_to_the_years(self, stage: Stage) -> None:
        since = (await answer(stage, "festival search", what="bergen", since=2015)).content
        assert "2013 festival" not in since
        assert "2017" in since

    async def test_search_offers_what_there_is(self, stage: Stage) -> None:
        offered = await stage.maya.autocomplete("festival search", stage.general, "what", "an")
        assert [choice["name"] for choice in offered] == ["Ana Lopes"]

    async def test_search_that_finds_nothing_says_so(self, stage: Stage) -> None:
        assert "found nothing" in (await answer(stage, "festival search", what="@everyone")).content


async def test_sources_are_listed_and_found_by_name(stage: Stage) -> None:
    everything = await answer(stage, "sources")
    assert "2 sources" in everything.content
    assert everything.ephemeral
    one = (await answer(stage, "sources", name="gazette")).content
    assert "Published Jun 11, 2014 (date worked out)" in one
    assert "About the choir" not in one


async def test_a_long_list_of_sources_is_leafed_through(facts: Path, tmp_path: Path) -> None:
    with (facts / "sources.yaml").open("a") as file:
        for number in range(30):
            file.write(
                f"extra-{number:02}: {{title: Extra {number:02}, publisher: Zine, url: 'https://z.example/'}}\n"
            )
    async with on_stage(facts, tmp_path) as stage:
        page = await answer(stage, "sources")
        assert "Page 1 of 4" in page.content
        await stage.maya.press(page, "More ▶")
        assert "Page 2 of 4" in page.content
        await stage.maya.press(page, "◀ Back")
        assert "Page 1 of 4" in page.content


async def test_help_says_how_to_ask(stage: Stage) -> None:
    said = await answer(stage, "help")
    assert said.ephemeral
    assert "/festival: Look around among the festivals" in said.content


class TestFacts:
    @pytest.fixture
    def moderators(self, stage: Stage) -> Channel:
        return stage.box.channel("moderators")

    async def say(self, stage: Stage, what: str, **options: object) -> Message:
        said = await stage.tomas.invoke(f"facts {what}", stage.general, **options)
        return await said.wait_message()

    async def test_are_not_for_everybody_to_see(self, stage: Stage) -> None:
        with pytest.raises(RefusedError):
            await stage.maya.invoke("facts reload", stage.general)

    async def test_are_refused_to_who_is_no_moderator_even_where_discord_shows_them(
        self, stage: Stage
    ) -> None:
        for command in stage.box.context.commands.registered(None):
            command["default_member_permissions"] = None
        said = await stage.maya.invoke("facts reload", stage.general)
        message = await said.wait_message()
        assert message.ephemeral
        assert "Only moderators" in message.content

    async def test_a_role_can_be_named_for_them(self, facts: Path, tmp_path: Path) -> None:
        async with on_stage(facts, tmp_path, moderator_roles={1}) as stage:
            editors = stage.box.add_role("Editors")
            stage.client.settings = replace(stage.client.settings, moderator_roles=frozenset({editors.id}))
            nora = stage.box.add_member("Nora", editors)
            for command in stage.box.context.commands.registered(None):
                command["default_member_permissions"] = None
            said = await nora.invoke("facts status", stage.general)
            assert "Edition 1" in (await said.wait_message()).content

    async def test_reload_takes_a_new_fact_and_the_next_answer_has_it(self, stage: Stage) -> None:
        assert "Ana Lopes" not in (await stage.ask("who sang at the 2014 festival?")).content
        change(
            stage.facts,
            "choir.yaml",
            "ordinal: {value: 3, cite: gazette-2014 ¶1}",
            "ordinal: {value: 3, cite: gazette-2014 ¶1}\n"
            "    singer: {values: [ana-lopes], cite: gazette-2014 ¶2}",
        )
        said = await self.say(stage, "reload")
        assert said.ephemeral
        assert "Edition 2 is live" in said.content
        assert "+ fact festival-2014.singer: Ana Lopes" in said.content
        assert "Ana Lopes" in (await stage.ask("who sang at the 2014 festival?")).content

    async def test_a_conversation_goes_on_over_a_reload_and_tells_what_is_live(self, stage: Stage) -> None:
        before = await stage.ask("when was the 2014 festival?")
        change(stage.facts, "choir.yaml", "{value: porto,", "{value: bergen,")
        assert "Edition 2 is live" in (await self.say(stage, "reload")).content
        asked = await stage.maya.send(stage.general, "and where was it?", reply_to=before)
        shown = (await stage.maya.wait_reply(asked)).content
        assert "2014 festival" in shown
        assert "Bergen" in shown

    async def test_a_broken_file_is_explained_and_answers_go_on(self, stage: Stage) -> None:
        change(stage.facts, "choir.yaml", "{value: porto,", "{value: oporto,")
        said = await self.say(stage, "reload")
        assert "Nothing changed" in said.content
        assert "choir.yaml:28:19: there is no subject" in said.content
        assert "oporto" in said.content
        assert "Porto" in (await stage.ask("where was the 2014 festival?")).content

    async def test_many_problems_come_as_a_file(self, stage: Stage) -> None:
        lines = "".join(
            f"thing-{n:03}:\n  kind: nothing-of-this-kind-{n}\n  name: Thing {n}\n" for n in range(200)
        )
        (stage.facts / "more.yaml").write_text(lines)
        said = await self.say(stage, "check")
        assert "200 problems" in said.content
        (file,) = said.attachments
        assert file.filename == "problems.txt"
        assert len(file.data.splitlines()) == 200

    async def test_check_tells_without_doing(self, stage: Stage) -> None:
        change(stage.facts, "choir.yaml", "{value: porto,", "{value: bergen,")
        said = await self.say(stage, "check")
        assert "A reload would change" in said.content
        assert "Porto" in (await stage.ask("where was the 2014 festival?")).content

    async def test_reload_does_not_take_what_breaks_a_promise_unless_forced(self, stage: Stage) -> None:
        change(stage.facts, "community.yaml", "festival: festival-2014.city", "festival: festival-2014.dates")
        assert "1 promised question would not be answered" in (await self.say(stage, "reload")).content
        assert "Edition 2 is live" in (await self.say(stage, "reload", force=True)).content

    async def test_reload_of_the_same_files_does_nothing(self, stage: Stage) -> None:
        assert "Nothing to do" in (await self.say(stage, "reload")).content

    async def test_a_new_browsable_kind_gets_its_commands_by_a_reload(self, stage: Stage) -> None:
        change(
            stage.facts,
            "vocabulary/others.yaml",
            "{name: person, plural: people}",
            "{name: person, plural: people, browsable: true}",
        )
        await self.say(stage, "reload")
        await stage.settled()
        assert "person" in {command["name"] for command in stage.maya.commands(stage.general)}
        assert "Ana Lopes" in (await answer(stage, "person list")).content

    async def test_status_says_what_is_live(self, stage: Stage) -> None:
        said = await self.say(stage, "status")
        assert "Edition 1" in said.content
        assert "from 2 sources" in said.content


async def test_commands_are_registered_only_when_they_changed(stage: Stage) -> None:
    def registered() -> int:
        return len([call for call in stage.box.traffic.rest_calls("/commands") if "PUT" in call.title])

    assert registered() == 1
    await stage.client.register_commands()
    assert registered() == 1
    stage.client.tree.remove_command("help")
    await stage.client.register_commands()
    assert registered() == 2


def test_requests_are_checked_against_discords_description(checked_against_discord: None) -> None:
    """Every test of this folder does so where the description is at hand; this one says where it is not."""
