"""Whatever a bot sends, the sandbox answers with a refusal or does it; it never stumbles."""

from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sandbox import DiscordError, Sandbox, Settings
from sandbox.checks.commands import check_command_list
from sandbox.checks.modal import check_modal
from sandbox.rest.channels import create_message, edit_message
from sandbox.rest.context import ApiRequest

LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-5, 40), st.text(max_size=5), st.just("x" * 2001))
KEYS = st.sampled_from(
    ["type", "content", "components", "embeds", "title", "fields", "name", "value", "footer", "text", "style",
     "label", "custom_id", "options", "accessory", "items", "url", "choices", "description", "emoji", "id"]
)  # fmt: skip
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)
BODY = st.dictionaries(
    st.sampled_from(
        ["content", "embeds", "components", "flags", "allowed_mentions", "message_reference", "attachments",
         "nonce", "enforce_nonce", "tts"]
    ),
    st.one_of(ANYTHING, st.lists(st.dictionaries(KEYS, ANYTHING, max_size=5), max_size=3), st.just(1 << 15)),
    max_size=5,
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BODY, BODY)
@example({}, {"attachments": False})
@example({"content": "fine", "attachments": [None]}, {"attachments": [{"id": None}]})
def test_messages(body: dict[str, Any], changes: dict[str, Any]) -> None:
    box = Sandbox(Settings())
    params = {"channel_id": str(box.channel("general").id)}

    def call(method: str, fields: dict[str, Any]) -> ApiRequest:
        return ApiRequest(box.context, method, "/", params, {}, fields)

    try:
        sent = create_message(call("POST", body)).payload
    except DiscordError as error:
        assert error.status in {400, 403}
        sent = create_message(call("POST", {"content": "fine"})).payload
    params["message_id"] = sent["id"]
    try:
        edit_message(call("PATCH", changes))
    except DiscordError as error:
        assert error.status in {400, 403}


@settings(max_examples=200, deadline=None)
@given(ANYTHING)
def test_commands_and_modals(data: Any) -> None:
    for check in (check_command_list, check_modal):
        try:
            check(data)
        except DiscordError as error:
            assert error.code == 50035
