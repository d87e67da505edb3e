"""Pictures and files that a bot shows in embeds and components by `attachment://`."""

import io
from collections.abc import AsyncIterator, Callable

import aiohttp
import discord
import pytest
from echo_bot import EchoBot, running
from PIL import Image
from raw_client import rest

from sandbox import Sandbox
from sandbox.pictures import picture_size


def picture(kind: str = "png", size: tuple[int, int] = (40, 30), **options: bool) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, kind, **options)
    return made.getvalue()


def file(name: str = "a.png", description: str | None = None) -> discord.File:
    data = picture() if name.endswith("png") else b"plain words"
    return discord.File(io.BytesIO(data), name, description=description)


@pytest.fixture
async def stage() -> AsyncIterator[tuple[Sandbox, EchoBot, discord.TextChannel]]:
    async with running() as (box, bot):
        channel = bot.get_channel(box.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        yield box, bot, channel


Stage = tuple[Sandbox, EchoBot, discord.TextChannel]


async def served(url: str | None) -> bytes:
    assert url is not None
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == 200
        return await response.read()


@pytest.mark.parametrize(
    "made",
    [
        lambda: picture("png"),
        lambda: picture("gif"),
        lambda: picture("jpeg"),
        lambda: picture("webp"),
        lambda: picture("webp", lossless=True),
    ],
)
def test_the_size_of_a_picture_is_read_from_it(made: Callable[[], bytes]) -> None:
    assert picture_size(made()) == (40, 30)


@pytest.mark.parametrize("data", [b"", b"words", picture()[:12], b"\xff\xd8\xff", b"RIFF....WEBPVP8 "])
def test_what_is_no_picture_or_only_a_part_of_one_has_no_size(data: bytes) -> None:
    assert picture_size(data) is None


async def test_an_embed_shows_the_files_that_it_names_and_no_others_stand_apart(stage: Stage) -> None:
    _, _, channel = stage
    embed = discord.Embed(title="t").set_image(url="attachment://a.png")
    embed.set_thumbnail(url="attachment://b.png").set_footer(text="f", icon_url="attachment://c.png")
    files = [file("a.png"), file("b.png"), file("c.png"), file("notes.txt")]
    sent = await channel.send(embed=embed, files=files)
    assert [attachment.filename for attachment in sent.attachments] == ["notes.txt"]
    shown = sent.embeds[0]
    assert (shown.image.width, shown.image.height) == (40, 30)
    for url in (shown.image.url, shown.image.proxy_url, shown.thumbnail.url, shown.footer.icon_url):
        assert await served(url) == picture()


async def test_a_file_stands_by_itself_again_once_no_embed_names_it(stage: Stage) -> None:
    _, _, channel = stage
    embed = discord.Embed(title="t").set_image(url="attachment://a.png")
    sent = await channel.send(embed=embed, file=file())
    assert sent.attachments == []
    edited = await sent.edit(embed=None)
    assert [(a.filename, a.width, a.height) for a in edited.attachments] == [("a.png", 40, 30)]


async def test_pictures_elsewhere_and_names_of_no_file_stay_as_they_are(stage: Stage) -> None:
    _, _, channel = stage
    embed = discord.Embed(title="t").set_image(url="https://example.org/a.png")
    sent = await channel.send(embed=embed.set_thumbnail(url="attachment://gone.png"))
    assert sent.embeds[0].image.proxy_url == "https://example.org/a.png"
    assert (sent.embeds[0].thumbnail.url, sent.embeds[0].thumbnail.proxy_url) == (
        "attachment://gone.png",
        None,
    )


def layout(*items: discord.ui.Item[discord.ui.LayoutView]) -> discord.ui.LayoutView:
    view = discord.ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    return view


async def test_components_show_galleries_thumbnails_and_files(stage: Stage) -> None:
    _, _, channel = stage
    gallery = discord.MediaGalleryItem("attachment://a.png", description="a fair", spoiler=True)
    section: discord.ui.Section[discord.ui.LayoutView] = discord.ui.Section(
        "words", accessory=discord.ui.Thumbnail("attachment://b.png")
    )
    view = layout(
        discord.ui.Container(discord.ui.MediaGallery(gallery), section),
        discord.ui.File("attachment://notes.txt"),
    )
    files = [file("a.png"), file("b.png", "a logo"), file("notes.txt"), file("unused.txt")]
    sent = await channel.send(view=view, files=files)
    assert sent.attachments == []
    container, document = sent.components
    assert isinstance(container, discord.Container)
    assert isinstance(document, discord.FileComponent)
    assert (document.name, document.size) == ("notes.txt", 11)
    assert await served(document.media.url) == b"plain words"
    pictures, beside = container.children
    assert isinstance(pictures, discord.components.MediaGalleryComponent)
    assert isinstance(beside, discord.SectionComponent)
    media, item = pictures.items[0].media, pictures.items[0]
    assert (item.description, item.spoiler) == ("a fair", True)
    assert (media.width, media.height, media.content_type) == (40, 30, "image/png")
    assert media.attachment_id is not None
    assert await served(media.url) == picture()
    logo = beside.accessory
    assert isinstance(logo, discord.components.ThumbnailComponent)
    assert logo.description == "a logo"
    assert await served(logo.media.url) == picture()


async def test_a_component_that_names_a_file_which_is_not_there_is_refused(stage: Stage) -> None:
    _, _, channel = stage
    sent = await channel.send(view=layout(discord.ui.File("attachment://notes.txt")), file=file("notes.txt"))
    await sent.edit(view=layout(discord.ui.TextDisplay("w"), discord.ui.File("attachment://notes.txt")))
    gone = layout(discord.ui.File("attachment://gone.txt"))
    for attempt in (channel.send(view=gone), sent.edit(view=gone)):
        with pytest.raises(discord.HTTPException, match=r"'gone\.txt' was not found") as refused:
            await attempt
        assert refused.value.code == 50035


@pytest.mark.parametrize(
    "component",
    [
        {"type": 12, "items": [{}]},
        {"type": 12, "items": [{"media": {"url": "ftp://example.org/a"}}]},
        {"type": 13},
        {"type": 13, "file": 5},
        {"type": 9, "components": [{"type": 10, "content": "w"}], "accessory": {"type": 11, "media": {}}},
    ],
)
async def test_pictures_without_an_address_are_refused(component: dict[str, object]) -> None:
    async with Sandbox.start() as box, rest(box) as call:
        reply = await call("POST", call.general, {"components": [component], "flags": 1 << 15})
        assert (reply.status, reply.code) == (400, 50035)
