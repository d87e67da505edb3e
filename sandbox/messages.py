"""Messages as Discord's JSON: whole, as the gateway sends them, and as intents leave them."""

from sandbox.model import HAS_THREAD, Json, Message
from sandbox.payloads import channel_payload, iso, member_payload, user_payload
from sandbox.store import Store
from sandbox.unfurling import Unfurled

HIDDEN: Json = {"content": "", "embeds": [], "attachments": [], "components": []}


class MessagePayloads:
    """Writes messages out; `base_url` is where the sandbox serves attachments."""

    def __init__(self, store: Store, base_url: str = "") -> None:
        self._store = store
        self.base_url = base_url

    def whole(self, message: Message, *, nested: bool = True) -> Json:
        """A message as REST shows it, with the message that it replies to."""
        store = self._store
        unfurled = Unfurled(message, self.base_url)
        payload: Json = {
            "id": str(message.id),
            "channel_id": str(message.channel_id),
            "author": user_payload(store.users[message.author_id]),
            "type": message.kind,
            "content": message.content,
            "timestamp": iso(message.created_at),
            "edited_timestamp": None if message.edited_at is None else iso(message.edited_at),
            "tts": message.tts,
            "mention_everyone": message.mention_everyone,
            "mentions": [user_payload(store.users[u]) for u in message.mention_ids],
            "mention_roles": [str(role_id) for role_id in message.mention_role_ids],
            "attachments": unfurled.attachments,
            "embeds": unfurled.embeds,
            "components": unfurled.components,
            "pinned": message.pinned,
            "flags": message.flags,
        }
        if message.reactions:
            payload["reactions"] = [self._reaction(e, users) for e, users in message.reactions.items()]
        if message.nonce is not None:
            payload["nonce"] = message.nonce
        if message.application_id is not None:
            payload["application_id"] = str(message.application_id)
            payload["webhook_id"] = str(message.application_id)
        if message.interaction is not None:
            payload["interaction_metadata"] = message.interaction
        if message.reference_id is not None or message.reference_channel_id is not None:
            payload |= self._reference(message, nested=nested)
        if message.flags & HAS_THREAD and message.id in store.channels:
            payload["thread"] = channel_payload(store.channels[message.id], store)
        return payload

    def dispatched(self, message: Message) -> Json:
        """A message as the gateway sends it: with guild, member and the members mentioned."""
        payload = self.whole(message)
        payload.pop("reactions", None)
        channel = self._store.channels[message.channel_id]
        guild = self._store.guild_of(channel)
        if guild is None:
            return payload | {"channel_type": channel.kind}
        payload["guild_id"] = str(guild.id)
        payload["channel_type"] = channel.kind
        author = guild.members.get(message.author_id)
        if author is not None:
            payload["member"] = member_payload(author)
        for mention in payload["mentions"]:
            member = guild.members.get(int(mention["id"]))
            if member is not None:
                mention["member"] = member_payload(member)
        return payload

    def without_content(self, payload: Json, message: Message) -> Json:
        """The payload as a bot without the message-content intent gets it."""
        if not self._readable(message):
            payload = payload | HIDDEN
        replied = None
        if message.reference_id is not None:
            there = message.reference_channel_id or message.channel_id
            replied = self._store.find_message(there, message.reference_id)
        if replied is not None and payload.get("referenced_message") and not self._readable(replied):
            payload = payload | {"referenced_message": payload["referenced_message"] | HIDDEN}
        return payload

    def _readable(self, message: Message) -> bool:
        bot_id = self._store.bot.id
        in_dm = self._store.channels[message.channel_id].guild_id is None
        return in_dm or message.author_id == bot_id or bot_id in message.mention_ids

    def _reaction(self, emoji: str, user_ids: list[int]) -> Json:
        return {
            "emoji": emoji_payload(emoji),
            "count": len(user_ids),
            "count_details": {"burst": 0, "normal": len(user_ids)},
            "burst_colors": [],
            "me": self._store.bot.id in user_ids,
            "me_burst": False,
        }

    def _reference(self, message: Message, *, nested: bool) -> Json:
        channel = self._store.channels[message.channel_id]
        there = message.reference_channel_id or message.channel_id
        reference: Json = {"type": 0, "channel_id": str(there)}
        if message.reference_id is not None:
            reference["message_id"] = str(message.reference_id)
        if channel.guild_id is not None:
            reference["guild_id"] = str(channel.guild_id)
        payload: Json = {"message_reference": reference}
        if nested and message.reference_id is not None:
            replied = self._store.find_message(there, message.reference_id)
            if replied is not None and replied.ephemeral_for not in {None, message.ephemeral_for}:
                replied = None
            payload["referenced_message"] = None if replied is None else self.whole(replied, nested=False)
        return payload


def emoji_payload(emoji: str) -> Json:
    """A unicode emoji, or a custom one written `name:id`."""
    name, _, emoji_id = emoji.rpartition(":")
    if name and emoji_id.isdigit():
        return {"id": emoji_id, "name": name, "animated": False}
    return {"id": None, "name": emoji}
