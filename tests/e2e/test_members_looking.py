"""Looking around by command: comparisons, pictures, searches, look-ups, in any language and any community."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.discord.codes import code
from bot.discord.errors import Refusal
from sandbox import Message, RefusedError

from .choir import change
from .staging import Stage, on_stage


@pytest.fixture
async def choir(facts: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """The choir with counted visitors, and a look-up of its singers."""
    counted = "attendance: [{value: 300, qualifier: over, of: visitors, cite: gazette-2014 ¶2}]"
    expected = "attendance: [{value: 450, of: visitors, forecast: true, cite: choir-page ¶2}]"
    change(facts, "choir.yaml", "dates: {value: 2013-06-01,", f"{counted}\n    dates: {{value: 2013-06-01,")
    change(facts, "choir.yaml", "dates: {value: 2017-06,", f"{expected}\n    dates: {{value: 2017-06,")
    async with on_stage(facts, tmp_path / "state", lookups=("person", "singers", "nothing")) as ready:
        yield ready


async def answer(stage: Stage, command: str, /, **options: object) -> Message:
    said = await stage.maya.invoke(command, stage.general, **options)
    return await said.wait_message()


async def offered(stage: Stage, command: str, option: str, typed: str = "", **others: str) -> list[str]:
    choices = await stage.maya.autocomplete(command, stage.general, option, typed, **others)
    return [choice["name"] for choice in choices]


class TestCompare:
    async def test_puts_two_side_by_side_and_says_what_is_missing(self, choir: Stage) -> None:
        said = (await answer(choir, "festival compare", one="2013", other="2014")).content
        assert "- **City**\n  - the 2013 festival: Bergen [1]\n  - the 2014 festival: Porto [1]" in said
        assert "the 2013 festival: over 300 visitors [1]\n  - the 2014 festival: *not in my sources*" in said
        assert "-# [1] [Harbour Gazette, Jun 11, 2014](<https://gazette.example/2014/festival>)" in said

    async def test_leafing_on_after_one_of_them_is_gone_is_explained(self, choir: Stage) -> None:
        key = f"compare/{code('festival-2013')}/{code('festival-1999')}"
        with pytest.raises(Refusal, match="facts have changed since"):
            choir.client.listings.pages(key, choir.client.answering.engine, choir.client.readers.of(None))

    async def test_of_one_with_itself_is_refused_kindly(self, choir: Stage) -> None:
        said = await answer(choir, "festival compare", one="2013", other="2013")
        assert said.ephemeral
        assert "pick two different ones" in said.content


class TestPictures:
    async def test_a_figure_is_drawn_with_qualifiers_gaps_and_sources_in_its_words(
        self, choir: Stage
    ) -> None:
        said = await answer(choir, "festival attendance")
        (picture,) = said.attachments
        assert picture.description == (
            "Attendance: festivals. 2013: over 300 visitors. 2014: no figure in my sources. "
            "2015–2016: none in my sources. 2017: 450 visitors (forecast)."
        )
        assert "2 sources, named in the picture" in said.content
        assert Image.open(BytesIO(picture.data)).size[0] >= 1080

    async def test_a_timeline_has_dates_places_and_gaps(self, choir: Stage) -> None:
        (picture,) = (await answer(choir, "festival timeline")).attachments
        assert picture.description is not None
        assert "The 2014 festival: June 7–8, 2014 · Porto." in picture.description
        assert "2015–2016: none in my sources." in picture.description

    async def test_its_sources_can_be_seen_in_full_and_it_can_be_deleted(self, choir: Stage) -> None:
        said = await answer(choir, "festival attendance")
        shown = await (await choir.maya.press(said, "Sources")).wait_message()
        assert "Harbour Gazette · ¶2" in shown.content
        await choir.maya.press(said, -1)
        await choir.until(lambda: said.deleted, "deleted picture")

    async def test_with_nothing_to_draw_there_is_no_picture(self, stage: Stage) -> None:
        said = await answer(stage, "festival attendance")
        assert said.ephemeral
        assert said.attachments == []


class TestSearch:
    async def test_keeps_to_one_property(self, choir: Stage) -> None:
        assert "2013" in (await answer(choir, "festival search", what="ana", by="singers")).content
        assert "found nothing" in (await answer(choir, "festival search", what="ana", by="city")).content

    async def test_needs_only_years(self, choir: Stage) -> None:
        said = (await answer(choir, "festival search", since=2014, until=2016)).content
        assert "2014 festival" in said or "I know of no" in said

    async def test_offers_what_the_property_has(self, choir: Stage) -> None:
        assert await offered(choir, "festival search", "what", "", by="city") == ["Bergen", "Porto"]
        assert await offered(choir, "festival search", "by", "sing") == ["singers"]

    async def test_offers_what_is_spelled_alike(self, choir: Stage) -> None:
        assert (await offered(choir, "festival search", "what", "bregen"))[0] == "Bergen"


class TestLookUps:
    async def test_a_person_is_told_with_where_they_appear(self, choir: Stage) -> None:
        assert await offered(choir, "person", "name", "lop") == ["Ana Lopes"]
        said = (await answer(choir, "person", name="Ana")).content
        assert "**Ana Lopes**\n- The 2013 festival: singers [1]" in said

    async def test_a_list_is_told_by_subject_with_what_is_not_known(self, choir: Stage) -> None:
        said = (await answer(choir, "singers")).content
        assert "- The 2013 festival: Ana Lopes [1]" in said
        assert "none in my sources for the 2014 festival, the 2017 festival" in said

    async def test_a_list_can_be_of_one_subject(self, choir: Stage) -> None:
        assert (await offered(choir, "singers", "of"))[0].startswith("The 2013 festival")
        assert "2017" not in (await answer(choir, "singers", of="2013")).content

    async def test_a_word_that_the_vocabulary_does_not_know_makes_no_command(self, choir: Stage) -> None:
        with pytest.raises(RefusedError):
            await choir.maya.invoke("nothing", choir.general)

    async def test_nobody_like_that_is_said_kindly(self, choir: Stage) -> None:
        said = await answer(choir, "person", name="xyzzy")
        assert said.ephemeral
        assert "I know of no person called" in said.content


async def test_about_counts_facts_and_sources(stage: Stage) -> None:
    said = await answer(stage, "about")
    assert said.ephemeral
    assert "Harbour Choir" in said.content
    assert "from 2 sources" in said.content


async def test_privacy_says_what_is_remembered(stage: Stage) -> None:
    said = await answer(stage, "privacy")
    assert said.ephemeral
    assert "For 15 minutes I remember what you asked" in said.content


class TestMenu:
    async def test_answers_what_somebody_else_asked(self, stage: Stage) -> None:
        asked = await stage.tomas.send(stage.general, "where was the 2014 festival?")
        said = await (await stage.maya.use_on_message("Answer this message", asked)).wait_message()
        assert said.content.startswith("> where was the 2014 festival?\n")
        assert "Porto" in said.content

    async def test_does_not_answer_bots(self, stage: Stage) -> None:
        reply = await stage.ask("where was the 2014 festival?")
        said = await (await stage.maya.use_on_message("Answer this message", reply)).wait_message()
        assert said.ephemeral
        assert "I only answer people" in said.content


async def test_look_ups_may_be_installed_by_a_member_and_used_anywhere(stage: Stage) -> None:
    commands = stage.box.context.commands.registered(None)
    by_name = {command["name"]: command for command in commands}
    for name in ("ask", "festival", "person", "sources", "about", "privacy", "Answer this message"):
        assert by_name[name]["integration_types"] == [0, 1], name
        assert by_name[name]["contexts"] == [0, 1, 2], name


class TestSpanish:
    async def test_commands_have_spanish_names_and_descriptions(self, stage: Stage) -> None:
        commands = {each["name"]: each for each in stage.box.context.commands.registered(None)}
        assert commands["ask"]["name_localizations"]["es-ES"] == "preguntar"
        assert commands["ask"]["options"][0]["name_localizations"]["es-419"] == "pregunta"
        assert commands["festival"]["description_localizations"]["es-ES"] == "Un vistazo: festivals"
        assert commands["Answer this message"]["name_localizations"]["es-ES"] == "Responder a este mensaje"

    async def test_interface_and_dates_follow_the_reader_and_facts_stay(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        spanish = stage.client.readers.of("es-ES")
        monkeypatch.setattr(stage.client.readers, "of", lambda _: spanish)
        said = await answer(stage, "ask", question="where was the 2014 festival?")
        assert "was held in Porto" in said.content
        assert "11 jun 2014 (fecha inferida)" in said.content
        assert [each.get("label") for each in said.buttons[:2]] == ["Fuentes", "No pregunté eso"]
        shown = (await answer(stage, "festival list")).content
        assert "7–8 jun 2014" in shown
        assert "ninguno en mis fuentes" in shown


async def test_autocomplete_finds_by_nickname_ordinal_and_what_a_place_is_also_called(
    facts: Path, tmp_path: Path
) -> None:
    change(facts, "choir.yaml", "  name: Porto\n", "  name: Porto\n  aliases: [Oporto]\n")
    change(facts, "choir.yaml", "  name: Ana Lopes\n", "  name: Ana Lopes\n  aliases: [the Nightingale]\n")
    change(
        facts,
        "choir.yaml",
        "  name: the 2014 festival\n",
        "  name: the 2014 festival\n  aliases: [the wet one]\n",
    )
    async with on_stage(facts, tmp_path / "state") as stage:

        async def offered(command: str, option: str, typed: str) -> str:
            found = await stage.maya.autocomplete(command, stage.general, option, typed)
            return str(found[0]["name"]) if found else ""

        for typed in ("oport", "wet", "third", "3rd fest"):
            assert "2014" in await offered("festival show", "which", typed), typed
        assert await offered("festival search", "what", "oport") == "Porto"
        assert await offered("person", "name", "nightin") == "Ana Lopes"
        (third, *_) = await stage.maya.autocomplete("festival show", stage.general, "which", "third")
        assert third["name"].endswith(", #3)")
