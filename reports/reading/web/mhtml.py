"""Saved web pages (.mht, .mhtml): the page inside, those in its frames and its style sheets, without pictures."""

import email
import email.policy
from collections.abc import Callable
from email.message import Message
from urllib.parse import urldefrag, urljoin

from reports.text.remarks import Remark

from ..types import SourceText, UnreadableFile
from .hidden import Sheets
from .walk import Frames

#: Reads a page from its bytes, its declared encoding, what its frames show and its style sheets.
ReadPage = Callable[[bytes, str | None, Frames, Sheets], SourceText]
#: Frames in frames, and frames that are read in all.
_DEEP_MAX, _FRAMES_MAX = 3, 50


def read_mhtml(data: bytes, read_page: ReadPage) -> SourceText:
    """The first page of the file, with the pages of its frames where they stand (RFC 2557)."""
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    archive = _Archive(read_page)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            archive.add(part)
        elif part.get_content_type() == "text/css":
            archive.add_sheet(part)
    if not archive.pages:
        raise UnreadableFile("no_text", Remark("page_not_saved"))
    return archive.read(0)


class _Archive:
    def __init__(self, read_page: ReadPage) -> None:
        self.pages: list[tuple[bytes, str | None, str]] = []
        self._read_page = read_page
        self._named: dict[str, int] = {}
        self._sheets: dict[str, str] = {}
        self._open: list[int] = []
        self._count = 0

    def add(self, part: Message) -> None:
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            return
        location, *others = _names(part)
        for name in filter(None, (location, *others)):
            self._named.setdefault(name, len(self.pages))
        self.pages.append((payload, part.get_content_charset(), location))

    def add_sheet(self, part: Message) -> None:
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            # What hides is written in Latin letters, whatever the encoding.
            text = payload.decode("utf-8", "replace")
            for name in filter(None, _names(part)):
                self._sheets.setdefault(name, text)

    def read(self, number: int) -> SourceText:
        payload, charset, location = self.pages[number]
        parts: list[SourceText] = []

        def sheet(address: str) -> str | None:
            return self._sheets.get(address, self._sheets.get(urldefrag(urljoin(location, address))[0]))

        def frame(address: str) -> str | None:
            there = self._named.get(address, self._named.get(urldefrag(urljoin(location, address))[0]))
            if there is None or there in self._open or len(self._open) > _DEEP_MAX:
                return None
            self._count += 1
            if self._count > _FRAMES_MAX:
                return None
            try:
                parts.append(self.read(there))
            except UnreadableFile:
                return None
            return parts[-1].text

        self._open.append(number)
        try:
            source = self._read_page(payload, charset, frame, sheet)
        finally:
            self._open.pop()
        # What the page says of itself goes before what its frames say.
        return SourceText(
            text=source.text,
            media_type=source.media_type,
            encoding=source.encoding,
            meta=(*source.meta, *(pair for part in parts for pair in part.meta)),
            notes=tuple(dict.fromkeys([*source.notes, *(note for part in parts for note in part.notes)])),
            partial=tuple(
                dict.fromkeys([*source.partial, *(code for part in parts for code in part.partial)])
            ),
        )


def _names(part: Message) -> list[str]:
    """The names by which pages refer to a part: its address, which may be "", and its identity."""
    identity = str(part.get("Content-ID") or "").strip().strip("<>")
    return [str(part.get("Content-Location") or "").strip(), *([f"cid:{identity}"] if identity else [])]
