"""Bodies of the wrong shape altogether: refused like any other, never a crash."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from sandbox.errors import DiscordError, invalid

P = ParamSpec("P")
R = TypeVar("R")


def refusing_nonsense(check: Callable[P, R]) -> Callable[P, R]:
    """Turn a check's stumble over a wrong type into 50035."""

    @wraps(check)
    def refusing(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return check(*args, **kwargs)
        except (AttributeError, KeyError, TypeError, ValueError):
            errors = {"_errors": [{"code": "MODEL_TYPE_CONVERT", "message": "A field has the wrong type."}]}
            raise DiscordError(400, 50035, "Invalid Form Body", errors) from None

    return refusing


def snowflake(value: object, field: str) -> int:
    """An id in a body, written as text or as a number."""
    text = str(value)
    if not text.isdecimal() or len(text) > 20:
        raise invalid((field,), "NUMBER_TYPE_COERCE", f'Value "{text[:40]}" is not snowflake.')
    return int(text)
