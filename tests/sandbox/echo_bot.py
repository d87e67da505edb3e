"""A small bot of the tests' own, on the unmodified client, and a sandbox for it to live in."""

import asyncio
import base64
import io
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal, Self

import discord
import pytest
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from sandbox import Sandbox, Settings

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg=="
)
"""A PNG."""


def openapi() -> Path | None:
    """Discord's description, where there is one."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "discord" / "openapi.json"
    path = Path(os.environ.get("OPENAPI_DISCORD", beside))
    return path if path.is_file() else None


class Bump(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"bump:(?P<count>\d+)"):
    """A button that counts in its custom id."""

    def __init__(self, count: int) -> None:
        super().__init__(discord.ui.Button(label=f"bumped {count}", custom_id=f"bump:{count}"))
        self.count = count

    @classmethod
    async def from_custom_id(
        cls, _i: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(int(match["count"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        view = discord.ui.View(timeout=None).add_item(Bump(self.count + 1))
        await interaction.response.edit_message(content=f"count {self.count + 1}", view=view)


class Colour(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.select(
        custom_id="colour", options=[discord.SelectOption(label="Red"), discord.SelectOption(label="Blue")]
    )
    async def pick(self, interaction: discord.Interaction, select: discord.ui.Select[Any]) -> None:
        await interaction.response.send_message(f"you chose {select.values[0]}", ephemeral=True)


class Note(discord.ui.Modal, title="A note"):
    words: discord.ui.TextInput["Note"] = discord.ui.TextInput(label="Words", custom_id="words")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"noted: {self.words.value}")


class Form(discord.ui.Modal, title="A form"):
    """Everything that a modal can ask for beside words."""

    def __init__(self) -> None:
        super().__init__(custom_id="form")
        options = [discord.RadioGroupOption(label=colour) for colour in ("Red", "Blue")]
        marks = [discord.CheckboxGroupOption(label=day) for day in ("Monday", "Tuesday")]
        self.who: discord.ui.UserSelect[Any] = discord.ui.UserSelect(custom_id="who", required=True)
        self.where: discord.ui.ChannelSelect[Any] = discord.ui.ChannelSelect(
            custom_id="where", required=False
        )
        self.what: discord.ui.FileUpload[Any] = discord.ui.FileUpload(custom_id="what", max_values=2)
        self.colour: discord.ui.RadioGroup[Any] = discord.ui.RadioGroup(custom_id="colour", options=options)
        self.days: discord.ui.CheckboxGroup[Any] = discord.ui.CheckboxGroup(
            custom_id="days", options=marks, required=False
        )
        fields = {"Who": self.who, "Where": self.where, "What": self.what, "Colour": self.colour}
        for label, field in (fields | {"Days": self.days}).items():
            self.add_item(discord.ui.Label(text=label, component=field))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        texts = [(await file.read()).decode() for file in self.what.values]
        where = ", ".join(str(channel) for channel in self.where.values) or "nowhere"
        who = ", ".join(user.display_name for user in self.who.values)
        days = ", ".join(self.days.values) or "no day"
        await interaction.response.send_message(f"{who} in {where}: {texts}, {self.colour.value}, {days}")


class People(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.select(cls=discord.ui.UserSelect, custom_id="people", max_values=2)
    async def pick(self, interaction: discord.Interaction, select: discord.ui.UserSelect[Any]) -> None:
        await interaction.response.send_message(", ".join(user.display_name for user in select.values))


class Shown(discord.ui.LayoutView):
    """Files of its own message, in every component that shows some."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        fair = discord.MediaGalleryItem("attachment://a.png", description="the fair")
        logo = discord.ui.Thumbnail[Any]("attachment://b.png", description="the logo")
        self.add_item(discord.ui.MediaGallery(fair))
        self.add_item(discord.ui.Section("words", accessory=logo))
        self.add_item(discord.ui.File("attachment://notes.txt"))

    @staticmethod
    def embed() -> discord.Embed:
        embed = discord.Embed(title="pictures").set_image(url="attachment://a.png")
        return embed.set_thumbnail(url="attachment://b.png")

    @staticmethod
    def files(*names: str) -> list[discord.File]:
        return [discord.File(io.BytesIO(PIXEL), name) for name in names]


