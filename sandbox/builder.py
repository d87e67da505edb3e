"""Building the server: guilds, roles, channels and members."""

from sandbox.events import Event
from sandbox.layout import MODERATOR, Layout
from sandbox.model import Channel, Guild, GuildMember, Overwrite, Role, User
from sandbox.payloads import channel_payload, guild_create_payload, member_payload, role_payload
from sandbox.permissions import EVERYONE_DEFAULT, Permissions
from sandbox.world import World


class Builder:
    """Adds to the world and tells whoever is connected."""

    def __init__(self, world: World) -> None:
        self._world = world

    def lay_out(self, layout: Layout) -> Guild:
        """Build a whole server; its owner is a user nobody acts as."""
        guild = self.guild(layout.guild)
        moderator = self.role(guild, "Moderator", MODERATOR)
        for plan in layout.users:
            self.user(plan.name, guild, [moderator] if plan.moderator else [])
        for place in layout.channels:
            self.channel(guild, place.name, topic=place.topic, only=moderator if place.private else None)
        return guild

    def guild(self, name: str, guild_id: int | None = None) -> Guild:
        """A new guild with the bot in it."""
        world, store = self._world, self._world.store
        owner = User(store.ids.next(), "owner", "Owner")
        store.users[owner.id] = owner
        guild = Guild(store.ids.next() if guild_id is None else guild_id, name, owner.id)
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE_DEFAULT)
        bot_role = Role(store.ids.next(), world.bot.username, 0, position=1, managed_by=world.bot.id)
        guild.roles[bot_role.id] = bot_role
        now = world.clock.now()
        guild.members[owner.id] = GuildMember(owner.id, now)
        guild.members[world.bot.id] = GuildMember(world.bot.id, now, [bot_role.id])
        store.guilds[guild.id] = guild
        payload = guild_create_payload(guild, store, all_members=False)
        world.events.emit(Event("GUILD_CREATE", payload, guild.id))
        return guild

    def role(self, guild: Guild, name: str, permissions: int = 0) -> Role:
        """A new role, above those before it."""
        role = Role(self._world.store.ids.next(), name, int(permissions), position=len(guild.roles))
        guild.roles[role.id] = role
        payload = {"guild_id": str(guild.id), "role": role_payload(role)}
        self._world.events.emit(Event("GUILD_ROLE_CREATE", payload, guild.id))
        return role

    def user(self, name: str, guild: Guild | None = None, roles: list[Role] | None = None) -> User:
        """A new person, a member of `guild` when one is given."""
        world = self._world
        user = User(world.store.ids.next(), name.lower().replace(" ", "."), name)
        world.store.users[user.id] = user
        if guild is not None:
            self.join(guild, user, roles or [])
        return user

    def join(self, guild: Guild, user: User, roles: list[Role]) -> None:
        """Make a user a member."""
        member = GuildMember(user.id, self._world.clock.now(), [role.id for role in roles])
        guild.members[user.id] = member
        payload = member_payload(member, user) | {"guild_id": str(guild.id)}
        self._world.events.emit(Event("GUILD_MEMBER_ADD", payload, guild.id))

    def channel(self, guild: Guild, name: str, *, topic: str = "", only: Role | None = None) -> Channel:
        """A new text channel; with `only`, seen by that role and the bot alone."""
        store = self._world.store
        channel = Channel(store.ids.next(), name, guild_id=guild.id, topic=topic or None)
        channel.position = len(guild.channels)
        if only is not None:
            seen = int(Permissions.VIEW_CHANNEL)
            channel.overwrites = [
                Overwrite(guild.id, 0, deny=seen),
                Overwrite(only.id, 0, allow=seen),
                Overwrite(self._world.bot.id, 1, allow=seen),
            ]
        guild.channels[channel.id] = channel
        store.channels[channel.id] = channel
        store.messages[channel.id] = {}
        payload = channel_payload(channel, store)
        self._world.events.emit(Event("CHANNEL_CREATE", payload, guild.id, channel.id))
        return channel
