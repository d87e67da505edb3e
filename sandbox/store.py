"""Everything that exists in the sandbox, and finding it or refusing as Discord would."""

from collections.abc import Iterator

from sandbox.clock import Clock
from sandbox.errors import unknown
from sandbox.model import DM, Channel, Guild, Message, User
from sandbox.snowflake import Snowflakes


class Store:
    """Users, guilds, channels and messages by id."""

    def __init__(self, clock: Clock, bot_name: str) -> None:
        self.clock = clock
        self.ids = Snowflakes(clock)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, dict[int, Message]] = {}
        self._replies: dict[int, list[Message]] = {}
        self._nonces: dict[tuple[int, int, str], Message] = {}
        self.bot = User(self.ids.next(), bot_name, bot_name, bot=True)
        self.users[self.bot.id] = self.bot

    def user(self, user_id: int) -> User:
        """The user, or 10013."""
        if user_id not in self.users:
            raise unknown("User", 10013)
        return self.users[user_id]

    def guild(self, guild_id: int) -> Guild:
        """The guild, or 10004."""
        if guild_id not in self.guilds:
            raise unknown("Guild", 10004)
        return self.guilds[guild_id]

    def channel(self, channel_id: int) -> Channel:
        """The channel, or 10003."""
        if channel_id not in self.channels:
            raise unknown("Channel", 10003)
        return self.channels[channel_id]

    def guild_of(self, channel: Channel) -> Guild | None:
        """The guild that a channel is in; none for a direct message."""
        return None if channel.guild_id is None else self.guilds[channel.guild_id]

    def message(self, channel_id: int, message_id: int) -> Message:
        """The message, or 10008."""
        message = self.find_message(channel_id, message_id)
        if message is None:
            raise unknown("Message", 10008)
        return message

    def find_message(self, channel_id: int, message_id: int) -> Message | None:
        """The message, unless it is not or no more there."""
        message = self.messages.get(channel_id, {}).get(message_id)
        return None if message is None or message.deleted else message

    def add_message(self, message: Message) -> None:
        """Keep a new message, and find it again by what it replies to and by its nonce."""
        self.messages.setdefault(message.channel_id, {})[message.id] = message
        self.channels[message.channel_id].last_message_id = message.id
        if message.reference_id is not None and message.reference_channel_id is None:
            self._replies.setdefault(message.reference_id, []).append(message)
        if message.nonce is not None:
            self._nonces[message.channel_id, message.author_id, message.nonce] = message

    def replies_to(self, message_id: int) -> list[Message]:
        """The replies to a message, oldest first."""
        return [m for m in self._replies.get(message_id, ()) if not m.deleted]

    def of_nonce(self, channel_id: int, author_id: int, nonce: str) -> Message | None:
        """The author's latest message of that nonce."""
        message = self._nonces.get((channel_id, author_id, nonce))
        return None if message is None or message.deleted else message

    def newer(self, channel_id: int, message_id: int) -> list[Message]:
        """The messages of a channel after an id, oldest first."""
        found: list[Message] = []
        for message in reversed(self.messages.get(channel_id, {}).values()):
            if message.id <= message_id:
                break
            found.append(message)
        return [m for m in reversed(found) if not m.deleted]

    def history(self, channel_id: int) -> Iterator[Message]:
        """The messages of a channel, oldest first."""
        return (m for m in self.messages.get(channel_id, {}).values() if not m.deleted)

    def add_thread(self, thread: Channel) -> None:
        """Keep a new thread of a guild."""
        self.guilds[thread.guild_id or 0].threads[thread.id] = thread
        self.channels[thread.id] = thread
        self.messages[thread.id] = {}

    def remove_thread(self, thread: Channel) -> None:
        """Forget a thread and what was said in it."""
        del self.guilds[thread.guild_id or 0].threads[thread.id]
        del self.channels[thread.id]
        del self.messages[thread.id]

    def dm_channel(self, first: int, second: int) -> Channel:
        """The direct messages of two users, opened when they were not yet."""
        pair = {first, second}
        for channel in self.channels.values():
            if channel.kind == DM and set(channel.recipient_ids) == pair:
                return channel
        channel = Channel(self.ids.next(), "", kind=DM, recipient_ids=[first, second])
        self.channels[channel.id] = channel
        self.messages[channel.id] = {}
        return channel