class EchoBot(discord.AutoShardedClient):
    """Echoes mentions, direct messages and, with the intent, lines that begin with an exclamation mark."""

    def __init__(
        self, intents: discord.Intents, shard_count: int | None = None, patience: float = 60.0
    ) -> None:
        super().__init__(
            intents=intents,
            shard_count=shard_count,
            guild_ready_timeout=0.1,
            heartbeat_timeout=patience,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = app_commands.CommandTree(self)
        self.heard: list[str] = []
        self.trouble: list[BaseException] = []
        self.resumed = 0
        self.sync = True

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once: the sandbox has no limit on concurrency."""

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Bump)
        self.add_view(Colour())
        self.add_view(People())
        if self.sync:
            add_commands(self.tree)
            add_richer_commands(self.tree)
            await self.tree.sync()

    async def on_resumed(self) -> None:
        self.resumed += 1

    async def on_message(self, message: discord.Message) -> None:
        assert self.user is not None
        if message.author.id == self.user.id:
            return
        self.heard.append(message.content)
        addressed = self.user in message.mentions or message.guild is None
        if addressed or message.content.startswith("!"):
            try:
                await self.answer(message)
            except discord.HTTPException as error:
                self.trouble.append(error)

    async def answer(self, message: discord.Message) -> None:
        words = re.sub(r"<@!?\d+>", "", message.content).strip()
        if words == "buttons":
            await message.reply("count 0", view=discord.ui.View(timeout=None).add_item(Bump(0)))
        elif words == "select":
            await message.reply("choose", view=Colour())
        elif words == "people":
            await message.reply("choose", view=People())
        elif words == "file":
            await message.reply("here", file=discord.File(__file__, filename="echo.txt"))
        elif words == "embedded":
            await message.reply(embed=Shown.embed(), files=Shown.files("a.png", "b.png"))
        elif words == "laid out":
            await message.reply(view=Shown(), files=Shown.files("a.png", "b.png", "notes.txt"))
        else:
            await message.reply(f"echo: {words}")


def add_commands(tree: app_commands.CommandTree[Any]) -> None:
    @tree.command(description="Say something back")
    @app_commands.describe(words="What to say", quietly="Only to you")
    async def say(interaction: discord.Interaction, words: str, quietly: bool = False) -> None:
        await interaction.response.send_message(f"said: {words}", ephemeral=quietly)

    @say.autocomplete("words")
    async def complete(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}{n}", value=f"{current}{n}") for n in range(3)]

    @tree.command(description="Take one's time")
    async def slow(interaction: discord.Interaction, quietly: bool = False) -> None:
        await interaction.response.defer(thinking=True, ephemeral=quietly)
        await asyncio.sleep(0.05)
        await interaction.followup.send("done")
        await interaction.followup.send("and more")

    @tree.command(description="Never answer")
    async def silent(_: discord.Interaction) -> None:
        await asyncio.sleep(0)

    @tree.command(description="Paint")
    async def paint(interaction: discord.Interaction, colour: Literal["Red", "Blue"] | None = None) -> None:
        await interaction.response.send_message(f"painted in {colour or 'no colour'}")

    @tree.command(description="For moderators")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def moderate(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("moderated")

    group = app_commands.Group(name="sum", description="Arithmetic")

    @group.command(description="Add two numbers")
    async def add(interaction: discord.Interaction, a: int, b: int, who: discord.Member) -> None:
        await interaction.response.send_message(f"{who.display_name}: {a + b}")

    tree.add_command(group)


def add_richer_commands(tree: app_commands.CommandTree[Any]) -> None:
    """Add what takes forms, files and messages."""

    @tree.command(description="Write a note")
    async def note(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Note())

    @tree.command(description="Fill in a form")
    async def form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    @tree.command(description="Read a file aloud")
    @app_commands.describe(file="Which")
    async def read(interaction: discord.Interaction, file: discord.Attachment) -> None:
        text = (await file.read()).decode()
        await interaction.response.send_message(f"{file.filename}: {text}")

    @tree.context_menu(name="Shout")
    async def shout(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(message.content.upper())


@asynccontextmanager
async def running(
    settings: Settings | None = None,
    *,
    intents: discord.Intents | None = None,
    shard_count: int | None = 1,
    ready: bool = True,
    patience: float = 60.0,
) -> AsyncIterator[tuple[Sandbox, EchoBot]]:
    """A sandbox, and the echo bot logged in to it."""
    async with Sandbox.start(settings or Settings(openapi=openapi())) as box:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Route, "BASE", box.rest_url)
            patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(box.gateway_url))
            bot = EchoBot(intents or discord.Intents.default(), shard_count, patience)
            life = asyncio.create_task(bot.start(box.token))
            try:
                if ready:
                    await box.wait_online()
                    await asyncio.wait_for(bot.wait_until_ready(), 10)
                yield box, bot
            finally:
                await bot.close()
                await asyncio.gather(life, return_exceptions=True)
        assert [str(violation) for violation in box.violations] == []
