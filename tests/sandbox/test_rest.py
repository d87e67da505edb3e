"""The REST API: what it refuses and with which code, its rate limits, and the faults one can ask for."""

import time
from typing import Any

import aiohttp
import pytest
from echo_bot import openapi, running
from raw_client import rest

from sandbox import ManualClock, Permissions, RateLimits, Sandbox, Settings

EMBED = {"title": "t", "description": "d"}


def errors_at(body: dict[str, object], *path: str) -> list[str]:
    node: object = body["errors"]
    for step in path:
        assert isinstance(node, dict)
        node = node[step]
    assert isinstance(node, dict)
    return [error["code"] for error in node["_errors"]]


async def test_the_answers_are_exactly_json_and_carry_rate_limit_headers() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        for path in ("/users/@me", "/oauth2/applications/@me", "/gateway/bot", f"/guilds/{box.guild.id}"):
            reply = await call("GET", path)
            assert (reply.status, reply.headers["Content-Type"]) == (200, "application/json")
            for name in ("Limit", "Remaining", "Reset", "Reset-After", "Bucket"):
                assert f"X-RateLimit-{name}" in reply.headers


async def test_a_wrong_token_is_unauthorized_and_an_unknown_route_not_found() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        assert (await call("GET", "/users/@me", token="wrong")).status == 401
        missing = await call("GET", "/nothing/here")
        assert (missing.status, missing.body) == (404, {"message": "404: Not Found", "code": 0})


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/channels/1", 10003),
        ("/channels/1/messages/1", 10003),
        ("/users/1", 10013),
        ("/guilds/1", 10004),
        ("/channels/abc", 50035),
    ],
)
async def test_what_does_not_exist_has_its_own_code(path: str, code: int) -> None:
    async with Sandbox.start() as box, rest(box) as call:
        assert (await call("GET", path)).code == code


@pytest.mark.parametrize(
    "body", [{}, {"content": ""}, {"content": "  \n"}, {"embeds": []}, {"components": []}]
)
async def test_an_empty_message_is_refused(body: dict[str, object]) -> None:
    async with Sandbox.start() as box, rest(box) as call:
        refused = await call("POST", call.general, body)
        assert (refused.status, refused.code) == (400, 50006)


async def test_content_has_at_most_2000_characters_also_when_edited() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        sent = await call("POST", call.general, {"content": "x" * 2000})
        assert sent.status == 200
        refused = await call("POST", call.general, {"content": "x" * 2001})
        assert (refused.status, refused.code) == (400, 50035)
        assert errors_at(refused.body, "content") == ["BASE_TYPE_MAX_LENGTH"]
        edit = f"{call.general}/{sent.body['id']}"
        assert (await call("PATCH", edit, {"content": "x" * 2001})).code == 50035
        assert (await call("PATCH", edit, {"content": ""})).code == 50006
        assert (await call("PATCH", edit, {"content": "y"})).body["edited_timestamp"] is not None


@pytest.mark.parametrize(
    "embed",
    [
        {"title": "x" * 257},
        {"description": "x" * 4097},
        {"title": "t", "footer": {"text": "x" * 2049}},
        {"title": "t", "author": {"name": "x" * 257}},
        {"fields": [{"name": "n", "value": "v"}] * 26},
        {"fields": [{"name": "n", "value": "x" * 1025}]},
        {"fields": [{"name": "", "value": "v"}]},
        {"title": "t", "url": "javascript:alert(1)"},
        {},
    ],
)
async def test_embed_limits(embed: dict[str, object]) -> None:
    async with Sandbox.start() as box, rest(box) as call:
        assert (await call("POST", call.general, {"embeds": [embed]})).code == 50035
        assert (await call("POST", call.general, {"embeds": [EMBED]})).status == 200


async def test_all_embeds_together_have_at_most_6000_characters_and_are_ten() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        refused = await call("POST", call.general, {"embeds": [{"description": "x" * 3001}] * 2})
        assert errors_at(refused.body, "embeds") == ["MAX_EMBED_SIZE_EXCEEDED"]
        assert (await call("POST", call.general, {"embeds": [EMBED] * 11})).code == 50035


def button(number: int = 0, **more: object) -> dict[str, object]:
    return {"type": 2, "style": 1, "label": "b", "custom_id": f"b{number}"} | more


def row(*children: dict[str, object]) -> dict[str, object]:
    return {"type": 1, "components": list(children)}


@pytest.mark.parametrize(
    "components",
    [
        [row(button(n)) for n in range(6)],
        [row(*[button(n) for n in range(6)])],
        [row(button(label="x" * 81))],
        [row(button(custom_id="x" * 101))],
        [row(button(custom_id=""))],
        [row(button(1), button(1))],
        [row(button(style=9))],
        [row({"type": 2, "style": 5, "label": "link", "url": "https://x.example", "custom_id": "no"})],
        [row({"type": 2, "style": 1, "custom_id": "bare"})],
        [row()],
        [
            row(
                {
                    "type": 3,
                    "custom_id": "s",
                    "options": [{"label": str(n), "value": str(n)} for n in range(26)],
                }
            )
        ],
        [row({"type": 3, "custom_id": "s", "options": [{"label": "x" * 101, "value": "v"}]})],
        [row({"type": 3, "custom_id": "s", "options": [{"label": "a", "value": "v"}] * 2})],
        [row({"type": 3, "custom_id": "s", "options": [{"label": "a", "value": "v"}]}, button())],
        [{"type": 10, "content": "needs the flag"}],
        [button()],
    ],
)
async def test_component_limits(components: list[dict[str, object]]) -> None:
    async with Sandbox.start() as box, rest(box) as call:
        assert (await call("POST", call.general, {"content": "x", "components": components})).code == 50035


