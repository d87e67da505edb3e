"""What Discord refuses, as exceptions that carry its status, code and words."""

from typing import Any

Path = tuple[str | int, ...]


class DiscordError(Exception):
    """A refusal as the REST API would send it."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} (error code: {code}): {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> dict[str, Any]:
        """The JSON body of the answer."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


class RefusedError(Exception):
    """Something that Discord's own client would not let a person do."""


class FormErrors:
    """Collects what is wrong with a body, each under the path of its field."""

    def __init__(self) -> None:
        self._tree: dict[str, Any] = {}

    def __bool__(self) -> bool:
        return bool(self._tree)

    def add(self, path: Path, code: str, message: str) -> None:
        """Note that the field at `path` is wrong."""
        node = self._tree
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def length(self, path: Path, value: object, least: int, most: int) -> None:
        """Note a text whose length is out of bounds, or a value that is no text."""
        if not isinstance(value, str):
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif least and not least <= len(value) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        elif len(value) > most:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    def raise_if_any(self) -> None:
        """Refuse the body with 50035 when anything was noted."""
        if self._tree:
            raise DiscordError(400, 50035, "Invalid Form Body", self._tree)


def invalid(path: Path, code: str, message: str) -> DiscordError:
    """A 50035 about a single field."""
    form = FormErrors()
    form.add(path, code, message)
    return DiscordError(400, 50035, "Invalid Form Body", form._tree)


def unknown(what: str, code: int) -> DiscordError:
    """A 404 about something that does not exist, such as `Unknown Message`."""
    return DiscordError(404, code, f"Unknown {what}")


def missing_access() -> DiscordError:
    """The bot cannot see the channel or guild."""
    return DiscordError(403, 50001, "Missing Access")


def missing_permissions() -> DiscordError:
    """The bot sees the channel but may not do this in it."""
    return DiscordError(403, 50013, "Missing Permissions")


def empty_message() -> DiscordError:
    """A message with nothing in it."""
    return DiscordError(400, 50006, "Cannot send an empty message")
