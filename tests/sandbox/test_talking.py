"""The unmodified client logs in and talks: messages, replies, direct messages, files."""

from echo_bot import running


async def test_a_mention_is_answered_with_a_reply() -> None:
    async with running() as (box, bot):
        maya, general = box.member("Maya"), box.channel("general")
        asked = await maya.send(general, f"{box.bot_mention} hello")
        reply = await maya.wait_reply(asked)
        assert reply.content == "echo: hello"
        assert reply.reference_id == asked.id
        assert bot.heard == [f"{box.bot_mention} hello"]


async def test_a_direct_message_is_answered_where_it_was_sent() -> None:
    async with running() as (box, _):
        maya = box.member("Maya")
        asked = await maya.send(maya.dm(), "hello")
        assert (await maya.wait_reply(asked)).content == "echo: hello"
        assert box.member("Ines").sees(maya.dm()) == []


async def test_slash_command_with_autocomplete() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        offered = await maya.autocomplete("say", general, "words", "x")
        assert [choice["name"] for choice in offered] == ["x0", "x1", "x2"]
        said = await maya.invoke("say", general, words="x1")
        assert said.message is not None
        assert said.message.content == "said: x1"
