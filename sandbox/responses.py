"""How a bot answers interactions: callbacks, the original response and follow-ups."""

from sandbox.checks.commands import check_choices
from sandbox.checks.message import check_edit, check_new_message
from sandbox.checks.modal import check_modal
from sandbox.errors import FormErrors, invalid, unknown
from sandbox.events import Event
from sandbox.interactions import Interaction, InteractionDesk, Kind
from sandbox.model import EPHEMERAL, LOADING, Attachment, Json, Message
from sandbox.world import Draft, World

MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, AUTOCOMPLETE, MODAL = 4, 5, 6, 7, 8, 9
ALLOWED = {
    Kind.COMMAND: {MESSAGE, DEFERRED_MESSAGE, MODAL},
    Kind.COMPONENT: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL},
    Kind.AUTOCOMPLETE: {AUTOCOMPLETE},
    Kind.MODAL: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE},
}
REPLY, CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND = 19, 20, 23


class Responder:
    """Carries out a bot's answers to interactions."""

    def __init__(self, world: World, desk: InteractionDesk) -> None:
        self._world = world
        self._desk = desk

    def callback(self, interaction: Interaction, body: Json, files: list[Attachment]) -> Json:
        """Carry out the first response; returns what `with_response` shows of it."""
        kind, data = body.get("type"), body.get("data") or {}
        allowed = set(ALLOWED[interaction.kind])
        if interaction.source is None:
            allowed -= {DEFERRED_UPDATE, UPDATE}
        if kind not in allowed:
            words = f"Value must be one of {sorted(allowed)}."
            raise invalid(("type",), "BASE_TYPE_CHOICES", words)
        message = self._first(interaction, kind, data, files)
        interaction.acknowledge(kind)
        self._tell(interaction)
        return self._result(interaction, kind, message)

    def _tell(self, interaction: Interaction) -> None:
        data: Json = {"id": str(interaction.id), "type": interaction.response_kind}
        self._world.events.emit(Event("INTERACTION_ANSWERED", data, to_bot=False))

    def _first(
        self, interaction: Interaction, kind: int, data: Json, files: list[Attachment]
    ) -> Message | None:
        if kind == AUTOCOMPLETE:
            form = FormErrors()
            check_choices(data.get("choices"), form, ("data", "choices"))
            form.raise_if_any()
            interaction.choices = data["choices"]
        elif kind == MODAL:
            check_modal(data)
            interaction.modal = data
        elif kind == UPDATE:
            assert interaction.source is not None
            check_edit(data, interaction.source, files, ("data",))
            interaction.original = self._world.edit(interaction.source, data, files)
        elif kind == DEFERRED_UPDATE:
            interaction.original = interaction.source
        else:
            flags = data.get("flags") or 0
            if kind == MESSAGE:
                check_new_message(data, files, ("data",))
            else:
                data, flags = {"flags": flags & EPHEMERAL}, flags | LOADING
            interaction.ephemeral = bool(flags & EPHEMERAL)
            draft = self._draft(interaction, data, files, ephemeral=interaction.ephemeral)
            draft.flags |= flags & LOADING
            interaction.original = self._world.post(draft)
        return interaction.original

    def _draft(
        self, interaction: Interaction, data: Json, files: list[Attachment], *, ephemeral: bool
    ) -> Draft:
        earlier = interaction.original or interaction.source
        kind = CHAT_INPUT_COMMAND if interaction.command_type == 1 else CONTEXT_MENU_COMMAND
        first_of_command = interaction.kind is Kind.COMMAND and interaction.original is None
        return Draft(
            channel=interaction.channel,
            author_id=self._world.bot.id,
            body=data,
            attachments=files,
            kind=kind if first_of_command else (REPLY if earlier is not None else 0),
            reference_id=None if first_of_command or earlier is None else earlier.id,
            ephemeral_for=interaction.user_id if ephemeral else None,
            interaction=self._desk.metadata(interaction),
            application_id=self._world.bot.id,
        )

    def _result(self, interaction: Interaction, kind: int, message: Message | None) -> Json:
        about: Json = {"id": str(interaction.id), "type": int(interaction.kind)}
        resource: Json = {"type": kind}
        if message is not None:
            about["response_message_id"] = str(message.id)
            about["response_message_loading"] = message.loading
            about["response_message_ephemeral"] = message.ephemeral
            if kind in {MESSAGE, UPDATE, DEFERRED_MESSAGE}:
                resource["message"] = self._world.payloads.whole(message)
        return {"interaction": about, "resource": resource}

    def follow_up(self, interaction: Interaction, body: Json, files: list[Attachment]) -> Message:
        """Post a further message; the first one after a deferral takes the place of "thinking"."""
        check_new_message(body, files)
        waiting = interaction.original
        if waiting is not None and waiting.loading and not waiting.deleted:
            filled = {"flags": body.get("flags") or 0} | body
            return self._world.edit(waiting, filled, files)
        ephemeral = bool((body.get("flags") or 0) & EPHEMERAL)
        message = self._world.post(self._draft(interaction, body, files, ephemeral=ephemeral))
        interaction.followups.append(message)
        self._tell(interaction)
        return message

    def message(self, interaction: Interaction, which: str) -> Message:
        """`@original` or a message of this interaction by its id."""
        if which == "@original":
            found = interaction.original
        else:
            mine = [m for m in (interaction.original, *interaction.followups) if m is not None]
            found = next((m for m in mine if str(m.id) == which), None)
        if found is None or found.deleted:
            raise unknown("Message", 10008)
        return found

    def edit(self, interaction: Interaction, which: str, body: Json, files: list[Attachment]) -> Message:
        """Change `@original` or a follow-up."""
        message = self.message(interaction, which)
        check_edit(body, message, files)
        return self._world.edit(message, body, files)

    def delete(self, interaction: Interaction, which: str) -> None:
        """Take `@original` or a follow-up away."""
        self._world.delete(self.message(interaction, which))
