"""A report as the cluster stores it, and back."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from reports.search.index.documents import Document, digest
from reports.search.index.stored import Stored
from reports.search.words.cutting import is_word
from reports.text.region_codes import DIGITS, in_municipality

#: What of a stored report a page of results needs.
STORED = ("revision", "body", "way")


def source(document: Document, pieces: Sequence[str]) -> dict[str, Any]:
    """The fields of a document, of the body's ``pieces``."""
    return {
        "body": document.body,
        "title": document.title,
        "headings": document.headings,
        "words": "\n".join(filter(is_word, pieces)),
        "pk": document.pk,
        "revision": document.revision,
        "digest": document.digest,
        "body_digest": digest(document.body),
        "length": len(document.body.encode("utf-16-le", "surrogatepass")) // 2,
        "way": b64encode(document.way).decode(),
        "year": document.year,
        "published": document.published.isoformat() if document.published else None,
        "region": document.region or None,
        **units(document.region),
        "genre": document.genre,
        "roles": document.roles,
        "topics": document.topics,
        "indicators": document.indicators,
        "flags": document.flags,
        "sample": "yes" if document.sample else "no",
    }


def units(code: str) -> dict[str, str]:
    """The codes of the units in which the place of ``code`` lies, by their level; no municipality has cities."""
    return {
        level: code[:digits]
        for level, digits in DIGITS.items()
        if len(code) >= digits and not (level == "city" and in_municipality(code))
    }


def stored(found: Mapping[str, Any]) -> Stored:
    """What :data:`STORED` of a source say."""
    return Stored(found["revision"], found["body"], b64decode(found["way"]))


def held_digest(found: Mapping[str, Any]) -> int:
    """``Document.digest`` of a source; 0 where the body is no longer the one that was written."""
    return int(found["digest"]) if digest(found["body"]) == found["body_digest"] else 0
