"""What the page says each line of traffic is about."""

from typing import Any

from echo_bot import running
from raw_client import gateway, rest

from sandbox import Sandbox
from sandbox.page.lines import Lines


def about(box: Sandbox, title: str) -> list[str]:
    """What lines whose title begins so are about."""
    lines = Lines(box.world.store, box.context.desk)
    views = [lines.view(entry) for entry in box.traffic.entries if entry.title.startswith(title)]
    return [view["about"] for view in views]


async def test_messages_are_told_by_channel_author_and_first_words() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        long = "never " * 20
        asked = await maya.send(general, f"{box.bot_mention} {long}")
        await maya.wait_reply(asked)
        direct = await maya.send(maya.dm(), "hello\nthere")
        await maya.wait_reply(direct)
        await maya.typing(general)
        mine, said = about(box, "MESSAGE_CREATE")[:2]
        assert mine.startswith("#general · Maya: @Bot never")
        assert mine.endswith("never…")
        assert said.startswith("#general · Bot: echo: never")
        assert "direct message · Maya: hello there" in about(box, "MESSAGE_CREATE")
        assert about(box, f"POST /channels/{general.id}/messages")[0].startswith("#general · echo: never")
        assert about(box, "TYPING_START") == ["#general · Maya"]


async def test_commands_are_told_by_name_and_options_in_both_directions() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        await maya.autocomplete("say", general, "words", "q")
        said = await maya.invoke("sum add", general, a=1, b=2, who=box.member("Ines").user)
        await said.wait_message()
        await (await maya.invoke("say", general, words="hi", quietly=True)).wait_message()
        await maya.submit(await maya.invoke("note", general), words="oil")
        assert about(box, "INTERACTION_CREATE") == [
            "#general · Maya: /say words: q",
            "#general · Maya: /sum add a: 1, b: 2, who: @Ines",
            "#general · Maya: /say words: hi, quietly: True",
            "#general · Maya: /note",
            about(box, "INTERACTION_CREATE")[-1],
        ]
        answered = about(box, "POST /interactions/")
        assert answered[:4] == [
            "/say words: q · 3 choices",
            "/sum add a: 1, b: 2, who: @Ines · a message: Ines: 3",
            "/say words: hi, quietly: True · a message: said: hi",
            "/note · a form: A note",
        ]
        assert answered[4].startswith("form ")
        assert answered[4].endswith("· a message: noted: oil")


async def test_buttons_and_reactions_are_told() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        asked = await maya.send(general, f"{box.bot_mention} buttons")
        reply = await maya.wait_reply(asked)
        await maya.press(reply, "bumped 0")
        await maya.react(reply, "👍")
        assert about(box, "INTERACTION_CREATE") == ["#general · Maya: pressed bump:0"]
        assert about(box, "POST /interactions/") == ["pressed bump:0 · an update: count 1"]
        assert about(box, "MESSAGE_REACTION_ADD") == ["#general · Maya: 👍"]


async def test_nonsense_is_about_nothing() -> None:
    async with Sandbox.start() as box, rest(box) as call, gateway(box) as socket:
        await socket.identify(box)
        for body in nonsense():
            await call("POST", call.general, body)
        await call("GET", "/channels/nowhere/messages")
        views = [Lines(box.world.store, box.context.desk).view(entry) for entry in box.traffic.entries]
        assert {view["about"] for view in views if view["kind"] == "rest"} <= {"#general", ""}


def nonsense() -> list[Any]:
    return [None, [], {"content": 5}, {"embeds": 5}, {"components": [5]}, {"type": 8}]
