"""What the page can do: each act of a person by its name, on the same methods that tests use."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.errors import RefusedError
from sandbox.human import Member
from sandbox.invocation import Invocation
from sandbox.model import Channel, Json, Message
from sandbox.page.parts import Parts
from sandbox.page.reading import Reading
from sandbox.page.views import channel_view, invocation_view, message_view

KEPT_INVOCATIONS = 200


class Acts:
    """Carries out the page's requests."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.reading = Reading(parts.world)
        self._open: dict[str, Invocation] = {}
        self._acts: dict[str, Callable[[Member, Json], Awaitable[Any]]] = {
            "send": self._send,
            "edit": self._edit,
            "delete": self._delete,
            "react": self._react,
            "typing": self._typing,
            "read": self._read,
            "invoke": self._invoke,
            "autocomplete": self._autocomplete,
            "press": self._press,
            "choose": self._choose,
            "submit": self._submit,
            "message_menu": self._message_menu,
            "user_menu": self._user_menu,
            "language": self._language,
            "start_thread": self._start_thread,
            "join_thread": self._join_thread,
            "leave_thread": self._leave_thread,
            "change_thread": self._change_thread,
            "delete_thread": self._delete_thread,
        }

    async def perform(self, name: str, member: Member, given: Json) -> Any:
        """Do one act; RefusedError says why not."""
        if name not in self._acts:
            raise RefusedError(f"The page knows no act {name!r}")
        try:
            return await self._acts[name](member, given)
        except KeyError as missing:
            raise RefusedError(f"The act {name!r} needs {missing}") from None

    def channel(self, member: Member, given: Json) -> Channel:
        """The channel that is meant, if the person sees it."""
        wanted = str(given["channel"])
        found = next((c for c in (*member.channels(), *member.threads()) if str(c.id) == wanted), None)
        if found is None:
            raise RefusedError("There is no such channel")
        return found

    def _message(self, member: Member, given: Json, key: str = "message") -> Message:
        wanted = str(given[key])
        seen = member.sees(self.channel(member, given))
        found = next((m for m in seen if str(m.id) == wanted), None)
        if found is None:
            raise RefusedError("The message is gone")
        return found

    def _view(self, message: Message) -> Json:
        return message_view(message, self._parts.world)

    def _keep(self, invocation: Invocation) -> Json:
        self._open[str(invocation.interaction.id)] = invocation
        while len(self._open) > KEPT_INVOCATIONS:
            del self._open[next(iter(self._open))]
        return invocation_view(invocation)

    async def _send(self, member: Member, given: Json) -> Json:
        reply_to = self._message(member, given, "reply_to") if given.get("reply_to") else None
        channel = self.channel(member, given)
        files = given.get("files", [])
        text = str(given.get("text", "") if files else given["text"])
        sent = await member.send(channel, text, reply_to=reply_to, files=files)
        return self._view(sent)

    async def _edit(self, member: Member, given: Json) -> Json:
        return self._view(await member.edit(self._message(member, given), str(given["text"])))

    async def _delete(self, member: Member, given: Json) -> None:
        await member.delete(self._message(member, given))

    async def _react(self, member: Member, given: Json) -> None:
        message, emoji = self._message(member, given), str(given["emoji"])
        if member.id in message.reactions.get(emoji, []):
            await member.unreact(message, emoji)
        else:
            await member.react(message, emoji)

    async def _typing(self, member: Member, given: Json) -> None:
        await member.typing(self.channel(member, given))

    async def _read(self, member: Member, given: Json) -> None:
        self.reading.mark(member, self.channel(member, given), int(given["message"]))

    async def _invoke(self, member: Member, given: Json) -> Json:
        channel = self.channel(member, given)
        return self._keep(await member.invoke_with(str(given["command"]), channel, given["options"]))

    async def _autocomplete(self, member: Member, given: Json) -> list[Json]:
        channel, others = self.channel(member, given), dict(given.get("others") or {})
        others.pop(given["option"], None)
        return await member.autocomplete_with(
            str(given["command"]), channel, str(given["option"]), str(given["typed"]), others
        )

    async def _press(self, member: Member, given: Json) -> Json:
        return self._keep(await member.press(self._message(member, given), str(given["custom_id"])))

    async def _choose(self, member: Member, given: Json) -> Json:
        message, values = self._message(member, given), [str(v) for v in given["values"]]
        return self._keep(await member.choose(message, *values, select=str(given["custom_id"])))

    async def _submit(self, member: Member, given: Json) -> Json:
        invocation = self._open.get(str(given["interaction"]))
        if invocation is None or invocation.interaction.user_id != member.id:
            raise RefusedError("That modal is no longer open")
        return self._keep(await member.submit_with(invocation, given["values"]))

    async def _language(self, member: Member, given: Json) -> None:
        member.user.locale = str(given["locale"])

    async def _start_thread(self, member: Member, given: Json) -> Json:
        channel = self.channel(member, given)
        message = self._message(member, given) if given.get("message") else None
        private = bool(given.get("private"))
        thread = await member.start_thread(channel, str(given["name"]), message=message, private=private)
        return channel_view(thread, self._parts.world, member.id)

    async def _join_thread(self, member: Member, given: Json) -> None:
        await member.join_thread(self.channel(member, given))

    async def _leave_thread(self, member: Member, given: Json) -> None:
        await member.leave_thread(self.channel(member, given))

    async def _change_thread(self, member: Member, given: Json) -> None:
        changes = {name: given[name] for name in ("name", "archived", "locked") if name in given}
        await member.change_thread(self.channel(member, given), **changes)

    async def _delete_thread(self, member: Member, given: Json) -> None:
        await member.delete_thread(self.channel(member, given))

    async def _message_menu(self, member: Member, given: Json) -> Json:
        message = self._message(member, given)
        return self._keep(await member.use_on_message(str(given["command"]), message))

    async def _user_menu(self, member: Member, given: Json) -> Json:
        channel, wanted = self.channel(member, given), int(given["user"])
        target = self._parts.world.store.users.get(wanted)
        if target is None:
            raise RefusedError("There is no such user")
        return self._keep(await member.use_on_user(str(given["command"]), target, channel))
