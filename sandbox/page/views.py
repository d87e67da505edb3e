"""What the page shows, as JSON, seen by one person."""

from sandbox.human import Member
from sandbox.invocation import Invocation
from sandbox.model import DM, PRIVATE_THREAD, THREAD_STARTER, Channel, Json, Message, ThreadState
from sandbox.page.parts import Parts
from sandbox.permissions import Permissions
from sandbox.world import World

SUGGESTED = 5
LANGUAGES = {"en-US": "English", "es-ES": "Español", "fr": "Français", "de": "Deutsch"}


def start_view(parts: Parts) -> Json:
    """All that the page needs to begin."""
    world = parts.world
    guild = next(iter(world.store.guilds.values()))
    return {
        "bot": {"id": str(world.bot.id), "name": world.bot.global_name, "online": parts.online()},
        "guild": {"id": str(guild.id), "name": guild.name},
        "people": [person_view(member, world) for member in parts.people()],
        "roles": [{"id": str(role.id), "name": role.name} for role in guild.roles.values()],
        "suggestions": list(parts.layout.suggestions[:SUGGESTED]),
        "languages": LANGUAGES,
        "checked": parts.checked,
        "no_mention": [channel.name for channel in parts.layout.channels if not channel.mention],
    }


def person_view(member: Member, world: World) -> Json:
    """Somebody one can act as."""
    guild = next(iter(world.store.guilds.values()))
    roles = guild.members[member.id].role_ids if member.id in guild.members else []
    return {
        "id": str(member.id),
        "name": member.user.global_name,
        "locale": member.user.locale,
        "roles": [guild.roles[role_id].name for role_id in roles],
    }


def channel_view(channel: Channel, world: World, viewer: int) -> Json:
    """A channel or thread in the list, as one person has it; private when not everyone sees it."""
    hidden = int(Permissions.VIEW_CHANNEL)
    private = any(o.id == channel.guild_id and o.deny & hidden for o in channel.overwrites)
    return {
        "id": str(channel.id),
        "name": world.bot.global_name if channel.kind == DM else channel.name,
        "topic": channel.topic,
        "dm": channel.kind == DM,
        "private": private or channel.kind == PRIVATE_THREAD,
        "thread": None if channel.thread is None else _thread_view(channel, channel.thread, world, viewer),
    }


def _thread_view(channel: Channel, thread: ThreadState, world: World, viewer: int) -> Json:
    """What a thread has beyond a channel, and what this person may do with it."""
    manages = bool(world.permissions(channel, viewer) & Permissions.MANAGE_THREADS)
    return {
        "parent": str(thread.parent_id),
        "joined": viewer in thread.members,
        "archived": thread.archived,
        "locked": thread.locked,
        "count": sum(message.kind != THREAD_STARTER for message in world.store.history(channel.id)),
        "manages": manages,
        "changes": manages or thread.owner_id == viewer,
    }


def message_view(message: Message, world: World) -> Json:
    """A message, with what the page needs beyond Discord's own fields."""
    author = world.store.users[message.author_id]
    view = world.payloads.whole(message) | {
        "ephemeral": message.ephemeral,
        "loading": message.loading,
        "author_name": author.global_name,
        "reacted_by": {emoji: [str(u) for u in users] for emoji, users in message.reactions.items()},
    }
    replied = view.get("referenced_message")
    if replied:
        replied["author_name"] = world.store.users[int(replied["author"]["id"])].global_name
    if message.interaction is not None:
        user = world.store.users[int(message.interaction["user"]["id"])]
        name, slash = message.interaction.get("name"), message.interaction.get("command_type") == 1
        view["invoked"] = {"by": user.global_name, "command": f"/{name}" if name and slash else name}
    return view


def invocation_view(invocation: Invocation) -> Json:
    """What came of an interaction: perhaps a modal to fill in."""
    return {"interaction": str(invocation.interaction.id), "modal": invocation.modal}
