"""What a careful reader would remark on (提示): damage, doubles, personal data.

Only what is worth a reviewer's time; each note is short.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from reports.text.folding import count_traditional
from reports.text.remarks import Remark

from .figures.units import unit_pattern
from .page.layout import read_layout
from .types import Flag, Line, ParsedReport

_HAN = re.compile("[\u3400-\u9fff]")
_MOJIBAKE = re.compile(
    "(?:\ufffd[\ufffd?\\s]*)+|(?:锟斤拷)+锟?斤?|(?:烫烫|屯屯){2,}|(?:[åæçèéäï][\u0080-\u00bf\u2010-\u203a\u0152-\u017e]{1,2}){3,}"
    "|(?:[\u00c0-\u00ff]{2,4}[\u00a1-\u00ff]){3,}"
)
_STRANGE = re.compile("[\ufffd锟烫屯\u00c0-\u00ff]")
# Both look behind from their first digit on: asked before it, that would be asked everywhere.
_CITIZEN = re.compile(
    r"[1-9](?<![0-9A-Za-z].)\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"1(?<![0-9A-Za-z/.-].)[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z/]|[ ]?[元万亿余])")
_STRETCHED = re.compile(
    "(?:(?<![\u3400-\u9fff])[\u3400-\u9fff][ \u3000]){4,}[\u3400-\u9fff](?![\u3400-\u9fff])"
)
#: What stands in the place of a value in a template or a masked page: XX万元, 20XX年, ××镇, ___件.
# A mask of a person's name (张××), a formula (1+X, N+X) and a number that is masked in part (138****) are none.
_BLANK = r"(?:[XxＸｘ×✕*＊]{2,8}|[_＿]{2,20}|[（(][ \u3000]{1,8}[)）]|[ＸX×＊](?![XxＸｘ×＊]))"
_BLANK_MARK = re.compile("[XxＸｘ×✕*＊_＿]|[（(][ \u3000]")
_PLACE_OF_VALUE = re.compile(
    rf"(?<![0-9A-Za-z+＋*＊×_＿-])(?:20(?:[xXＸｘ×*＊_]{{2}}|[0-4][xXＸｘ×*＊_])(?=年)"
    rf"|{_BLANK}(?= ?(?:[年月日号镇乡村县]|街道|社区|[万亿]?元|{unit_pattern().pattern})))"
)
_CUT = re.compile("[,，、（(《“的和与及对在为把将并或]$")
#: Codes of ``Hints.partial`` → what is said of them.
_NOT_READ = {
    "embedded_document": Remark("unread_document"),
    "diagram": Remark("unread_diagram"),
    "frame": Remark("unread_frame"),
    "hidden_text": Remark("unread_hidden_text"),
    "slanted_text": Remark("unread_slanted_text"),
    "vertical_text": Remark("unsure_vertical_text"),
    "table": Remark("unsure_table"),
    "struck_text": Remark("unread_struck_text"),
    "hidden_layers": Remark("unread_hidden_layers"),
    "dynamic_form": Remark("unread_dynamic_form"),
    "symbol": Remark("unread_symbol", mark="\ufffd"),
}
_NOT_READ_OTHER = Remark("unread_part")
#: Fewer Han characters are no report.
_LEAST = 40
#: A paragraph shorter than this may well stand twice.
_DOUBLE = 40
#: Doubles and numbers reported for one text.
_MOST = 20


def raise_flags(report: ParsedReport) -> ParsedReport:
    """Add the flags that need the whole text: empty, mojibake, truncated, duplicate_text, personal_data …"""
    found = [
        *_not_read(report),
        *_empty(report),
        *_mojibake(report.text),
        *_truncated(report),
        *_doubles(report),
        *_personal(report),
        *_stretched(report),
        *_placeholders(report),
        *_tables(report),
    ]
    return replace(report, flags=(*report.flags, *found)) if found else report


def mark_script(report: ParsedReport) -> ParsedReport:
    """Add the flag ``traditional_characters`` to a report that is written in them throughout."""
    count = count_traditional(report.text)
    if count < 20 or count * 20 < len(_HAN.findall(report.text)):
        return report
    note = Remark("traditional")
    return replace(report, flags=(*report.flags, Flag("traditional_characters", None, None, note)))


def _body(report: ParsedReport) -> str:
    end = len(report.text) if report.body_end is None else report.body_end
    return report.readable[report.body_start : end]


def _empty(report: ParsedReport) -> Iterator[Flag]:
    # A few sections with a figure among them are a report, however short.
    if len(report.sections) > 1 and report.metrics:
        return
    if next(islice(_HAN.finditer(_body(report)[:2000]), _LEAST - 1, None), None) is None:
        yield Flag("empty", None, None, Remark("little_text"))


def _not_read(report: ParsedReport) -> Iterator[Flag]:
    for code in report.hints.partial:
        yield Flag("part_not_read", None, None, _NOT_READ.get(code, _NOT_READ_OTHER))


def _mojibake(text: str) -> Iterator[Flag]:
    # Sound reports have none of these characters; asking for one is much cheaper than trying the forms everywhere.
    damaged = list(_MOJIBAKE.finditer(text)) if _STRANGE.search(text) else []
    if damaged:
        note = Remark("mojibake", n=len(damaged))
        yield Flag("mojibake", damaged[0].start(), damaged[0].end(), note)


def _truncated(report: ParsedReport) -> Iterator[Flag]:
    """The body breaks off in the middle of a sentence."""
    body = _body(report).rstrip(" \u3000\n\t|")
    if report.signed is None and len(body) > 200 and _CUT.search(body):
        end = report.body_start + len(body)
        yield Flag("truncated", max(report.body_start, end - 12), end, Remark("cut_off"))


def _doubles(report: ParsedReport) -> Iterator[Flag]:
    """Paragraphs that stand twice in the body."""
    seen: dict[str, Line] = {}
    count = 0
    end = len(report.text) if report.body_end is None else report.body_end
    for line in read_layout(report.text).lines:
        if len(line.text) < _DOUBLE or not report.body_start <= line.start < end:
            continue
        words = line.text.strip()
        if len(words) < _DOUBLE:
            continue
        if words in seen:
            yield Flag("duplicate_text", line.start, line.end, Remark("paragraph_again"))
            count += 1
            if count == _MOST:
                return
        else:
            seen[words] = line


def _is_citizen_number(number: str) -> bool:
    """The check digit of GB 11643 holds."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def _personal(report: ParsedReport) -> Iterator[Flag]:
    found = []
    for match in _CITIZEN.finditer(report.text):
        if _is_citizen_number(match.group()):
            found.append(Flag("personal_data", match.start(), match.end(), Remark("citizen_number")))
    for match in _MOBILE.finditer(report.readable):
        found.append(Flag("personal_data", match.start(), match.end(), Remark("mobile_number")))
    yield from sorted(found, key=lambda flag: flag.start or 0)[:_MOST]


def _stretched(report: ParsedReport) -> Iterator[Flag]:
    """Blanks inside words all over the body, as recognition of scans leaves them."""
    found = list(_STRETCHED.finditer(_body(report)))
    if len(found) >= 3:
        start = report.body_start + found[0].start()
        end = report.body_start + found[0].end()
        note = Remark("blanks_in_words")
        yield Flag("ocr_blanks", start, end, note)


def _placeholders(report: ParsedReport) -> Iterator[Flag]:
    """Blanks of a template that were never filled in, or values that were masked."""
    # Few reports have any of these characters.
    if not _BLANK_MARK.search(report.readable):
        return
    found = list(islice(_PLACE_OF_VALUE.finditer(report.readable), _MOST))
    if found:
        note = Remark("many_blanks_to_fill" if len(found) == _MOST else "blanks_to_fill", n=len(found))
        yield Flag("placeholder", found[0].start(), found[0].end(), note)


def _tables(report: ParsedReport) -> Iterator[Flag]:
    """Bars that a page's table left in the text."""
    bars = [span for span in report.furniture if span.kind == "table"]
    if bars:
        yield Flag("table_residue", bars[0].start, bars[0].end, Remark("table_bars"))
