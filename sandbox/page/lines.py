"""Lines of traffic for the page, with a few words on what each is about: who, where, and what is said."""

import json
import re
from typing import Any

from sandbox.interactions import InteractionDesk, Kind, command_name
from sandbox.model import DM, Json, walk
from sandbox.options import CHANNEL, USER
from sandbox.store import Store
from sandbox.traffic import Entry

WORDS = 60
CALLBACKS = {4: "a message", 5: "“thinking”", 6: "an update later", 7: "an update", 8: "choices", 9: "a form"}
COMMANDS = {Kind.COMMAND, Kind.AUTOCOMPLETE}
_MENTION = re.compile(r"<@!?(\d+)>")
_HOLDER = re.compile(r"/(channels|interactions|webhooks/\d+)/([\w-]+)")


class Lines:
    """Says what lines of traffic are about."""

    def __init__(self, store: Store, desk: InteractionDesk) -> None:
        self._store = store
        self._desk = desk

    def view(self, entry: Entry) -> Json:
        """A line as the page shows it."""
        try:
            about = self._about(entry)
        except (AttributeError, KeyError, TypeError, ValueError):  # a body that is not as it should be
            about = ""
        return entry.payload() | {"about": _MENTION.sub(lambda found: f"@{self._person(found[1])}", about)}

    def _about(self, entry: Entry) -> str:
        if entry.kind == "rest":
            return _joined(self._place(entry.title), _answered(entry.detail))
        if entry.kind == "gateway" and entry.direction == "out" and isinstance(entry.detail, str):
            return self._event(json.loads(entry.detail))
        return ""

    def _place(self, title: str) -> str:
        """Where a request belongs: a channel, or the interaction that it answers."""
        found = _HOLDER.search(title)
        if found is None:
            return ""
        if found[1] == "channels":
            return self._channel(found[2])
        interaction = self._desk.find(found[2])
        return "" if interaction is None else self._interaction(interaction.kind, interaction.data)

    def _event(self, dispatch: Json) -> str:
        data = dispatch.get("d") or {}
        channel = self._channel(data.get("channel_id"))
        if dispatch.get("t") == "INTERACTION_CREATE":
            user = (data.get("member") or data)["user"]
            what = self._interaction(Kind(data["type"]), data["data"])
            return _joined(channel, f"{self._person(user['id'])}: {what}")
        author = data.get("author") or {}
        who = self._person(author.get("id") or data.get("user_id"))
        words = _words(data) or _emoji(data) or str(data.get("name") or "")
        return _joined(channel, ": ".join(part for part in (who, words) if part))

    def _interaction(self, kind: Kind, data: Json) -> str:
        if kind not in COMMANDS:
            return f"{'form' if kind is Kind.MODAL else 'pressed'} {data['custom_id']}"
        sign = "/" if int(data.get("type") or 1) == 1 else ""
        options = ", ".join(f"{each['name']}: {self._value(each)}" for each in _filled(data))
        return _short(_joined(f"{sign}{command_name(data)}", options, by=" "))

    def _value(self, option: Json) -> str:
        value, kind = option["value"], option.get("type")
        if kind == USER:
            return f"@{self._person(value)}"
        return self._channel(value) if kind == CHANNEL else str(value)

    def _channel(self, identity: Any) -> str:
        channel = self._store.channels.get(int(identity)) if identity else None
        if channel is None:
            return ""
        return "direct message" if channel.kind == DM else f"#{channel.name}"

    def _person(self, identity: Any) -> str:
        user = self._store.users.get(int(identity)) if identity else None
        return "" if user is None else user.global_name


def _answered(detail: Any) -> str:
    """What a request says: of a callback, which kind of answer it is."""
    request = detail.get("request") if isinstance(detail, dict) else None
    if not isinstance(request, dict):
        return ""
    said, answer = request, ""
    if request.get("type") in CALLBACKS and "content" not in request:
        said, answer = request.get("data") or {}, CALLBACKS[request["type"]]
        if request["type"] == 8:
            answer = f"{len(said['choices'])} choices"
    return ": ".join(part for part in (answer, _words(said)) if part)


def _words(message: Json) -> str:
    """The first words of a message, wherever it has some."""
    texts = [message.get("content"), message.get("title")]
    texts += [c.get("content") for c in walk(message.get("components") or [])]
    for embed in message.get("embeds") or []:
        texts += [embed.get("title"), embed.get("description")]
    first = next((text for text in texts if isinstance(text, str) and text), "")
    return _short(first)


def _emoji(data: Json) -> str:
    return str((data.get("emoji") or {}).get("name") or "")


def _filled(data: Json) -> list[Json]:
    """The options that were filled in, those of a subcommand."""
    options: list[Json] = data.get("options") or []
    while options and options[0].get("type") in {1, 2}:
        options = options[0].get("options") or []
    return options


def _joined(*parts: str, by: str = " · ") -> str:
    return by.join(part for part in parts if part)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WORDS else line[: WORDS - 1].rstrip() + "…"
