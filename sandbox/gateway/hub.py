"""Routes what happens to the sessions that should hear of it, as their intents allow."""

from typing import Any

from sandbox.errors import DiscordError
from sandbox.events import Event
from sandbox.faults import Faults
from sandbox.gateway.connection import Connection
from sandbox.gateway.held import Held
from sandbox.gateway.intents import Intents, needed
from sandbox.gateway.session import Session
from sandbox.model import Guild, Json
from sandbox.payloads import guild_create_payload, member_payload, user_payload
from sandbox.permissions import Permissions
from sandbox.world import World

SESSION_LIFE = 300.0


class Hub:
    """The sessions and connections of the bot."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self._held = Held()
        faults.bind_gateway(self.act, self._held.release_all)
        world.events.subscribe(self.on_event)

    @property
    def online(self) -> bool:
        """Whether the bot has a session with a live connection."""
        return any(session.wire is not None for session in self.sessions.values())

    def start(self, session: Session, application: Json, gateway_url: str) -> None:
        """Register an identified session and send it READY and its guilds."""
        self.sessions[session.id] = session
        guilds = [g for g in self._guilds() if session.serves(g.id)]
        ready = {
            "v": 10,
            "user": user_payload(self.world.bot) | {"verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": gateway_url,
            "shard": list(session.shard),
            "application": {"id": application["id"], "flags": application["flags"]},
            "private_channels": [],
            "relationships": [],
        }
        session.dispatch("READY", ready)
        if session.intents & Intents.GUILDS:
            for guild in guilds:
                self.send_guild(session, guild)

        self.tell_online()

    def tell_online(self) -> None:
        """Let the page and whoever waits know that the bot came or went."""
        data: Json = {"online": self.online}
        self.world.events.emit(Event("BOT_ONLINE", data, to_bot=False))

    def send_guild(self, session: Session, guild: Guild) -> None:
        """Send GUILD_CREATE, with all members only when the intent allows."""
        everyone = bool(session.intents & Intents.GUILD_MEMBERS)
        payload = guild_create_payload(guild, self.world.store, all_members=everyone)
        session.dispatch("GUILD_CREATE", payload)

    def resumable(self, session_id: str, sequence: int) -> Session | None:
        """The session to resume, unless it is gone, expired or has forgotten too much."""
        session = self.sessions.get(session_id)
        if session is None or not session.can_resume(sequence):
            return None
        if self._expired(session):
            self.forget(session)
            return None
        return session

    def forget(self, session: Session) -> None:
        """Invalidate a session."""
        session.wire = None
        self.sessions.pop(session.id, None)
        self._held.forget(session)
        self.tell_online()

    def on_event(self, event: Event) -> None:
        """Send an event to each session that should have it."""
        if not event.to_bot:
            return
        for session in tuple(self.sessions.values()):
            if self._expired(session):
                self.sessions.pop(session.id)
                self._held.forget(session)
            elif self._should_hear(session, event):
                self._send(session, event.name, self._as_seen(session, event))

    def members_chunk(self, session: Session, request: Json) -> None:
        """Answer op 8 with the members asked for."""
        try:
            guild = self.world.store.guild(int(request.get("guild_id") or 0))
        except DiscordError:
            return
        found = self._matching(guild, session, request)
        wanted = [str(u) for u in _as_list(request.get("user_ids"))]
        known = {str(member["user"]["id"]) for member in found}
        session.dispatch(
            "GUILD_MEMBERS_CHUNK",
            {
                "guild_id": str(guild.id),
                "members": found,
                "chunk_index": 0,
                "chunk_count": 1,
                "not_found": [u for u in wanted if u not in known],
                **({"nonce": request["nonce"]} if request.get("nonce") else {}),
            },
        )

    def act(self, action: str, shard: int | None) -> int:
        """Carry out a gateway fault on the open connections."""
        struck = 0
        for connection in tuple(self.connections):
            session = connection.session
            if session is None or shard not in {None, session.shard[0]}:
                continue
            struck += 1
            if action == "drop":
                connection.abort()
            elif action in {"reconnect", "heartbeat"}:
                connection.send_op(7 if action == "reconnect" else 1, None)
            else:
                if action == "invalid":
                    self.forget(session)
                connection.send_op(9, action == "resumable")
        return struck

    def _expired(self, session: Session) -> bool:
        return session.lost_at is not None and self.world.clock.now() - session.lost_at > SESSION_LIFE

    def _guilds(self) -> list[Guild]:
        return [g for g in self.world.store.guilds.values() if self.world.bot.id in g.members]

    def _should_hear(self, session: Session, event: Event) -> bool:
        need = needed(event.name, in_guild=event.guild_id is not None)
        if event.name == "THREAD_MEMBERS_UPDATE" and not self._about_bot(event):
            need |= Intents.GUILD_MEMBERS
        if not session.serves(event.guild_id) or session.intents & need != need:
            return False
        if event.channel_id is None or event.name == "INTERACTION_CREATE":
            return True
        channel = self.world.store.channels[event.channel_id]
        return bool(self.world.permissions(channel, self.world.bot.id) & Permissions.VIEW_CHANNEL)

    def _about_bot(self, event: Event) -> bool:
        bot = str(self.world.bot.id)
        added = {member["user_id"] for member in event.data.get("added_members", [])}
        return bot in added or bot in event.data.get("removed_member_ids", [])

    def _as_seen(self, session: Session, event: Event) -> Json:
        message = event.message
        if message is None or session.intents & Intents.MESSAGE_CONTENT:
            return event.data
        if event.name not in {"MESSAGE_CREATE", "MESSAGE_UPDATE"}:
            return event.data
        return self.world.payloads.without_content(event.data, message)

    def _send(self, session: Session, name: str, data: Json) -> None:
        fault = self.faults.take_event(name)
        if fault == "reorder":
            self._held.hold(session, name, data)
            return
        session.dispatch(name, data)
        if fault == "duplicate":
            session.dispatch(name, data)
        self._held.release(session)

    def _matching(self, guild: Guild, session: Session, request: Json) -> list[Json]:
        wanted = {int(u) for u in _as_list(request.get("user_ids"))}
        query = str(request.get("query") or "").lower()
        if not wanted and not query and not session.intents & Intents.GUILD_MEMBERS:
            return []
        found = []
        for member in guild.members.values():
            user = self.world.store.users[member.user_id]
            names = [user.username.lower(), (member.nick or "").lower(), user.global_name.lower()]
            if user.id in wanted or (not wanted and any(name.startswith(query) for name in names)):
                found.append(member_payload(member, user))
        limit = int(request.get("limit") or 0)
        return found[:limit] if limit and not wanted else found


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