async def test_five_rows_of_five_buttons_are_allowed() -> None:
    rows = [row(*[button(5 * r + n, label="x" * 80) for n in range(5)]) for r in range(5)]
    async with Sandbox.start() as box, rest(box) as call:
        assert (await call("POST", call.general, {"content": "x", "components": rows})).status == 200


def text(content: str) -> dict[str, object]:
    return {"type": 10, "content": content}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"components": [text("x" * 4000)]}, None),
        ({"components": [text("x" * 2001), text("x" * 2000)]}, 50035),
        ({"components": [text("x")] * 40}, None),
        ({"components": [text("x")] * 41}, 50035),
        ({"components": [{"type": 17, "components": [text("x")] * 40}]}, 50035),
        ({"components": [text("x")], "content": "too"}, 50035),
        ({"components": [text("x")], "embeds": [EMBED]}, 50035),
        ({"components": []}, 50006),
        ({"components": [{"type": 9, "components": [text("x")]}]}, 50035),
        ({"components": [{"type": 9, "components": [text("x")], "accessory": button()}]}, None),
        ({"components": [{"type": 17, "components": [{"type": 17, "components": [text("x")]}]}]}, 50035),
    ],
)
async def test_components_v2_limits(body: dict[str, object], code: int | None) -> None:
    async with Sandbox.start() as box, rest(box) as call:
        assert (await call("POST", call.general, body | {"flags": 1 << 15})).code == code


async def test_others_messages_cannot_be_edited_and_not_be_deleted_without_permission() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        theirs = await box.member("Maya").send(box.channel("general"), "mine")
        path = f"{call.general}/{theirs.id}"
        edit = await call("PATCH", path, {"content": "yours"})
        assert (edit.status, edit.code) == (403, 50005)
        assert (await call("DELETE", path)).code == 50013
        box.guild.roles[box.guild.id].permissions |= Permissions.MANAGE_MESSAGES
        assert (await call("DELETE", path)).status == 204
        assert (await call("GET", path)).code == 10008


async def test_permissions_of_the_bot_are_asked_for() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        everyone = box.guild.roles[box.guild.id]
        everyone.permissions &= ~Permissions.EMBED_LINKS
        assert (await call("POST", call.general, {"embeds": [EMBED]})).code == 50013
        everyone.permissions &= ~Permissions.SEND_MESSAGES
        assert (await call("POST", call.general, {"content": "x"})).code == 50013
        everyone.permissions &= ~Permissions.VIEW_CHANNEL
        assert (await call("POST", call.general, {"content": "x"})).code == 50001


async def test_direct_messages_may_be_closed() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        maya = box.member("Maya")
        opened = await call("POST", "/users/@me/channels", {"recipient_id": str(maya.id)})
        path = f"/channels/{opened.body['id']}/messages"
        assert (await call("POST", path, {"content": "x"})).status == 200
        maya.user.accepts_dms = False
        assert (await call("POST", path, {"content": "x"})).code == 50007


async def test_replies_need_a_message_to_reply_to() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        body = {"content": "x", "message_reference": {"message_id": "1"}}
        assert (await call("POST", call.general, body)).code == 50035
        body["message_reference"] = {"message_id": "1", "fail_if_not_exists": False}
        sent = await call("POST", call.general, body)
        assert (sent.status, "message_reference" in sent.body) == (200, False)


async def test_only_allowed_mentions_ping() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        content = f"{box.member('Maya').mention} @everyone"
        loud = (await call("POST", call.general, {"content": content})).body
        assert (len(loud["mentions"]), loud["mention_everyone"]) == (1, True)
        quiet = (
            await call("POST", call.general, {"content": content, "allowed_mentions": {"parse": []}})
        ).body
        assert (quiet["mentions"], quiet["mention_everyone"]) == ([], False)


async def test_an_enforced_nonce_keeps_a_retry_from_doubling() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        body = {"content": "once", "nonce": "n1", "enforce_nonce": True}
        box.faults.rest(502, path_contains="/messages", executed=True)
        assert (await call("POST", call.general, body)).status == 502
        again = await call("POST", call.general, body)
        assert again.status == 200
        assert [m.content for m in box.member("Maya").sees(box.channel("general"))] == ["once"]


