"""The page's API: the same acts as the tests' own, guarded, and live."""

import json
from typing import Any

import aiohttp
import pytest
from echo_bot import running

from sandbox import Layout, Sandbox, Settings

API = "sandbox/api/"


class Browser:
    """One person's page, without the pixels."""

    def __init__(self, session: aiohttp.ClientSession, box: Sandbox, name: str) -> None:
        self._session = session
        self._url = box.page_url + API
        self.person = str(box.member(name).id)
        self.channel = str(box.channel("general").id)

    async def get(self, path: str) -> Any:
        query = {"as": self.person, "channel": self.channel}
        async with self._session.get(self._url + path, params=query) as response:
            return await response.json()

    async def act(self, name: str, **fields: Any) -> tuple[int, Any]:
        body = {"as": self.person, "channel": self.channel} | fields
        async with self._session.post(f"{self._url}act/{name}", json=body) as response:
            return response.status, await response.json()

    async def fault(self, **fields: Any) -> tuple[int, Any]:
        async with self._session.post(self._url + "faults", json=fields) as response:
            return response.status, await response.json()

    def live(self) -> Any:
        return self._session.ws_connect(f"{self._url}live?as={self.person}".replace("http", "ws", 1))


async def live_update(socket: aiohttp.ClientWebSocketResponse, kind: str) -> Any:
    while True:
        update = json.loads((await socket.receive(timeout=5)).data)
        if update["type"] == kind:
            return update


async def test_the_page_and_its_files_are_served_with_a_strict_policy() -> None:
    async with Sandbox.start() as box, aiohttp.ClientSession() as session:
        async with session.get(box.page_url) as response:
            assert "<title>" in await response.text()
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        for name, status in (
            ("app.js", 200),
            ("tokens.css", 200),
            ("__init__.py", 404),
            ("..%2Fserver.py", 404),
        ):
            async with session.get(f"{box.page_url}static/{name}") as response:
                assert response.status == status


async def test_other_sites_and_other_hosts_are_kept_out() -> None:
    async with Sandbox.start() as box, aiohttp.ClientSession() as session:
        url = box.page_url + API + "start"
        for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
            async with session.get(url, headers=headers) as response:
                assert response.status == 403
        async with session.get(url, headers={"Origin": box.page_url.rstrip("/")}) as response:
            assert response.status == 200


async def test_suggestions_and_people_come_from_outside() -> None:
    layout = Layout.from_json({"bot": "Keeper", "suggestions": ["Why?"], "users": [{"name": "Ada"}]})
    async with (
        Sandbox.start(Settings(layout=layout)) as box,
        aiohttp.ClientSession() as session,
        session.get(box.page_url + API + "start") as response,
    ):
        start = await response.json()
    assert start["suggestions"] == ["Why?"]
    assert start["bot"]["name"] == "Keeper"
    assert [person["name"] for person in start["people"]] == ["Ada"]


async def test_asking_answering_and_pressing_a_button_live() -> None:
    async with running() as (box, _), aiohttp.ClientSession() as session:
        maya = Browser(session, box, "Maya")
        async with maya.live() as socket:
            status, asked = await maya.act("send", text=f"{box.bot_mention} buttons")
            assert status == 200
            reply = await live_update(socket, "message")
            while reply["message"]["id"] == asked["id"]:
                reply = await live_update(socket, "message")
            assert reply["message"]["referenced_message"]["id"] == asked["id"]
            await maya.act("press", message=reply["message"]["id"], custom_id="bump:0")
            changed = await live_update(socket, "message")
            assert (changed["new"], changed["message"]["content"]) == (False, "count 1")
            assert (await live_update(socket, "traffic"))["entry"]["kind"] in {"rest", "gateway"}


async def test_a_page_hears_at_once_whether_the_bot_is_there() -> None:
    async with aiohttp.ClientSession() as session:
        async with Sandbox.start() as box, Browser(session, box, "Maya").live() as socket:
            assert (await live_update(socket, "bot_online"))["online"] is False
        async with running() as (box, _), Browser(session, box, "Maya").live() as socket:
            assert (await live_update(socket, "bot_online"))["online"] is True


async def test_commands_autocomplete_and_modals() -> None:
    async with running() as (box, _), aiohttp.ClientSession() as session:
        maya = Browser(session, box, "Maya")
        assert "say" in {command["name"] for command in await maya.get("commands")}
        _, offered = await maya.act("autocomplete", command="say", option="words", typed="q", others={})
        assert [choice["value"] for choice in offered] == ["q0", "q1", "q2"]
        _, opened = await maya.act("invoke", command="note", options={})
        assert opened["modal"]["title"] == "A note"
        ines = Browser(session, box, "Ines")
        fields = {"interaction": opened["interaction"], "values": {"words": "remember"}}
        assert (await ines.act("submit", **fields))[0] == 409
        assert (await maya.act("submit", **fields))[0] == 200
        assert (await maya.get("messages"))[-1]["content"] == "noted: remember"


