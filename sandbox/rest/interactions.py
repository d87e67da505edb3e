"""REST: interaction callbacks, and the webhook of an interaction."""

from sandbox.errors import unknown
from sandbox.interactions import Interaction
from sandbox.rest.context import Answer, ApiRequest, Route

TRUE = {"1", "true", "True"}


def callback(api: ApiRequest) -> Answer:
    """The first response to an interaction."""
    context = api.context
    interaction = context.desk.to_acknowledge(api.snowflake("interaction_id"), api.params["token"])
    result = context.responder.callback(interaction, api.fields(), api.files)
    if api.query.get("with_response") in TRUE:
        return Answer(result)
    return Answer(status=204)


def follow_up(api: ApiRequest) -> Answer:
    """A further message."""
    message = api.context.responder.follow_up(_interaction(api), api.fields(), api.files)
    return Answer(api.world.payloads.whole(message))


def get_response(api: ApiRequest) -> Answer:
    """The original response or a follow-up."""
    message = api.context.responder.message(_interaction(api), api.params["message_id"])
    return Answer(api.world.payloads.whole(message))


def edit_response(api: ApiRequest) -> Answer:
    """Change the original response or a follow-up."""
    interaction, which = _interaction(api), api.params["message_id"]
    message = api.context.responder.edit(interaction, which, api.fields(), api.files)
    return Answer(api.world.payloads.whole(message))


def delete_response(api: ApiRequest) -> Answer:
    """Take the original response or a follow-up away."""
    api.context.responder.delete(_interaction(api), api.params["message_id"])
    return Answer(status=204)


def _interaction(api: ApiRequest) -> Interaction:
    if api.snowflake("webhook_id") != api.world.bot.id:
        raise unknown("Webhook", 10015)
    return api.context.desk.of_token(api.params["token"])


_WEBHOOK = "/webhooks/{webhook_id}/{token}"
ROUTES = (
    Route("POST", "/interactions/{interaction_id}/{token}/callback", callback, open=True),
    Route("POST", _WEBHOOK, follow_up, open=True),
    Route("GET", _WEBHOOK + "/messages/{message_id}", get_response, open=True),
    Route("PATCH", _WEBHOOK + "/messages/{message_id}", edit_response, open=True),
    Route("DELETE", _WEBHOOK + "/messages/{message_id}", delete_response, open=True),
)
