"""Who may do what: every command and every button by every kind of asker; a new one without a row fails."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, TypeAlias

import discord
import pytest

from bot.cogs.facts.telling import Spot
from bot.cogs.facts.vain import Act, PickQuestion, TurnTo
from bot.discord.answer_buttons import Delete, ShowSources, Vote
from bot.discord.buttons import Another, Pick, PickOne
from bot.discord.turning import Turn
from sandbox import Channel, Member, Message, RefusedError
from sandbox.world import Draft

from .staging import Stage, on_stage

Row: TypeAlias = dict[str, str]

YES, NO, HIDDEN = "does it", "is refused", "does not see it"
ASKERS = ("member", "role moderator", "moderator", "stranger")

EVERYBODY = dict.fromkeys(ASKERS, YES)
MODERATORS = {"member": NO, "role moderator": YES, "moderator": YES, "stranger": HIDDEN}
MANAGERS = MODERATORS | {"role moderator": NO}

COMMANDS: dict[str, tuple[Row, dict[str, Any]]] = {
    "ask": (EVERYBODY, {"question": "where was the 2014 festival?"}),
    "sources": (EVERYBODY, {}),
    "help": (EVERYBODY, {}),
    "about": (EVERYBODY, {}),
    "privacy": (EVERYBODY, {}),
    "festival show": (EVERYBODY, {"which": "2014"}),
    "festival list": (EVERYBODY, {}),
    "festival search": (EVERYBODY, {"what": "porto"}),
    "festival compare": (EVERYBODY, {"one": "2013", "other": "2014"}),
    "festival timeline": (EVERYBODY, {}),
    "festival attendance": (EVERYBODY, {}),
    "person": (EVERYBODY, {"name": "Ana Lopes"}),
    "facts reload": (MODERATORS, {}),
    "facts check": (MODERATORS, {}),
    "facts rollback": (MODERATORS, {}),
    "facts history": (MODERATORS, {}),
    "facts status": (MODERATORS, {}),
    "facts export": (MODERATORS, {}),
    "facts unanswered": (MODERATORS, {}),
    "facts feedback": (MODERATORS, {}),
    "settings show": (MANAGERS, {}),
    "settings answer-channel": (MANAGERS, {"channel": "general"}),
    "settings moderator-role": (MANAGERS, {"role": "Editors"}),
    "settings confidence": (MANAGERS, {"percent": 80}),
    "settings feedback": (MANAGERS, {"on": True}),
    "settings retention": (MANAGERS, {"days": 90}),
    "Answer this message": (EVERYBODY, {}),
}

ASKER_ONLY = {"asker": YES, "member": NO, "role moderator": NO, "moderator": NO, "stranger": NO}
ANYBODY = dict.fromkeys(ASKER_ONLY, YES)
BUTTONS: dict[type[discord.ui.DynamicItem[Any]], Row] = {
    Pick: ASKER_ONLY,
    PickOne: ASKER_ONLY,
    Another: ASKER_ONLY,
    Turn: ASKER_ONLY,
    ShowSources: ANYBODY,
    Vote: ANYBODY,
    Delete: ANYBODY | {"member": NO, "stranger": NO},
    Act: ASKER_ONLY | {"asker": NO, "role moderator": YES, "moderator": YES},
    TurnTo: ASKER_ONLY | {"asker": NO, "role moderator": YES, "moderator": YES},
    PickQuestion: ASKER_ONLY | {"asker": NO, "role moderator": YES, "moderator": YES},
}

REFUSED = (
    "Only moderators",
    "Facts are looked after in a server",
    "Manage Server permission",
    "for the member who asked",
    "Only the member who",
)
BROKEN = "went wrong on my side"
GROUP = "0" * 32


@pytest.fixture
async def open_stage(facts: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage on which Discord shows everybody everything, so that the bot's own checks are what counts."""
    async with on_stage(facts, tmp_path / "state", questions_per_minute=0) as stage:
        editors = stage.box.add_role("Editors")
        await stage.client.rules.choose(stage.box.guild.id, moderator_roles={editors.id})
        stage.box.add_member("Nora", editors)
        stage.box.build.user("Stranger")
        for command in stage.box.context.commands.registered(None):
            command["default_member_permissions"] = None
        yield stage


