"""Transport compression: one stream per connection, flushed after each message."""

import importlib
import zlib
from typing import Any, Protocol


class Compressor(Protocol):
    """Turns each gateway message into one frame's bytes."""

    def compress(self, text: str) -> bytes:
        """The bytes of one message, flushed."""
        ...


class ZlibStream:
    """`compress=zlib-stream`: a shared zlib context, each message ends in 00 00 FF FF."""

    def __init__(self) -> None:
        self._context = zlib.compressobj()

    def compress(self, text: str) -> bytes:
        """The bytes of one message, flushed."""
        return self._context.compress(text.encode()) + self._context.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """`compress=zstd-stream`, where Python or the zstandard package has it."""

    def __init__(self) -> None:
        self._context, self._flush = _zstd_context()

    def compress(self, text: str) -> bytes:
        """The bytes of one message, flushed."""
        data: bytes = self._context.compress(text.encode()) + self._context.flush(self._flush)
        return data


def compressor(kind: str | None) -> Compressor | None:
    """The compressor that a client asked for in its address; raises ValueError when there is none such."""
    if kind is None:
        return None
    if kind == "zlib-stream":
        return ZlibStream()
    if kind == "zstd-stream":
        return ZstdStream()
    raise ValueError(kind)


def _zstd_context() -> tuple[Any, Any]:
    try:
        zstandard = importlib.import_module("zstandard")
    except ImportError:
        try:
            zstd = importlib.import_module("compression.zstd")
        except ImportError:
            raise ValueError("zstd-stream") from None
        return zstd.ZstdCompressor(), zstd.ZstdCompressor.FLUSH_BLOCK
    return zstandard.ZstdCompressor().compressobj(), zstandard.COMPRESSOBJ_FLUSH_BLOCK
