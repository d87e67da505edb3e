"""Writing JSON fast: most work in a flood is telling the same message in several places."""

from __future__ import annotations

import json
from typing import Any

import orjson


def encoded(data: Any) -> bytes:
    """Return data as JSON; what orjson will not take, such as half a surrogate pair, another library does."""
    try:
        return orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS)
    except TypeError:
        return json.dumps(data).encode()
