"""How far each person has read in each channel on the page, and what has come there since."""

from sandbox.human import Member
from sandbox.model import DM, THREAD_STARTER, Channel, Json, Message
from sandbox.world import World


class Reading:
    """Keeps the last message that somebody has read, by person and channel."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._read: dict[tuple[int, int], int] = {}

    def mark(self, member: Member, channel: Channel, message_id: int) -> None:
        """Take all messages up to one as read."""
        place = (member.id, channel.id)
        self._read[place] = max(self._read.get(place, 0), message_id)

    def since(self, member: Member, channel: Channel) -> Json:
        """What a person has not read; who wrote something has read what was above it."""
        seen = member.sees(channel)
        own = [message.id for message in seen if message.author_id == member.id]
        last = max(self._read.get((member.id, channel.id), 0), *own, 0)
        new = [m for m in seen if m.id > last and m.kind != THREAD_STARTER]
        return {
            "since": str(last) if last else None,
            "count": len(new),
            "pings": sum(pings(message, member.id, self._world) for message in new),
        }


def pings(message: Message, user_id: int, world: World) -> bool:
    """Whether a message is for somebody: mentions them, their role or everyone, or is in their DMs."""
    if message.author_id == user_id or message.ephemeral:
        return False
    channel = world.store.channels[message.channel_id]
    if channel.kind == DM or message.mention_everyone or user_id in message.mention_ids:
        return True
    guild = world.store.guild_of(channel)
    roles = guild.members[user_id].role_ids if guild is not None and user_id in guild.members else []
    return bool(set(roles) & set(message.mention_role_ids))
