"""REST: registering application commands, globally and for a guild."""

from sandbox.errors import missing_access
from sandbox.rest.context import Answer, ApiRequest, Route


def list_commands(api: ApiRequest) -> Answer:
    """The commands of a scope."""
    return Answer(api.context.commands.registered(_scope(api)))


def replace_commands(api: ApiRequest) -> Answer:
    """Make a list all there is in a scope."""
    return Answer(api.context.commands.replace(_scope(api), api.items()))


def create_command(api: ApiRequest) -> Answer:
    """Add a command, or overwrite its namesake."""
    command, new = api.context.commands.upsert(_scope(api), api.fields())
    return Answer(command, 201 if new else 200)


def get_command(api: ApiRequest) -> Answer:
    """One command."""
    return Answer(api.context.commands.get(_scope(api), api.snowflake("command_id")))


def edit_command(api: ApiRequest) -> Answer:
    """Change a command."""
    command_id = api.snowflake("command_id")
    return Answer(api.context.commands.edit(_scope(api), command_id, api.fields()))


def delete_command(api: ApiRequest) -> Answer:
    """Take a command away."""
    api.context.commands.delete(_scope(api), api.snowflake("command_id"))
    return Answer(status=204)


def _scope(api: ApiRequest) -> int | None:
    if api.snowflake("application_id") != api.world.bot.id:
        raise missing_access()
    if "guild_id" not in api.params:
        return None
    return api.world.store.guild(api.snowflake("guild_id")).id


def _routes(base: str) -> tuple[Route, ...]:
    return (
        Route("GET", base, list_commands),
        Route("PUT", base, replace_commands),
        Route("POST", base, create_command),
        Route("GET", base + "/{command_id}", get_command),
        Route("PATCH", base + "/{command_id}", edit_command),
        Route("DELETE", base + "/{command_id}", delete_command),
    )


ROUTES = _routes("/applications/{application_id}/commands") + _routes(
    "/applications/{application_id}/guilds/{guild_id}/commands"
)
