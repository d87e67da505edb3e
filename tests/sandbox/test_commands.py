"""Registering commands: what Discord takes, keeps and refuses."""

from typing import Any

import pytest
from raw_client import command_of, rest

from sandbox import Sandbox
from sandbox.checks.commands import valid_name
from sandbox.interactions import Kind

SAY: dict[str, Any] = {"name": "say", "description": "Say something"}


def option(name: str = "words", **more: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "Words"} | more


async def test_replacing_all_keeps_the_ids_of_those_that_stay() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        path = f"/applications/{box.bot.id}/commands"
        first = (await call("PUT", path, [SAY, SAY | {"name": "gone"}])).body
        second = (await call("PUT", path, [SAY | {"description": "Other"}])).body
        assert [c["name"] for c in second] == ["say"]
        assert second[0]["id"] == first[0]["id"]
        assert second[0]["version"] != first[0]["version"]
        assert (await call("GET", path)).body == second


async def test_single_commands_are_added_changed_and_deleted() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        path = f"/applications/{box.bot.id}/guilds/{box.guild.id}/commands"
        made = await call("POST", path, SAY)
        assert (made.status, made.body["guild_id"]) == (201, str(box.guild.id))
        assert (await call("POST", path, SAY)).status == 200
        one = f"{path}/{made.body['id']}"
        assert (await call("PATCH", one, {"description": "New"})).body["description"] == "New"
        assert (await call("DELETE", one)).status == 204
        assert (await call("GET", one)).code == 10063


@pytest.mark.parametrize(
    "command",
    [
        SAY | {"name": "Say"},
        SAY | {"name": "say it"},
        SAY | {"name": ""},
        SAY | {"name": "x" * 33},
        SAY | {"description": ""},
        SAY | {"description": "x" * 101},
        SAY | {"type": 7},
        SAY | {"type": 3},
        SAY | {"options": [option(str(n)) for n in range(26)]},
        SAY | {"options": [option(), option()]},
        SAY | {"options": [option(), option("b", required=True)]},
        SAY | {"options": [option(type=99)]},
        SAY | {"options": [option(description="")]},
        SAY | {"options": [option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])]},
        SAY | {"options": [option(choices=[{"name": "a", "value": "a"}], autocomplete=True)]},
        SAY | {"options": [option(), option("sub", type=1)]},
        SAY | {"options": [option("sub", type=1, options=[option("deep", type=1)])]},
        SAY | {"options": [option("g", type=2, options=[option("h", type=2)])]},
        SAY | {"options": [option(n, choices=[{"name": "x" * 99, "value": "y" * 99}] * 25) for n in "abc"]},
    ],
)  # fmt: skip
async def test_commands_that_break_a_rule_are_refused(command: dict[str, Any]) -> None:
    async with Sandbox.start() as box, rest(box) as call:
        path = f"/applications/{box.bot.id}/commands"
        refused = await call("PUT", path, [command])
        assert (refused.status, refused.code) == (400, 50035)
        assert (await call("GET", path)).body == []


async def test_groups_nest_two_deep_and_names_are_unique() -> None:
    sub = option("sub", type=1, options=[option()])
    async with Sandbox.start() as box, rest(box) as call:
        path = f"/applications/{box.bot.id}/commands"
        nested = SAY | {"options": [option("group", type=2, options=[sub]), sub]}
        assert (await call("PUT", path, [nested])).status == 200
        assert (await call("PUT", path, [SAY, SAY])).code == 50035
        assert (await call("PUT", path, [SAY, {"name": "say", "type": 3}])).status == 200


async def test_another_applications_commands_are_out_of_reach() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        assert (await call("PUT", "/applications/1/commands", [SAY])).code == 50001


@pytest.mark.parametrize(
    "choices",
    [
        [{"name": str(n), "value": str(n)} for n in range(26)],
        [{"name": "x" * 101, "value": "v"}],
        [{"name": "", "value": "v"}],
        [{"name": "n", "value": "x" * 101}],
        None,
    ],
)
async def test_autocomplete_offers_at_most_25_choices_of_100_characters(choices: Any) -> None:
    async with Sandbox.start() as box, rest(box) as call:
        known = command_of(box)
        asked = box.context.desk.create(Kind.AUTOCOMPLETE, known.user_id, known.channel, known.data)
        assert (await call.answer(asked, 8, {"choices": choices})).code == 50035
        assert (await call.answer(asked, 8, {"choices": []})).status == 204


@pytest.mark.parametrize(
    ("name", "valid"),
    [
        ("say", True),
        ("été", True),
        ("问", True),
        ("a-b_c'd", True),
        ("A", False),
        ("a b", False),
        ("", False),
    ],
)
def test_names(name: str, valid: bool) -> None:
    assert valid_name(name) is valid