def person(stage: Stage, kind: str) -> Member:
    names = {
        "asker": "Maya",
        "member": "Ines",
        "role moderator": "Nora",
        "moderator": "Tomas",
        "stranger": "Stranger",
    }
    return stage.box.member(names[kind])


def leaves(stage: Stage) -> set[str]:
    """Every command that can be given, menus included."""
    tree = stage.client.tree
    slash = {c.qualified_name for c in tree.walk_commands() if isinstance(c, discord.app_commands.Command)}
    kinds = (discord.AppCommandType.user, discord.AppCommandType.message)
    return slash | {menu.name for kind in kinds for menu in tree.get_commands(type=kind)}


async def test_every_command_and_every_button_has_a_row(stage: Stage) -> None:
    assert leaves(stage) == set(COMMANDS)
    assert set(stage.client._connection._view_store._dynamic_items.values()) == set(BUTTONS)
    assert {type(item) for item in items(stage.maya.id)} == set(BUTTONS)


async def outcome(stage: Stage, who: Member, where: Channel, command: str, given: dict[str, Any]) -> str:
    editors = next(role.id for role in stage.box.guild.roles.values() if role.name == "Editors")
    ids = {"channel": stage.general.id, "role": editors}
    options = {name: ids.get(name, value) for name, value in given.items()}
    try:
        if command == "Answer this message":
            message = await who.send(where, "where was the 2013 festival?")
            said = await who.use_on_message(command, message)
        else:
            said = await who.invoke_with(command, where, options)
    except RefusedError:
        return HIDDEN
    text = (await said.wait_message()).content
    assert BROKEN not in text
    return NO if any(each in text for each in REFUSED) else YES


@pytest.mark.parametrize("kind", ASKERS)
async def test_commands(open_stage: Stage, kind: str) -> None:
    who = person(open_stage, kind)
    where = who.dm() if kind == "stranger" else open_stage.general
    found = {
        command: await outcome(open_stage, who, where, command, given)
        for command, (_, given) in COMMANDS.items()
    }
    assert found == {command: row[kind] for command, (row, _) in COMMANDS.items()}


def items(asker: int) -> list[discord.ui.DynamicItem[Any]]:
    return [
        Pick("where was the 2013 festival?", asker, 1 << 40, 0),
        PickOne(["where was the 2013 festival?", "where was the 2014 festival?"], asker, 1 << 40, "Choose"),
        Another(asker, "Not what I asked"),
        Turn("More", asker, 0, "sources/"),
        ShowSources("", "Sources"),
        Vote(True, ""),
        Delete(asker),
        Act("list", GROUP, Spot(), "Back"),
        TurnTo(Spot("f"), "More"),
        PickQuestion([(GROUP, "who?")], Spot(), "Choose"),
    ]


@pytest.mark.parametrize("kind", ASKER_ONLY)
async def test_buttons(open_stage: Stage, kind: str) -> None:
    """Strangers share no server with the bot: they meet its messages in direct ones."""
    stage, who = open_stage, person(open_stage, kind)
    where = who.dm() if kind == "stranger" else stage.general
    found: dict[Any, str] = {}
    for item in items(stage.maya.id):
        view = discord.ui.View(timeout=None)
        view.add_item(item)
        shown = await posted(stage, where, "A message.", view)
        before = {message.id for message in who.sees(where)}
        menu = next(iter(shown.selects), None)
        await (who.choose(shown, menu["options"][0]["value"]) if menu else who.press(shown))
        await stage.settled()
        texts = [message.content for message in who.sees(where) if message.id not in before]
        assert not any(BROKEN in text for text in texts)
        refused = any(each in text for text in texts for each in REFUSED)
        found[type(item)] = NO if refused else YES
    assert found == {button: row[kind] for button, row in BUTTONS.items()}


async def posted(stage: Stage, where: Channel, text: str, view: discord.ui.View) -> Message:
    """A message of the bot, also to a stranger, to whom it may not write of itself."""
    body = {"content": text, "components": view.to_components()}
    return stage.box.world.post(Draft(where, stage.box.bot.id, body))


async def test_a_bot_gets_no_answer_and_leaves_nothing_behind(open_stage: Stage) -> None:
    robot = open_stage.box.add_member("Robot")
    robot.user.bot = True
    await robot.send(open_stage.general, f"{open_stage.box.bot_mention} where was the 2014 festival?")
    await open_stage.settled()
    assert open_stage.from_bot(open_stage.general) == []
