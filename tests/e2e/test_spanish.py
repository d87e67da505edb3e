"""Spanish over sockets: every command's names and texts, and everything that a moderator is told."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cogs.facts.asked import AskedInVain
from sandbox import Message

from .choir import change
from .staging import Stage, on_stage

SPANISH = "es-ES"
OF_THE_COMMUNITY = {"festival", "attendance", "person"}
"""Names that the vocabulary gives, in its own language."""

IN_VAIN = "who sang at the 2014 festival?"


@pytest.fixture
async def both(facts: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """Tomas reads Spanish; Una, a moderator too, reads English."""
    async with on_stage(facts, tmp_path / "state", questions_per_minute=0) as stage:
        stage.tomas.user.locale = SPANISH
        moderator = next(role for role in stage.box.guild.roles.values() if role.name == "Moderator")
        stage.box.add_member("Una", moderator)
        yield stage


def parts(command: dict[str, Any], path: str = "") -> Iterator[tuple[str, str, str, Any]]:
    """Every name and text of a command: where, the English, the field, and its translations."""
    here = f"{path} {command['name']}".strip()
    for field in ("name", "description"):
        if command.get(field):
            yield here, command[field], field, command.get(f"{field}_localizations")
    for option in [*(command.get("options") or []), *(command.get("choices") or [])]:
        yield from parts(option, here)


async def test_every_command_option_and_choice_has_its_name_and_text(stage: Stage) -> None:
    missing = [
        (where, english)
        for command in stage.box.context.commands.registered(None)
        for where, english, field, translations in parts(command)
        if not (translations or {}).get(SPANISH) and not (field == "name" and english in OF_THE_COMMUNITY)
    ]
    assert missing == []


async def written(stage: Stage) -> None:
    cog = stage.client.get_cog("Facts")
    assert isinstance(cog, AskedInVain)
    async with asyncio.timeout(10):
        while cog.memory.queue.waiting or not cog.rules.loaded:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def told(stage: Stage, command: str, **options: Any) -> tuple[Message, Message]:
    """What a command tells in Spanish, and in English."""
    said = []
    for who in (stage.tomas, stage.box.member("Una")):
        message = await (await who.invoke(command, stage.general, **options)).wait_message(timeout=20)
        said.append(message)
    return said[0], said[1]


def english_left(spanish: Message, english: Message) -> list[str]:
    """Lines that are the same in both though they hold words, code and mentions apart."""

    def lines(message: Message) -> set[str]:
        text = re.sub(r"```.*?```", "", message.content, flags=re.DOTALL)
        labels = [str(button.get("label") or "") for button in message.buttons]
        labels += [str(select.get("placeholder") or "") for select in message.selects]
        return {re.sub(r"`[^`]*`|<[^>]*>", "", line).strip() for line in [*text.splitlines(), *labels]}

    return sorted(line for line in lines(spanish) & lines(english) if re.search(r"[a-z]{3}", line))


async def test_moderators_are_told_everything_in_their_language(both: Stage) -> None:
    """Only members' own words, and what stands in the files, are the same for every reader."""
    await written(both)
    left: dict[str, list[str]] = {}

    async def tell(command: str, **options: Any) -> Message:
        spanish, english = await told(both, command, **options)
        left[f"{command} {options}"] = english_left(spanish, english)
        return spanish

    for command in ("facts status", "facts history", "facts rollback", "facts unanswered", "facts feedback"):
        await tell(command)
    await tell("facts check")
    change(both.facts, "choir.yaml", "{value: porto,", "{value: bergen,")
    assert "~ dato festival-2014.city: Porto → Bergen" in (await tell("facts check")).content
    await tell("facts export")
    await tell("facts reload")
    await tell("facts history")
    change(both.facts, "choir.yaml", "ana-lopes], cite: gazette-2014 ¶4}", "nobody], cite: gazette-2014 ¶4}")
    await tell("facts reload")
    await tell("settings show")
    await tell("settings answer-channel", channel=both.general.id)
    await tell("settings confidence", percent=80, only=False)
    await tell("settings moderator-role", role=both.box.guild.id)
    await tell("settings feedback", on=True)
    reply = await both.ask("where was the 2014 festival?")
    await both.maya.press(reply, next(b["custom_id"] for b in reply.buttons if "vote:down" in b["custom_id"]))
    for _ in range(2):
        await both.ask(IN_VAIN)
    await written(both)
    await tell("facts feedback")
    listed = await tell("facts unanswered")
    assert {line for lines in left.values() for line in lines} <= {f"1. **2×** {IN_VAIN} ·  · cerca de "}
    await both.tomas.choose(listed, listed.selects[0]["options"][0]["value"])
    await both.until(lambda: "Preguntado 2 veces" in listed.content, "the question")
    assert [button["label"] for button in listed.buttons][:2] == ["Resolver", "Ignorar"]
    pressed = await both.tomas.press(listed, "Redactar un dato")
    assert pressed.modal is not None
    assert pressed.modal["title"] == "Redactar un dato"
    assert [each["label"] for each in pressed.modal["components"]][1] == "Nombre del dato"


async def test_who_is_no_moderator_is_told_so_in_their_language(both: Stage) -> None:
    both.maya.user.locale = SPANISH
    for command in both.box.context.commands.registered(None):
        command["default_member_permissions"] = None
    told_so = {"facts status": "Solo pueden hacerlo", "settings show": "Los ajustes requieren"}
    for name, start in told_so.items():
        said = await both.maya.invoke(name, both.general)
        assert (await said.wait_message()).content.startswith(start)


async def test_a_server_of_spanish_is_answered_in_it(both: Stage) -> None:
    assert "(date inferred)" in (await both.ask("where was the 2014 festival?")).content
    both.box.guild.preferred_locale = SPANISH
    both.box.faults.invalid_session()
    await both.box.wait_online()
    await both.settled()
    assert "(fecha inferida)" in (await both.ask("where was the 2014 festival?")).content
