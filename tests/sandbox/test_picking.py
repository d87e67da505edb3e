"""What people pick beside words: files for commands, people and channels in selects, fields of modals."""

from typing import Any

import pytest
from echo_bot import running
from raw_client import command_of, rest

from sandbox import RefusedError, Sandbox
from sandbox.model import Attachment

MODAL = 9


def file(text: str, number: int = 1) -> Attachment:
    return Attachment(number, f"note {number}.txt", "text/plain", text.encode())


async def test_a_command_is_handed_a_file() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        said = await maya.invoke("read", general, file=file("chain oil"))
        assert (await said.wait_message()).content == "note 1.txt: chain oil"
        with pytest.raises(RefusedError, match="required"):
            await maya.invoke("read", general)
        with pytest.raises(RefusedError, match="Choose a file"):
            await maya.invoke("read", general, file="77")
        with pytest.raises(RefusedError, match="10 MB"):
            await maya.invoke("read", general, file=file("x" * (11 * 1024 * 1024)))


async def test_true_or_false_is_one_of_the_two() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        for given, ephemeral in ((True, True), ("true", True), ("False", False), ("no", False)):
            said = await maya.invoke("say", general, words="hi", quietly=given)
            assert (await said.wait_message()).ephemeral is ephemeral
        for wrong in ("maybe", 2):
            with pytest.raises(RefusedError, match="'quietly' must be true or false"):
                await maya.invoke("say", general, words="hi", quietly=wrong)


async def test_people_are_chosen_in_a_select() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        asked = await maya.send(general, f"{box.bot_mention} people")
        menu = await maya.wait_reply(asked)
        said = await maya.choose(menu, box.member("Ines"), str(box.member("Tomas").id))
        assert (await said.wait_message()).content == "Ines, Tomas"
        with pytest.raises(RefusedError, match="number of options"):
            await maya.choose(menu)
        with pytest.raises(RefusedError, match="There is no '5'"):
            await maya.choose(menu, "5")


async def test_a_modal_takes_people_channels_files_and_marks() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        opened = await maya.invoke("form", general)
        fields: dict[str, Any] = {
            "who": box.member("Ines"),
            "where": general,
            "what": [file("one", 1), file("two", 2)],
            "colour": "Blue",
            "days": ["Monday", "Tuesday"],
        }
        sent = await maya.submit(opened, **fields)
        said = (await sent.wait_message()).content
        assert said == "Ines in general: ['one', 'two'], Blue, Monday, Tuesday"


@pytest.mark.parametrize(
    "wrong", [{"who": []}, {"what": []}, {"colour": "Green"}, {"colour": []}, {"where": "12"}]
)
async def test_a_modal_asks_for_what_it_requires(wrong: dict[str, Any]) -> None:
    async with running() as (box, _):
        maya = box.member("Maya")
        opened = await maya.invoke("form", box.channel("general"))
        fields: dict[str, Any] = {"who": maya, "what": file("one"), "colour": "Red"} | wrong
        with pytest.raises(RefusedError):
            await maya.submit(opened, **fields)


async def test_what_may_be_left_out_may_be() -> None:
    async with running() as (box, _):
        maya = box.member("Maya")
        opened = await maya.invoke("form", box.channel("general"))
        sent = await maya.submit(opened, who=maya, what=file("one"), colour="Red")
        assert (await sent.wait_message()).content == "Maya in nowhere: ['one'], Red, no day"


@pytest.mark.parametrize(
    ("field", "refused"),
    [
        ({"type": 19, "custom_id": "f", "max_values": 10}, False),
        ({"type": 19, "custom_id": "f", "max_values": 11}, True),
        ({"type": 19, "custom_id": ""}, True),
        ({"type": 21, "custom_id": "f", "options": [{"label": "a", "value": "a"}]}, True),
        ({"type": 22, "custom_id": "f", "options": [{"label": "a", "value": "a"}]}, False),
        ({"type": 23, "custom_id": "f"}, False),
        ({"type": 24, "custom_id": "f"}, True),
    ],
)
async def test_limits_of_the_fields_of_modals(field: dict[str, Any], refused: bool) -> None:
    async with Sandbox.start() as box, rest(box) as call:
        label = {"type": 18, "label": "Field", "component": field}
        modal = {"title": "T", "custom_id": "m", "components": [label]}
        answer = await call.answer(command_of(box), MODAL, modal)
        assert answer.code == (50035 if refused else None)
