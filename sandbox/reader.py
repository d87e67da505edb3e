"""What a person sees of the server, and the threads they go in and out of."""

from collections.abc import Callable
from typing import TypeVar

from sandbox.errors import DiscordError, RefusedError
from sandbox.model import Channel, Message, User
from sandbox.permissions import Permissions
from sandbox.world import World

T = TypeVar("T")


class Reader:
    """Sees as one user."""

    def __init__(self, user: User, world: World) -> None:
        self.user = user
        self._world = world

    @property
    def id(self) -> int:
        """The user's id."""
        return self.user.id

    @property
    def mention(self) -> str:
        """How a message mentions this user."""
        return self.user.mention

    def dm(self) -> Channel:
        """The direct messages between this user and the bot."""
        return self._world.open_dm(self.id)

    def channels(self) -> list[Channel]:
        """The channels that this user can open, direct messages with the bot last."""
        guilds = self._world.store.guilds.values()
        seen = [c for g in guilds for c in g.channels.values() if self._can(c, Permissions.VIEW_CHANNEL)]
        return [*sorted(seen, key=lambda c: (c.guild_id or 0, c.position)), self.dm()]

    def threads(self, channel: Channel | None = None) -> list[Channel]:
        """The threads that this user can open, of a channel or of all, oldest first, archived ones too."""
        guilds = self._world.store.guilds.values()
        known = [(t, t.thread) for g in guilds for t in g.threads.values() if t.thread is not None]
        wanted = [t for t, state in known if channel is None or state.parent_id == channel.id]
        return [t for t in wanted if self._can(t, Permissions.VIEW_CHANNEL)]

    def sees(self, channel: Channel) -> list[Message]:
        """The messages of a channel as this user sees them, oldest first, ephemeral ones only their own."""
        if not self._can(channel, Permissions.VIEW_CHANNEL):
            return []
        return [m for m in self._world.store.history(channel.id) if m.ephemeral_for in {None, self.id}]

    async def start_thread(
        self, channel: Channel, name: str, *, message: Message | None = None, private: bool = False
    ) -> Channel:
        """Begin a thread in a channel, from one of its messages or without."""
        needed = Permissions.CREATE_PRIVATE_THREADS if private else Permissions.CREATE_PUBLIC_THREADS
        self._need(channel, needed, "begin a thread here")
        if message is not None and (message.ephemeral or private):
            raise RefusedError("No thread of that kind begins from this message")
        return self._told(
            lambda: self._world.threads.start(channel, self.id, name, message=message, private=private)
        )

    async def join_thread(self, thread: Channel) -> None:
        """Become a member of a thread."""
        self._need(thread, Permissions.VIEW_CHANNEL, "see this thread")
        self._told(lambda: self._world.threads.join(thread, self.id))

    async def leave_thread(self, thread: Channel) -> None:
        """Be no member of a thread any more."""
        self._world.threads.leave(thread, self.id)

    async def change_thread(
        self,
        thread: Channel,
        *,
        name: str | None = None,
        archived: bool | None = None,
        locked: bool | None = None,
    ) -> None:
        """Rename or archive one's own thread, open one again, or do all that and lock it as a moderator."""
        state = thread.thread
        if state is None:
            raise RefusedError("That is no thread")
        opening = name is None and locked is None and archived is False and not state.locked
        own = state.owner_id == self.id and locked is None
        if not own and not (opening and self.id in state.members):
            self._need(thread, Permissions.MANAGE_THREADS, "change this thread")
        self._world.threads.change(thread, name=name, archived=archived, locked=locked)

    async def delete_thread(self, thread: Channel) -> None:
        """Take a thread away, as a moderator."""
        self._need(thread, Permissions.MANAGE_THREADS, "delete this thread")
        self._world.threads.delete(thread)

    async def invite(self, thread: Channel, user_id: int) -> None:
        """Bring somebody who sees its channel into a thread."""
        self._need(thread, Permissions.SEND_MESSAGES_IN_THREADS, "invite to this thread")
        if thread.thread is None or not self._world.permissions(
            self._world.store.channels[thread.thread.parent_id], user_id
        ):
            raise RefusedError("They do not see the channel of this thread")
        self._told(lambda: self._world.threads.join(thread, user_id))

    def _can(self, channel: Channel, needed: int) -> bool:
        return self._world.permissions(channel, self.id) & needed == needed

    def _need(self, channel: Channel, needed: int, what: str) -> None:
        if not self._can(channel, needed):
            raise RefusedError(f"{self.user.global_name} may not {what}")

    def _need_open(self, channel: Channel, *, posting: bool = False) -> None:
        self._told(lambda: self._world.threads.check_open(channel, self.id, posting=posting))

    @staticmethod
    def _told(act: Callable[[], T]) -> T:
        """Do something that Discord may refuse, which its client then tells the person."""
        try:
            return act()
        except DiscordError as refused:
            raise RefusedError(refused.message) from None
