"""Checks request bodies against Discord's own OpenAPI description."""

import copy
import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandbox.model import Json
from sandbox.traffic import Violation

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

PARAMETER = re.compile(r"\{[^}]+\}")


class Schema:
    """The request bodies that the description knows, by method and path."""

    def __init__(self, document: Json) -> None:
        self._document = copy.deepcopy(document)
        # The client sends snowflakes as integers too, which Discord takes.
        self._document["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
        self._validators: dict[tuple[str, str], Validator | None] = {}
        self._paths = [(self._pattern(path), path) for path in self._document["paths"]]
        self._paths.sort(key=lambda entry: entry[1].count("{"))

    @classmethod
    def load(cls, path: Path) -> "Schema":
        """Read `openapi.json`; ValueError says why it cannot be checked against."""
        if find_spec("jsonschema") is None:
            raise ValueError("checking requests takes the package jsonschema, which is not installed")
        try:
            return cls(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, LookupError, TypeError) as error:
            raise ValueError(f"{path} is not Discord's OpenAPI description") from error

    def check(self, method: str, path: str, body: Any) -> list[Violation]:
        """What the description finds wrong with a body."""
        template = next((known for pattern, known in self._paths if pattern.fullmatch(path)), None)
        if template is None:
            return [Violation(method, path, "", "the description knows no such path")]
        key = (method.lower(), template)
        if key not in self._validators:
            self._validators[key] = self._validator(*key)
        validator = self._validators[key]
        if validator is None or body is None:
            return []
        return [
            Violation(method, path, "/".join(str(step) for step in error.absolute_path), _reason(error))
            for error in validator.iter_errors(body)
        ]

    def _validator(self, method: str, template: str) -> "Validator | None":
        from jsonschema import Draft202012Validator  # noqa: PLC0415 -- only needed with a description

        operation = self._document["paths"][template].get(method, {})
        content = operation.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        if schema is None:
            return None
        return Draft202012Validator({"components": self._document["components"], **schema})

    @staticmethod
    def _pattern(template: str) -> re.Pattern[str]:
        parts = [re.escape(part) for part in PARAMETER.split(template)]
        return re.compile("[^/]+".join(parts))


def _reason(error: Any) -> str:
    deepest = error
    while deepest.context:
        deepest = min(deepest.context, key=lambda e: -len(e.absolute_path))
    text = str(deepest.message)
    return text if len(text) <= 300 else text[:297] + "..."