async def test_history_is_paged_newest_first() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        ids = [(await call("POST", call.general, {"content": str(n)})).body["id"] for n in range(5)]

        async def page(query: str) -> list[str]:
            return [m["content"] for m in (await call("GET", f"{call.general}?{query}")).body]

        assert await page("limit=2") == ["4", "3"]
        assert await page(f"before={ids[2]}") == ["1", "0"]
        assert await page(f"after={ids[2]}&limit=1") == ["3"]
        assert await page(f"around={ids[2]}&limit=3") == ["3", "2", "1"]
        assert (await call("GET", f"{call.general}?limit=101")).code == 50035


async def test_reactions_and_typing() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        message = await box.member("Maya").send(box.channel("general"), "hey")
        path = f"{call.general}/{message.id}/reactions/%F0%9F%91%8D"
        assert (await call("PUT", path + "/@me")).status == 204
        assert message.reactions == {"👍": [box.bot.id]}
        assert [u["id"] for u in (await call("GET", path)).body] == [str(box.bot.id)]
        assert (await call("DELETE", path + "/@me")).status == 204
        assert (await call("DELETE", path + "/@me")).code == 10014
        assert (await call("POST", f"/channels/{message.channel_id}/typing")).status == 204


async def test_a_full_bucket_is_a_429_that_the_client_understands() -> None:
    clock = ManualClock()
    async with (
        Sandbox.start(Settings(clock=clock, rate_limits=RateLimits.discord())) as box,
        rest(box) as call,
    ):
        for left in (4, 3, 2, 1, 0):
            reply = await call("POST", call.general, {"content": "x"})
            assert reply.headers["X-RateLimit-Remaining"] == str(left)
        full = await call("POST", call.general, {"content": "x"})
        assert (full.status, full.body["global"], full.headers["Via"] != "") == (429, False, True)
        assert 0 < full.body["retry_after"] <= 5
        other = f"/channels/{box.channel('answers').id}/messages"
        assert (await call("POST", other, {"content": "x"})).status == 200
        clock.advance(5.1)
        assert (await call("POST", call.general, {"content": "x"})).status == 200


async def test_the_global_limit_spans_all_routes() -> None:
    limits = RateLimits(per_second=2)
    async with Sandbox.start(Settings(clock=ManualClock(), rate_limits=limits)) as box, rest(box) as call:
        await call("GET", "/users/@me")
        await call("GET", "/gateway/bot")
        full = await call("GET", f"/guilds/{box.guild.id}")
        assert (full.status, full.body["global"], full.headers["X-RateLimit-Scope"]) == (429, True, "global")


@pytest.mark.parametrize("trouble", ["429", "429 global", "502", "500", "slow"])
async def test_the_client_gets_its_reply_through_trouble_once(trouble: str) -> None:
    async with running() as (box, bot):
        maya, general = box.member("Maya"), box.channel("general")
        if trouble == "slow":
            box.faults.slow_rest(0.1, path_contains="/messages", method="POST")
        elif trouble.startswith("429"):
            box.faults.rate_limit(0.1, path_contains="/messages", is_global="global" in trouble)
        else:
            box.faults.rest(int(trouble), path_contains="/messages", method="POST")
        asked = await maya.send(general, f"{box.bot_mention} hello")
        reply = await maya.wait_reply(asked, timeout=10)
        assert [m for m in maya.sees(general) if m.author_id == box.bot.id] == [reply]
        assert bot.trouble == []
        statuses = [entry.status for entry in box.traffic.rest_calls("POST /channels")]
        assert statuses == ([200] if trouble == "slow" else [int(trouble[:3]), 200])


async def test_files_are_kept_and_served() -> None:
    async with running() as (box, _):
        maya = box.member("Maya")
        reply = await maya.wait_reply(await maya.send(box.channel("general"), f"{box.bot_mention} file"))
        assert reply.attachments[0].filename == "echo.txt"
        url = box.world.payloads.whole(reply)["attachments"][0]["url"]
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            assert await response.read() == reply.attachments[0].data
            assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_bodies_are_checked_against_discords_own_description() -> None:
    description = openapi()
    if description is None:
        pytest.skip("Discord's OpenAPI description is not at hand (set OPENAPI_DISCORD)")
    async with Sandbox.start(Settings(openapi=description)) as box, rest(box) as call:
        started = time.perf_counter()
        await call(
            "POST",
            call.general,
            {"content": "fine", "message_reference": {"message_id": 1, "fail_if_not_exists": False}},
        )
        assert box.violations == []
        await call("POST", call.general, {"content": "x", "tts": "loud"})
        assert [v.where for v in box.violations] == ["tts"]
        assert "/messages at tts" in str(box.violations[0])
        assert time.perf_counter() - started < 5


async def test_broken_json_and_wrong_shapes_are_refused_not_raised() -> None:
    async with Sandbox.start() as box, rest(box) as call:
        headers = {"Authorization": f"Bot {box.token}", "Content-Type": "application/json"}
        url = box.rest_url + call.general
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=b"{", headers=headers) as response,
        ):
            assert (await response.json())["code"] == 50109
        bodies: list[Any] = [[], "text", {"content": 5}, {"embeds": {}}, {"flags": "x"}, {"embeds": [3]}]
        for body in [*bodies, {"components": "x"}]:
            reply = await call("POST", call.general, body)
            assert (reply.status, reply.code) == (400, 50035), body
