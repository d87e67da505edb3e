"""Threads: begun from a message or without one, joined and left, archived and locked, as Discord does it."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sandbox.errors import DiscordError, FormErrors
from sandbox.events import Event
from sandbox.model import (
    HAS_THREAD,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    THREAD_CREATED,
    THREAD_STARTER,
    Channel,
    Json,
    Message,
    ThreadState,
)
from sandbox.payloads import channel_payload, member_payload, thread_member_payload
from sandbox.permissions import Permissions, in_channel

if TYPE_CHECKING:
    from sandbox.world import World

ARCHIVE_MINUTES = (60, 1440, 4320, 10080)
LONGEST_NAME = 100


class Threads:
    """Changes threads and tells the event stream."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._timers: dict[int, asyncio.Task[None]] = {}

    def close(self) -> None:
        """Let no thread archive itself any more."""
        for thread in tuple(self._timers):
            self._unwatch(thread)

    def start(  # noqa: PLR0913
        self,
        channel: Channel,
        user_id: int,
        name: str,
        *,
        message: Message | None = None,
        private: bool = False,
        archive_minutes: int | None = None,
    ) -> Channel:
        """Begin a thread; one begun from a message has the message's id and shows it first."""
        world, store = self._world, self._world.store
        self._check(channel, name, message, archive_minutes)
        assert channel.guild_id is not None
        now = world.clock.now()
        state = ThreadState(channel.id, user_id, now, now, archive_minutes=archive_minutes or 4320)
        kind = PRIVATE_THREAD if private else PUBLIC_THREAD
        thread_id = store.ids.next() if message is None else message.id
        thread = Channel(thread_id, name.strip(), kind=kind, guild_id=channel.guild_id, thread=state)
        store.add_thread(thread)
        state.members[user_id] = now
        self._watch(thread)
        self._tell("THREAD_CREATE", thread, channel_payload(thread, store) | {"newly_created": True})
        if message is not None:
            message.flags |= HAS_THREAD
            world.post_system(thread, user_id, THREAD_STARTER, (channel.id, message.id))
            world.tell_updated(message)
        elif not private:
            world.post_system(channel, user_id, THREAD_CREATED, (thread.id, None), thread.name)
        return thread

    def join(self, thread: Channel, user_id: int) -> None:
        """Make somebody a member of the thread."""
        state = _state(thread)
        if user_id in state.members:
            return
        if state.archived:
            raise DiscordError(400, 50083, "Thread is archived")
        state.members[user_id] = self._world.clock.now()
        if user_id == self._world.bot.id:
            self._tell("THREAD_CREATE", thread, channel_payload(thread, self._world.store))
        self._tell_members(thread, added=[user_id])

    def leave(self, thread: Channel, user_id: int) -> None:
        """End somebody's membership of the thread."""
        if _state(thread).members.pop(user_id, None) is not None:
            self._tell_members(thread, removed=[user_id])

    def change(
        self,
        thread: Channel,
        *,
        name: str | None = None,
        archived: bool | None = None,
        locked: bool | None = None,
        archive_minutes: int | None = None,
    ) -> None:
        """Rename, archive, lock a thread, or undo that; what is None stays."""
        state = _state(thread)
        thread.name = thread.name if name is None else name.strip()
        state.locked = state.locked if locked is None else locked
        state.archive_minutes = archive_minutes or state.archive_minutes
        if archived is not None and archived != state.archived:
            state.archived, state.archived_at = archived, self._world.clock.now()
        if state.archived:
            self._unwatch(thread.id)
        elif archived is not None or archive_minutes:
            self._watch(thread)
        self._tell("THREAD_UPDATE", thread, channel_payload(thread, self._world.store))

    def delete(self, thread: Channel) -> None:
        """Take a thread away with all that is in it."""
        payload = {
            "id": str(thread.id),
            "guild_id": str(thread.guild_id),
            "parent_id": str(_state(thread).parent_id),
            "type": thread.kind,
        }
        self._unwatch(thread.id)
        self._tell("THREAD_DELETE", thread, payload)
        self._world.store.remove_thread(thread)

    def check_open(self, channel: Channel, user_id: int, *, posting: bool = False) -> None:
        """Refuse what cannot be done in a locked or archived thread; a new message opens an archived one."""
        state = channel.thread
        if state is None or self._may_manage(channel, user_id):
            return
        if state.locked:
            raise DiscordError(403, 160005, "Thread is locked")
        if state.archived and not posting:
            raise DiscordError(400, 50083, "Thread is archived")

    def before_post(self, thread: Channel, author_id: int, mentioned: list[int]) -> None:
        """A message wakes the thread; who writes it, and whom it mentions, is in the thread from then on."""
        state = _state(thread)
        if state.archived:
            self.change(thread, archived=False)
        else:
            self._watch(thread)
        state.posted += 1
        guild = self._world.store.guilds[thread.guild_id or 0]
        parent = guild.channels[state.parent_id]
        for user_id in (author_id, *mentioned):
            if in_channel(guild, parent, user_id) & Permissions.VIEW_CHANNEL:
                self.join(thread, user_id)

    def _watch(self, thread: Channel) -> None:
        """Count anew the time without a message after which the thread archives itself."""
        self._unwatch(thread.id)
        waiting = self._archive_when_quiet(thread, _state(thread).archive_minutes * 60)
        self._timers[thread.id] = asyncio.get_running_loop().create_task(waiting)

    def _unwatch(self, thread_id: int) -> None:
        if timer := self._timers.pop(thread_id, None):
            timer.cancel()

    async def _archive_when_quiet(self, thread: Channel, seconds: float) -> None:
        await self._world.clock.sleep(seconds)
        del self._timers[thread.id]
        self.change(thread, archived=True)

    def _may_manage(self, thread: Channel, user_id: int) -> bool:
        return bool(self._world.permissions(thread, user_id) & Permissions.MANAGE_THREADS)

    def _check(self, channel: Channel, name: str, message: Message | None, minutes: int | None) -> None:
        if channel.guild_id is None or channel.thread is not None:
            raise DiscordError(400, 50024, "Cannot execute action on this channel type")
        if message is not None and message.id in self._world.store.channels:
            raise DiscordError(400, 160004, "A thread has already been created for this message")
        form = FormErrors()
        form.length(("name",), name.strip() if isinstance(name, str) else name, 1, LONGEST_NAME)
        if minutes is not None and minutes not in ARCHIVE_MINUTES:
            words = f"Value must be one of {ARCHIVE_MINUTES}."
            form.add(("auto_archive_duration",), "BASE_TYPE_CHOICES", words)
        form.raise_if_any()

    def _tell_members(self, thread: Channel, added: Sequence[int] = (), removed: Sequence[int] = ()) -> None:
        store = self._world.store
        guild = store.guilds[thread.guild_id or 0]
        payload: Json = {
            "id": str(thread.id),
            "guild_id": str(thread.guild_id),
            "member_count": min(len(_state(thread).members), 50),
        }
        if added:
            payload["added_members"] = [
                thread_member_payload(thread, user)
                | {"member": member_payload(guild.members[user], store.users[user]), "presence": None}
                for user in added
            ]
        if removed:
            payload["removed_member_ids"] = [str(user) for user in removed]
        self._tell("THREAD_MEMBERS_UPDATE", thread, payload)

    def _tell(self, name: str, thread: Channel, payload: Json) -> None:
        self._world.events.emit(Event(name, payload, thread.guild_id, thread.id))


def _state(thread: Channel) -> ThreadState:
    if thread.thread is None:
        raise DiscordError(400, 50024, "Cannot execute action on this channel type")
    return thread.thread
