"""Info tables and byline bars (信息公开表, 来源/发布日期 bars): labels and their values, line by line.

They come with blanks inside labels (索 引 号), with colons or bars between label and value, several pairs in
one line, or label and value in lines of their own.
"""

import re
from dataclasses import dataclass
from functools import cache

from reports.text.view import Squeezed, flatten, squeeze

from ..vocab import load
from .dates import find_dates

#: What opens a line before its first label, and what may stand between two pairs.
_OPENERS = "|【[(*·•-—>#●■◆▪○"
_BETWEEN = _OPENERS + ",;:)]】}/、。＊"
_BUTTONS_BEFORE = re.compile(r"(?:[\[【]?(?:打印|分享|收藏|关闭|纠错|朗读)[\]】]?[|]?)+")
_BUTTON_BEHIND = re.compile(r"\s+(?=打印|关闭|收藏|分享|字号|字体|保护|浏览|点击|【|\[|大\s)")
_CLOSERS = {"】": "【", "]": "[", ")": "("}
#: Longer lines are prose, whatever they begin with.
_LONGEST = 600


@dataclass(frozen=True)
class Field:
    """A label's value at ``[start, end)`` of the text; both None when the value is empty."""

    name: str
    label: str
    value: str
    start: int | None
    end: int | None


@cache
def _labels() -> dict[str, tuple[str, bool]]:
    """Label → (the field it names, whether it is a label without a colon too)."""
    labels = {}
    for name, words in load("page")["labels"].items():
        labels.update(dict.fromkeys(words.get("strong", ()), (name, True)))
        labels.update(dict.fromkeys(words.get("weak", ()), (name, False)))
    return labels


@cache
def _firsts() -> frozenset[str]:
    return frozenset(label[0] for label in _labels())


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(label) for label in _labels()}, reverse=True))


def _label_at(key: Squeezed, index: int, opens: bool) -> tuple[str, int] | None:
    """The label at ``index`` and where its value begins (both in ``key.text``).

    ``opens`` says that nothing but ornament stands before; inside a line a label needs a blank or a mark
    before it, or else a colon after it.
    """
    text, offsets = key.text, key.offsets
    if text[index] not in _firsts():
        return None
    parted = opens or offsets[index] > offsets[index - 1] + 1 or text[index - 1] in _BETWEEN
    for length in _lengths():
        label = text[index : index + length]
        if len(label) < length or label not in _labels():
            continue
        after = index + length
        bracketed = after < len(text) and text[after] in "】])"
        if bracketed:
            after += 1
        ends = after >= len(text)
        if not ends and text[after] in ":|":
            return (label, after + 1) if parted or text[after] == ":" else None
        if not parted or not (_labels()[label][1] or opens):
            return None
        blank = not ends and offsets[after] > offsets[after - 1] + 1
        # 文号  成文日期  发布日期 2024-12-31: what another label follows is a label without a value.
        if ends or bracketed or (blank and (_labels()[label][1] or _strong_at(text, after))):
            return label, after
        return None
    return None


def _strong_at(text: str, index: int) -> bool:
    """Whether a word that is a label even without a colon begins at ``index``."""
    return any(_labels().get(text[index : index + length], ("", False))[1] for length in _lengths())


def read_fields(line: str, base: int) -> list[Field]:
    """The label–value pairs of a line that opens with a label or with a date; none for any other line.

    ``base`` is the line's offset in the text.
    """
    if len(line) > _LONGEST:
        return []
    # A tab parts the cells of a table as a bar does.
    key = squeeze(line.replace("\t", "|"), base)
    text = key.text
    index = 0
    while index < len(text) and text[index] in _OPENERS:
        index += 1
    if index == len(text) or "地点" in text:
        return []
    first = _label_at(key, index, opens=True)
    if first is None and (buttons := _BUTTONS_BEFORE.match(text, index)) and buttons.end() < len(text):
        index = buttons.end()
        first = _label_at(key, index, opens=True)
    if first is None:
        dated = next(find_dates(flatten(line).lstrip(" " + _OPENERS)[:24]), None)
        if dated is None or dated.start > 0:
            return []
    found = [(index, *first)] if first else [(index, "", index)]
    at = found[0][2]
    while at < len(text):
        label = _label_at(key, at, opens=False)
        if label:
            found.append((at, *label))
            at = label[1]
        else:
            at += 1
    if not first and len(found) == 1:
        return []
    fields = []
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    for (_, word, start), end in zip(found, ends, strict=True):
        name = _labels()[word][0] if word else "day"
        fields.append(_field(line, base, key, name, word, start, end))
    return fields


def _field(line: str, base: int, key: Squeezed, name: str, label: str, start: int, end: int) -> Field:
    text = key.text
    closing = "|,;、 【[("
    while end > start and text[end - 1] in closing:
        end -= 1
    while end > start and text[end - 1] in _CLOSERS and _CLOSERS[text[end - 1]] not in text[start:end]:
        end -= 1
    while start < end and text[start] in ":| ":
        start += 1
    if start >= end:
        return Field(name, label, "", None, None)
    first, last = key.span(start, end)
    value = line[first - base : last - base]
    if name in ("index_no", "doc_no", "body", "source"):
        # A wide gap or a bar ends a value: what follows has no label of its own (buttons).
        for gap in ("  ", "\u3000", "\t", "|", "｜", "\u00a0\u00a0"):
            value = value.split(gap, 1)[0]
        value = _BUTTON_BEHIND.split(value, maxsplit=1)[0]
        last = first + len(value)
    return Field(name, label, value, first, last)


def label_behind(line: str, base: int) -> int | None:
    """Where the byline begins that stands behind a title in one line (某报告 发布时间：…): its offset in the text."""
    if len(line) > 300:
        return None
    key = squeeze(line, base)
    for index in range(6, len(key.text)):
        label = _label_at(key, index, opens=False)
        if label and key.text[label[1] - 1] in ":|" and _labels()[label[0]][0] != "other":
            return key.offsets[index]
    return None
