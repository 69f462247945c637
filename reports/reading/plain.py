"""Plain text: decoded, and nothing changed but line ends."""

import re

from reports.text.remarks import Remark

from .encodings import Decoded
from .types import SourceText, UnreadableFile

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
#: More control characters than this share of the text, and it is no text.
_RUBBISH = 0.01


def read_plain(decoded: Decoded) -> SourceText:
    """The canonical text of a plain file. Raises :class:`UnreadableFile` for binary rubbish."""
    # A disk that lost power leaves files filled up with NULs.
    text = decoded.text.rstrip("\x00") or decoded.text
    refuse_rubbish(text)
    return SourceText(
        text=canonical(text),
        media_type="text/plain",
        encoding=decoded.encoding,
        notes=damage_note(decoded),
    )


def canonical(text: str) -> str:
    """``text`` with LF line ends. A NUL, which no database column takes, becomes U+FFFD at the same place."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def damage_note(decoded: Decoded) -> tuple[Remark, ...]:
    return (Remark("characters_damaged", n=decoded.damaged, mark="\ufffd"),) if decoded.damaged else ()


def refuse_rubbish(text: str) -> None:
    """Raise :class:`UnreadableFile` when ``text`` is full of control characters."""
    if len(_CONTROL.findall(text)) > len(text) * _RUBBISH:
        raise UnreadableFile("binary", Remark("file_binary"))
