"""Saved web pages (.mht, .mhtml): the page inside, without its pictures."""

import email
import email.policy
from collections.abc import Callable

from ..types import SourceText, UnreadableFile


def read_mhtml(data: bytes, read_page: Callable[[bytes, str | None], SourceText]) -> SourceText:
    """The first page of the file, read by ``read_page`` from its bytes and declared encoding."""
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return read_page(payload, part.get_content_charset())
    raise UnreadableFile("no_text", "网页存档里没有网页。")
