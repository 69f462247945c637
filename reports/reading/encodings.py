"""Which encoding a file of Chinese text is in, judged by its bytes.

What a page or a server declares is often wrong (GBK bytes under ``charset=utf-8``), so a declaration only breaks
ties. UTF-8 proves itself by its form. GB18030 and Big5 accept nearly any bytes of each other, so both are read
and the one with the larger share of everyday characters is taken.
"""

import codecs
from dataclasses import dataclass

from reports.text.remarks import Remark

from .types import UnreadableFile

#: Byte order marks, longest first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: At most this share of a file's characters may be damaged for it to count as text in that encoding.
_DAMAGE = 0.005
#: Below this share of everyday characters a reading is taken for a wrong one.
_PLAUSIBLE = 0.6
_SAMPLE = 60_000
#: The first bytes in UTF-8 of characters from U+0800 on (three and four bytes) and of those from U+0080 to there (two).
_LEADS_OF_WIDE, _LEADS_OF_FOREIGN = bytes(range(0xE0, 0xF5)), bytes(range(0xC2, 0xE0))


@dataclass(frozen=True)
class Decoded:
    """Text without its byte order mark; ``damaged`` characters of it are U+FFFD."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode ``data``; ``declared`` is the encoding it claims. Raises :class:`UnreadableFile`."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            # Some programs put a mark before the one that is there.
            while data.startswith(mark):
                data = data[len(mark) :]
            return _lenient(data, encoding)
    wide = _wide_encoding(data)
    if wide:
        return _lenient(data, wide)
    by_form = _as_utf8(data, declared)
    if by_form:
        return _restored(by_form.text) or by_form
    chinese = [_lenient(data, encoding) for encoding in ("gb18030", "big5hkscs")]
    sample = data[:_SAMPLE]
    best = max(chinese, key=lambda reading: everyday_share(sample, reading.encoding))
    if everyday_share(sample, best.encoding) >= _PLAUSIBLE and _sound(best):
        return best
    return _line_by_line(data) or _by_statistics(data)


def everyday_share(data: bytes, encoding: str) -> float:
    """The share, 0–1, of the two-byte characters of ``data`` read as ``encoding`` that are in everyday use.

    Both standards put frequent characters first: GB 2312 has its 3,755 of level 1 (and the punctuation) under lead
    bytes B0–D7 (A1, A3), Big5 its 5,401 under A4–C6 (A1–A3). 1.0 when there is no such character.
    """
    pairs = everyday = index = 0
    last = len(data) - 1
    while index < last:
        lead = data[index]
        if lead < 0x80:
            index += 1
            continue
        trail = data[index + 1]
        if encoding == "gb18030" and 0x30 <= trail <= 0x39:
            # Four bytes: a rare character, in a name at most; it speaks neither for nor against.
            index += 4
            continue
        pairs += 1
        if encoding == "gb18030":
            everyday += trail >= 0xA1 and (0xB0 <= lead <= 0xD7 or lead in (0xA1, 0xA3))
        else:
            everyday += 0xA1 <= lead <= 0xC6 and (0x40 <= trail <= 0x7E or trail >= 0xA1)
        index += 2
    return everyday / pairs if pairs else 1.0


def _as_utf8(data: bytes, declared: str | None) -> Decoded | None:
    """``data`` as UTF-8 if that is what it is, a few damaged or cut-off characters allowed."""
    reading = _lenient(data, "utf-8")
    sample = reading.text[:_SAMPLE].encode()
    wide = _count(sample, _LEADS_OF_WIDE) - reading.damaged
    if not reading.damaged:
        foreign = _count(sample, _LEADS_OF_FOREIGN)
        # Two-byte GBK characters can have the form of UTF-8 (联通): Chinese in UTF-8 takes three bytes each.
        if foreign and not wide and everyday_share(data, "gb18030") == 1.0:
            return None if _family(declared) != "utf-8" or foreign > 1 else reading
        return reading
    return reading if wide > 0 and _sound(reading) else None


def _line_by_line(data: bytes) -> Decoded | None:
    """A file put together from pieces in UTF-8 and in GB18030: each line by itself; None unless that is what it is."""
    lines, rest = [], []
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            rest.append(line)
            reading = _lenient(line, "gb18030")
            if not _sound(reading):
                return None
            lines.append(reading.text)
    text = "\n".join(lines)
    if len(rest) == len(lines) or everyday_share(b"\n".join(rest), "gb18030") < _PLAUSIBLE:
        return None
    return Decoded(text, "mixed", text.count("\ufffd"))


def _restored(text: str) -> Decoded | None:
    """Chinese that somebody's program took for Western letters, byte by byte, and saved as such (ÇàÉ½Õò); else None."""
    sample = text[:_SAMPLE]
    letters = sum("\x80" <= character <= "\u017f" for character in sample)
    if letters * 3 < len(sample) or any("\u3000" <= character <= "\u9fff" for character in sample):
        return None
    for encoding in ("latin-1", "cp1252"):
        try:
            reading = decode(text.encode(encoding))
        except (UnicodeEncodeError, UnreadableFile):
            continue
        # Letters of other languages make Chinese characters too, but no such words.
        if any(word in reading.text for word in ("政府", "法治", "报告", "報告")):
            return reading
    return None


def _count(data: bytes, wanted: bytes) -> int:
    return len(data) - len(data.translate(None, wanted))


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark shows in its NUL bytes, all on one side: those of digits, blanks and line ends."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or not even + odd:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if min(even, odd) * 3 > max(even, odd):
        return None
    reading = _lenient(data, encoding)
    sample_text = reading.text[:_SAMPLE]
    plain = sum(c < "\x80" or "\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for c in sample_text)
    return encoding if sample_text and plain / len(sample_text) > 0.9 and _sound(reading) else None


def _by_statistics(data: bytes) -> Decoded:
    # Rarely needed, and slow to load.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None and not best.encoding.startswith(("cp", "iso", "latin", "mac")):
        reading = _lenient(data, best.encoding)
        if _sound(reading):
            return reading
    raise UnreadableFile("unknown_encoding", Remark("file_encoding_unknown"))


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return Decoded(text, encoding, text.count("\ufffd"))


def _sound(reading: Decoded) -> bool:
    """Whether so little is damaged that the rest is worth reading; one cut-off character always is."""
    return reading.damaged <= max(1, len(reading.text) * _DAMAGE)


def _family(declared: str | None) -> str | None:
    """The Python name of a declared encoding, or None when there is none of that name."""
    try:
        return codecs.lookup(declared).name if declared else None
    except LookupError:
        return None
