"""Layers of a PDF that are switched off (optional content, ISO 32000-1, 8.11): PDFium gives their text with the rest."""

import re
import zlib
from collections.abc import Iterator

#: Streams of objects that are looked into, and the bytes of each: the catalogue stands in one of them, if in any.
_STREAMS, _BYTES = 500, 2_000_000
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_PROPERTIES = re.compile(rb"/OCProperties\b")
#: Switched off one by one, or all but those named.
_OFF = re.compile(rb"/OFF\s*\[\s*\d+\s+\d+\s+R|/BaseState\s*/OFF\b")


def has_hidden_layers(data: bytes) -> bool:
    """Does a PDF switch a layer off by itself? What it says in encrypted streams is not seen."""
    pieces = [data, *_object_streams(data)]
    return any(map(_PROPERTIES.search, pieces)) and any(map(_OFF.search, pieces))


def _object_streams(data: bytes) -> Iterator[bytes]:
    at = 0
    for _ in range(_STREAMS):
        head = _OBJECT_STREAM.search(data, at)
        start = head and _STREAM.search(data, head.end())
        if not start:
            return
        at = start.end()
        try:
            yield zlib.decompressobj().decompress(data[at : at + _BYTES], _BYTES)
        except zlib.error:
            continue
