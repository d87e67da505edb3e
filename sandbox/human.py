"""A person on the server: all that Discord's own client would let them do and see."""

from collections.abc import Iterable
from typing import Any

from sandbox.checks.message import MAX_CONTENT
from sandbox.commands import CommandBook
from sandbox.errors import RefusedError
from sandbox.forms import chosen, fill_modal
from sandbox.interactions import InteractionDesk, Kind
from sandbox.invocation import Invocation
from sandbox.model import Attachment, Channel, Json, Message, User
from sandbox.options import OptionFiller
from sandbox.payloads import member_payload, user_payload
from sandbox.permissions import Permissions, to_post
from sandbox.reader import Reader
from sandbox.resolving import Resolver
from sandbox.waiting import until
from sandbox.world import Draft, World

REPLY = 19


class Member(Reader):
    """Acts as one user; the page and the tests use the same methods."""

    def __init__(self, user: User, world: World, commands: CommandBook, desk: InteractionDesk) -> None:
        super().__init__(user, world)
        self._commands = commands
        self._desk = desk

    async def send(
        self,
        channel: Channel,
        text: str,
        *,
        reply_to: Message | None = None,
        ping: bool = True,
        files: Iterable[Attachment] = (),
    ) -> Message:
        """Post a message; a reply pings its author unless `ping` is off."""
        self._need(channel, Permissions.VIEW_CHANNEL | to_post(channel), "post here")
        self._need_open(channel, posting=True)
        attachments = list(files)
        self._check_text(text, empty_ok=bool(attachments))
        body: Json = {"content": text}
        if not ping:
            body["allowed_mentions"] = {"parse": ["users", "roles", "everyone"], "replied_user": False}
        elif not self._can(channel, Permissions.MENTION_EVERYONE):
            body["allowed_mentions"] = {"parse": ["users", "roles"], "replied_user": True}
        reference = None if reply_to is None else reply_to.id
        kind = 0 if reply_to is None else REPLY
        draft = Draft(channel, self.id, body, attachments, kind, reference_id=reference)
        return self._world.post(draft)

    async def edit(self, message: Message, text: str) -> Message:
        """Change one of this user's messages."""
        self._need_own(message)
        self._need_open(self._world.store.channels[message.channel_id])
        self._check_text(text, empty_ok=bool(message.attachments))
        return self._world.edit(message, {"content": text})

    async def delete(self, message: Message) -> None:
        """Delete one's own message, dismiss an ephemeral one, or delete any as a moderator."""
        channel = self._world.store.channels[message.channel_id]
        if self.id not in {message.ephemeral_for, message.author_id}:
            self._need(channel, Permissions.MANAGE_MESSAGES, "delete this message")
        self._world.delete(message)

    async def react(self, message: Message, emoji: str) -> None:
        """Add a reaction."""
        channel = self._world.store.channels[message.channel_id]
        self._need(channel, Permissions.ADD_REACTIONS | Permissions.VIEW_CHANNEL, "react here")
        self._need_open(channel)
        self._world.react(message, self.id, emoji)

    async def unreact(self, message: Message, emoji: str) -> None:
        """Take a reaction back."""
        self._world.unreact(message, self.id, emoji)

    async def typing(self, channel: Channel) -> None:
        """Show as typing."""
        self._need(channel, to_post(channel), "post here")
        self._world.start_typing(channel, self.id)

    def commands(self, channel: Channel, kind: int | None = 1) -> list[Json]:
        """The commands on offer in a channel: slash (1), on a user (2), on a message (3), or all (None)."""
        if not self._can(channel, Permissions.VIEW_CHANNEL):
            return []
        offered = self._commands.visible(channel, self.id)
        return [c for c in offered if kind is None or c["type"] == kind]

    async def invoke(self, name: str, channel: Channel, /, **options: Any) -> Invocation:
        """Invoke a slash command, such as `invoke("convening show", general, year="2014")`."""
        return await self.invoke_with(name, channel, options)

    async def invoke_with(self, name: str, channel: Channel, options: Json) -> Invocation:
        """Invoke a slash command whose option names may not be Python names."""
        command, words = self._command(name, channel)
        filled = OptionFiller(self._world, channel).fill(command, words, options)
        data = _command_data(command) | {"options": filled.options}
        if filled.resolved:
            data["resolved"] = filled.resolved
        return await self._start(Kind.COMMAND, channel, data)

    async def autocomplete(
        self, name: str, channel: Channel, option: str, typed: str = "", **others: Any
    ) -> list[Json]:
        """What the bot offers for an option while it is being typed."""
        return await self.autocomplete_with(name, channel, option, typed, others)

    async def autocomplete_with(
        self, name: str, channel: Channel, option: str, typed: str, others: Json
    ) -> list[Json]:
        """Autocomplete among options whose names may not be Python names."""
        command, words = self._command(name, channel)
        filler = OptionFiller(self._world, channel)
        filled = filler.fill(command, words, others | {option: typed}, focused=option)
        data = _command_data(command) | {"options": filled.options}
        return (await self._start(Kind.AUTOCOMPLETE, channel, data)).choices

    async def use_on_message(self, name: str, message: Message) -> Invocation:
        """Invoke a message's context-menu command."""
        channel = self._world.store.channels[message.channel_id]
        data = _command_data(self._menu(name, channel, 3)) | {"target_id": str(message.id)}
        data["resolved"] = {"messages": {str(message.id): self._world.payloads.whole(message)}}
        return await self._start(Kind.COMMAND, channel, data)

    async def use_on_user(self, name: str, target: "Member | User", channel: Channel) -> Invocation:
        """Invoke a user's context-menu command."""
        data = _command_data(self._menu(name, channel, 2)) | {"target_id": str(target.id)}
        user = self._world.store.users[target.id]
        data["resolved"] = {"users": {str(user.id): user_payload(user)}}
        guild = self._world.store.guild_of(channel)
        if guild is not None and user.id in guild.members:
            member = member_payload(guild.members[user.id])
            member["permissions"] = str(self._world.permissions(channel, user.id))
            data["resolved"]["members"] = {str(user.id): member}
        return await self._start(Kind.COMMAND, channel, data)

    async def press(self, message: Message, button: str | int = 0) -> Invocation:
        """Press a button, given by its label, its custom id or its place among the buttons."""
        pressed = _pick(message.buttons, button, "button")
        if pressed.get("disabled") or pressed.get("style") == 5:
            raise RefusedError(f"The button {button!r} does not send anything")
        data = {"component_type": 2, "custom_id": pressed["custom_id"], "id": pressed.get("id")}
        return await self._component(message, data)

    async def choose(self, message: Message, *values: Any, select: str | int = 0) -> Invocation:
        """Choose in a select menu: options by label or value, people, roles and channels as such or by id."""
        menu = _pick(message.selects, select, "select")
        if menu.get("disabled"):
            raise RefusedError("The select menu is disabled")
        data: Json = {"component_type": menu["type"], "custom_id": menu["custom_id"], "id": menu.get("id")}
        resolver = Resolver(self._world, self._world.store.channels[message.channel_id])
        data["values"] = chosen(menu, values, resolver)
        if resolver.resolved:
            data["resolved"] = resolver.resolved
        return await self._component(message, data)

    async def submit(self, invocation: Invocation, **values: Any) -> Invocation:
        """Submit the modal that an invocation opened; fields by custom id or label."""
        return await self.submit_with(invocation, values)

    async def submit_with(self, invocation: Invocation, values: Json) -> Invocation:
        """Submit a modal whose fields are not Python names."""
        modal = invocation.modal
        if modal is None:
            raise RefusedError("The interaction opened no modal")
        before = invocation.interaction
        resolver = Resolver(self._world, before.channel)
        data = {"custom_id": modal["custom_id"], "components": fill_modal(modal, values, resolver)}
        if resolver.resolved:
            data["resolved"] = resolver.resolved
        return await self._start(Kind.MODAL, before.channel, data, before.source)

    async def wait_reply(self, message: Message, timeout: float = 5.0) -> Message:  # noqa: ASYNC109
        """The bot's first reply to a message."""

        def look() -> Message | None:
            return next((m for m in self._world.store.replies_to(message.id) if self._from_bot(m)), None)

        return await until(self._world.events, look, timeout, f"reply to {message.content!r}")

    async def wait_message(
        self,
        channel: Channel,
        after: Message | None = None,
        timeout: float = 5.0,  # noqa: ASYNC109
    ) -> Message:
        """The bot's first message in a channel after another one (or after now)."""
        last = after.id if after is not None else channel.last_message_id or 0

        def look() -> Message | None:
            newer = self._world.store.newer(channel.id, last)
            return next((m for m in newer if self._from_bot(m)), None)

        return await until(self._world.events, look, timeout, "message of the bot")

    def _from_bot(self, message: Message) -> bool:
        return message.author_id == self._world.bot.id and message.ephemeral_for in {None, self.id}

    async def _component(self, message: Message, data: Json) -> Invocation:
        channel = self._world.store.channels[message.channel_id]
        if message not in self.sees(channel):
            raise RefusedError(f"{self.user.global_name} does not see this message")
        return await self._start(Kind.COMPONENT, channel, data, message)

    async def _start(
        self, kind: Kind, channel: Channel, data: Json, source: Message | None = None
    ) -> Invocation:
        interaction = self._desk.create(kind, self.id, channel, data, source)
        return await Invocation(self._world, interaction).acknowledged()

    def _command(self, name: str, channel: Channel) -> tuple[Json, list[str]]:
        first, *words = name.removeprefix("/").split()
        command = next((c for c in self.commands(channel) if c["name"] == first), None)
        if command is None:
            raise RefusedError(f"{self.user.global_name} is offered no /{first} here")
        return command, words

    def _menu(self, name: str, channel: Channel, kind: int) -> Json:
        command = next((c for c in self.commands(channel, kind) if c["name"] == name), None)
        if command is None:
            raise RefusedError(f"{self.user.global_name} is offered no {name!r} here")
        return command

    def _need_own(self, message: Message) -> None:
        if message.author_id != self.id:
            raise RefusedError("Only its author edits a message")

    @staticmethod
    def _check_text(text: str, *, empty_ok: bool) -> None:
        if not text.strip() and not empty_ok:
            raise RefusedError("A message cannot be empty")
        if len(text) > MAX_CONTENT:
            raise RefusedError(f"A message has at most {MAX_CONTENT} characters")


def _command_data(command: Json) -> Json:
    data = {"id": command["id"], "name": command["name"], "type": command["type"]}
    if command.get("guild_id"):
        data["guild_id"] = command["guild_id"]
    return data


def _pick(components: list[Json], which: str | int, what: str) -> Json:
    if isinstance(which, int):
        found = components[which] if -len(components) <= which < len(components) else None
    else:
        found = next(
            (c for c in components if which in {c.get("label"), c.get("custom_id"), c.get("placeholder")}),
            None,
        )
    if found is None:
        raise RefusedError(f"There is no {what} {which!r}")
    return found