async def test_ephemeral_messages_reach_only_their_readers_page() -> None:
    async with running() as (box, _), aiohttp.ClientSession() as session:
        maya, ines = Browser(session, box, "Maya"), Browser(session, box, "Ines")
        async with ines.live() as socket:
            await maya.act("invoke", command="say", options={"words": "psst", "quietly": True})
            await maya.act("send", text="loud")
            assert (await live_update(socket, "message"))["message"]["content"] == "loud"
        assert [m["content"] for m in await ines.get("messages")] == ["loud"]
        assert [m["content"] for m in await maya.get("messages")] == ["said: psst", "loud"]


@pytest.mark.parametrize(
    ("act", "fields", "words"),
    [
        ("send", {"text": " "}, "empty"),
        ("send", {"text": "x" * 2001}, "2000"),
        ("send", {}, "needs 'text'"),
        ("edit", {"message": "1", "text": "x"}, "gone"),
        ("invoke", {"command": "nothing", "options": {}}, "offered no /nothing"),
        ("dance", {}, "no act"),
    ],
)
async def test_what_cannot_be_done_is_said_in_words(act: str, fields: dict[str, Any], words: str) -> None:
    async with Sandbox.start() as box, aiohttp.ClientSession() as session:
        status, answer = await Browser(session, box, "Maya").act(act, **fields)
        assert status == 409
        assert words in answer["error"]


async def test_a_private_channel_is_for_moderators() -> None:
    async with Sandbox.start() as box, aiohttp.ClientSession() as session:
        maya, tomas = Browser(session, box, "Maya"), Browser(session, box, "Tomas")
        names = [channel["name"] for channel in await tomas.get("channels")]
        assert names == ["general", "answers", "moderators", "Bot"]
        assert "moderators" not in [channel["name"] for channel in await maya.get("channels")]
        maya.channel = str(box.channel("moderators").id)
        assert (await maya.act("send", text="let me in"))[0] == 409


async def test_faults_by_http() -> None:
    async with running() as (box, bot), aiohttp.ClientSession() as session:
        maya = Browser(session, box, "Maya")
        status, answer = await maya.fault(fault="rest", status=502, path_contains="/nowhere")
        assert (status, answer["pending"]) == (200, ["REST 502 /nowhere x1"])
        lost = await maya.fault(fault="rest", status=502, executed=True, times=2)
        assert lost[1]["pending"][1] == "REST 502, though done any path x2"
        assert (await maya.fault(fault="clear"))[1]["pending"] == []
        assert (await maya.fault(fault="drop_gateway"))[1]["struck"] == 1
        await box.wait_online()
        assert bot.resumed <= 1
        assert (await maya.fault(fault="earthquake"))[0] == 409
        assert (await maya.fault(fault="rest", colour="red"))[0] == 409


async def test_files_are_sent_from_the_page() -> None:
    async with Sandbox.start() as box, aiohttp.ClientSession() as session:
        maya = Browser(session, box, "Maya")
        form = aiohttp.FormData({"as": maya.person, "channel": maya.channel})
        form.add_field("file", b"hello", filename="note.txt")
        async with session.post(box.page_url + API + "upload", data=form) as response:
            sent = await response.json()
        assert sent["attachments"][0]["size"] == 5
        async with session.get(sent["attachments"][0]["url"]) as response:
            assert await response.text() == "hello"


async def test_each_person_has_read_as_far_as_they_have() -> None:
    async with Sandbox.start() as box, aiohttp.ClientSession() as session:
        maya, tomas = Browser(session, box, "Maya"), Browser(session, box, "Tomas")
        ines, general = box.member("Ines"), box.channel("general")
        role = next(r for r in box.guild.roles.values() if r.name == "Moderator")

        async def unread(person: Browser) -> tuple[int, int]:
            found = (await person.get("channels"))[0]["unread"]
            return found["count"], found["pings"]

        first = await ines.send(general, "hello")
        async with tomas.live() as socket:
            await ines.send(general, f"<@&{role.id}> look")
            assert (await live_update(socket, "message"))["pings"] is True
        assert await unread(maya) == (2, 0)
        assert await unread(tomas) == (2, 1)
        await maya.act("read", message=str(first.id))
        assert await unread(maya) == (1, 0)
        await box.member("Maya").send(general, "I have")
        assert await unread(maya) == (0, 0)
        assert await unread(tomas) == (3, 1)
