"""Buttons that hold all they need in themselves."""

from __future__ import annotations

import time
from typing import Any
from unittest.mock import AsyncMock, Mock

import discord
import pytest

from bot.answers.reply import Footnote, Option
from bot.discord import codes
from bot.discord.answer_buttons import ShowSources, source_buttons
from bot.discord.buttons import NOT_YOURS, TOO_OLD, Pick, PickOne, offer
from bot.discord.client import FactsBot
from bot.discord.errors import Refusal, explain, new_reference, sorry
from bot.discord.turning import Turn
from bot.locales import Readers
from bot.rendering.markdown import NAMED

ASKER, OTHER = 1, 2
LONGEST_ID = 2**63 - 1
ENGLISH_READER = Readers().of(None)


def pressed_by(user: int) -> Any:
    response = Mock(spec=discord.InteractionResponse, is_done=Mock(spec=bool, return_value=False))
    response.send_message = AsyncMock(spec=discord.InteractionResponse.send_message)
    client = Mock(spec=FactsBot, readers=Readers())
    return Mock(
        spec=discord.Interaction,
        user=Mock(spec=discord.User, id=user),
        response=response,
        client=client,
        locale=discord.Locale.american_english,
    )


async def test_each_question_has_a_row_of_its_own() -> None:
    view = offer([Option(f"Question {n}?") for n in range(4)], ASKER, 0, ENGLISH_READER)
    assert view is not None
    assert [item.row for item in view.children] == [0, 1, 2, 3]


async def test_more_questions_are_a_list() -> None:
    view = offer([Option(f"Question {n}? " + "long " * 30) for n in range(10)], ASKER, 0, ENGLISH_READER)
    assert view is not None
    (menu,) = view.children
    assert isinstance(menu, PickOne)
    assert [option.label[:11] for option in menu.item.options] == [f"Question {n}?" for n in range(10)]
    assert {len(option.label) for option in menu.item.options} == {100}


def test_no_questions_no_buttons() -> None:
    assert offer([], ASKER, 0, ENGLISH_READER) is None


async def test_a_long_question_is_cut_to_what_discord_allows() -> None:
    label = Pick("why " * 50, ASKER, 0, 0).item.label
    assert label is not None
    assert len(label) == 80


async def test_what_a_button_needs_is_in_its_id_and_fits() -> None:
    pick = Pick("Why?", LONGEST_ID, LONGEST_ID, 4)
    assert Pick.__discord_ui_compiled_template__.fullmatch(pick.custom_id)
    turn = Turn("More", LONGEST_ID, 999, "x" * 70)
    assert len(turn.custom_id) <= 100
    match = Turn.__discord_ui_compiled_template__.fullmatch(turn.custom_id)
    assert match is not None
    again = await Turn.from_custom_id(pressed_by(ASKER), turn.item, match)
    assert (again.asker, again.page, again.listing) == (LONGEST_ID, 999, "x" * 70)


@pytest.mark.parametrize(
    ("presser", "left", "told"), [(OTHER, 60, NOT_YOURS), (OTHER, -60, NOT_YOURS), (ASKER, -60, TOO_OLD)]
)
async def test_not_yours_or_too_old_is_said_to_the_presser_only(presser: int, left: int, told: str) -> None:
    interaction = pressed_by(presser)
    await Pick("Why?", ASKER, int(time.time()) + left, 0).callback(interaction)
    interaction.response.send_message.assert_awaited_once_with(told, ephemeral=True)


async def test_a_button_that_fails_apologises() -> None:
    interaction = pressed_by(ASKER)
    interaction.command = None
    await Pick("Why?", ASKER, int(time.time()) + 60, 0).callback(interaction)
    ((text,), _) = interaction.response.send_message.await_args
    assert "went wrong on my side" in text


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Refusal("Not now."), "Not now."),
        (discord.app_commands.CheckFailure(), "You may not use that command here."),
        (discord.app_commands.NoPrivateMessage(), "That command works in a server only."),
        (ValueError("a bug"), None),
    ],
)
def test_refusals_are_explained_and_bugs_are_not(error: BaseException, told: str | None) -> None:
    assert explain(error) == told


def test_a_reference_is_short_and_easy_to_read_out() -> None:
    reference = new_reference()
    assert len(reference) == 6
    assert not set(reference) & set("01OIL")
    assert reference in sorry(reference)


NAMES = [f"source-{n}" for n in range(200)]


def footnotes(count: int) -> list[Footnote]:
    named = enumerate(NAMES[:count], start=1)
    return [Footnote(n, name, "A title", "A publisher", None, None, "stated") for n, name in named]


async def test_each_source_has_a_button_that_names_it_and_fits_discord() -> None:
    buttons = source_buttons(footnotes(40), ENGLISH_READER)
    assert [each.item.label for each in buttons] == ["Sources", "Sources 19–36", "Sources 37–40"]
    assert "".join(each.kept for each in buttons) == "".join(codes.code(name, None) for name in NAMES[:40])
    assert all(len(each.custom_id) <= 100 for each in buttons)


async def test_a_further_button_counts_on_after_a_restart() -> None:
    *_, last = source_buttons(footnotes(20), ENGLISH_READER)
    match = ShowSources.__discord_ui_compiled_template__.fullmatch(last.custom_id)
    assert match is not None
    again = await ShowSources.from_custom_id(pressed_by(ASKER), last.item, match)
    assert (again.kept, again.after, again.custom_id) == (last.kept, 18, last.custom_id)


async def test_as_many_sources_have_buttons_as_the_text_may_leave_out() -> None:
    buttons = source_buttons(footnotes(200), ENGLISH_READER)
    assert sum(len(each.kept) for each in buttons) // codes.LENGTH == NAMED
