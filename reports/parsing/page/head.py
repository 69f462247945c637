"""A page's head: everything above the report's text, with the title among it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.text.view import flatten, squeeze

from ..types import Line
from .dates import FoundDate, find_dates, only_date
from .infotable import Field, label_behind, read_fields
from .organs import ORGAN
from .pagelines import PageLine, page_line
from .titles import FoundTitle, find_title, is_title_without_issuer, listed_date, plain_title, title_in_prose

#: How many lines of a page's head are looked at, so that the time stays linear.
_REACH = 400
#: How many lines an introduction above the title may take, and the score of a title that is beyond doubt there.
_INTRODUCTION = 12
_SURE = 11
_ADDRESSEE = re.compile(r"[^。;!?]{2,60}:")
_ADDRESSEE_BY_NAME = re.compile(r"[^。;!?]{0,40}(?:委|政府|人大|局|办|办公室|委员会|代表|同志们):")
_DOC_NO = re.compile(
    r"\(?(?:(?:备注/?)?(?:发文字号|文件编号|文号):?)?([\u3400-\u9fff]{1,14}?[〔\[(【]?20[0-4][0-9]年?[〕\])】]?第?[0-9]{1,4}号)\)?(?:签发人.{0,10})?"
)
#: Lines above the title that are the paper's own: its red head, its signatory.
_PAPER_HEAD = re.compile(r"文件$|^签发人|^[(]?[此本]件|^附件\d{0,2}:?$")
#: The meeting that a report was given to, under its title: ——2024年1月9日在某镇第十六届人民代表大会第五次会议上.
_GIVEN_TO = re.compile(
    r"[(—–-]*(?P<day>20\d\d年\d{1,2}月\d{1,2}日)(?:上午|下午)?[在于].{4,60}?会议?(?:第.{1,8}会议)?上[)]?"
)
#: A page writes 2024年01月09日 where a person writes 2024年1月9日.
_WRITTEN_BY_A_MACHINE = re.compile(r"年0|月0|:")
_SOURCE_AND_DAY = re.compile(r"([\u3400-\u9fff]{2,20})[ \u3000|]+(20\d\d[-/.年].*)")
#: A time of day, buttons.
_BEHIND_A_DATE = re.compile(
    r"(?:\d{1,2}:\d\d(?::\d\d)?)?[ |]*(?:[\u3400-\u9fff]{2,14}(?:网|网站|政府|镇|乡|街道|办)[ |]*)?"
    r"(?:[\[【]?(?:打印|分享|收藏|关闭|字[号体][: ]*[大中小 ]+|大 *中 *小)[\]】]?[ |]*)*"
)


#: Lines of a text that was broken by hand: characters at least, and how many fewer the narrowest may have.
_NARROWEST, _RAGGED = 10, 5
#: A label, a line in brackets, a subtitle, words parted by blanks.
_NOT_TEXT = re.compile(r"[:：]$|^[(（].*[)）]$|^[-—–]|\s")


@dataclass
class Head:
    """What was read of the head; ``first`` is the number of the first line of running text, if there is any."""

    first: int | None = None
    body_start: int = 0
    title: FoundTitle | None = None
    #: Kind of furniture by line number, and furniture that is only the end of a line.
    kinds: dict[int, str] = field(default_factory=dict)
    line_ends: list[tuple[int, int, str]] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    doc_no: tuple[int, int] | None = None
    dates: list[FoundDate] = field(default_factory=list)
    organs: list[tuple[int, int]] = field(default_factory=list)
    #: Numbers of the lines that only name the meeting a report was given to.
    given_to: set[int] = field(default_factory=set)


def read_head(lines: Sequence[Line]) -> Head:
    """Read the head of the page of these lines."""
    head = Head()
    above: list[PageLine] = []
    for number, line in enumerate(lines):
        item = page_line(number, line)
        if item and item.is_text:
            head.first = number
            break
        if item:
            above.append(item)
        if len(above) == _REACH:
            break
    _read_fields(head, above)
    candidates = _candidates(head, above)
    head.title = find_title(candidates, above[0].number if above and not head.kinds else None)
    if head.title is None and head.first is not None:
        _find_title_elsewhere(head, candidates, lines)
    _mark(head, above)
    start = _body_start(head, above, lines)
    head.body_start = max(start, _text_behind_title(head, lines))
    return head


def _find_title_elsewhere(
    head: Head, candidates: Sequence[Sequence[tuple[int, Line]]], lines: Sequence[Line]
) -> None:
    """A title run on into the text, one below an introduction, or that of another kind of paper."""
    assert head.first is not None
    text = lines[head.first]
    if found := title_in_prose(text):
        head.title = FoundTitle(head.first, head.first, (found[:2],), found[2], 0)
        return
    below = []
    for number in range(head.first + 1, min(len(lines), head.first + _INTRODUCTION)):
        item = page_line(number, lines[number])
        if item and item.kind is None and not item.is_text:
            below.append((number, lines[number]))
    title = find_title([below])
    if title and title.score >= _SURE and lines[title.first].start - text.start < 600:
        head.title = title
    else:
        head.title = plain_title(
            candidates[-1] if candidates else (), text, "metadata" in head.kinds.values()
        )


def _text_behind_title(head: Head, lines: Sequence[Line]) -> int:
    """Where the text begins behind a title that stands in it; 0 when the title stands above."""
    if head.title is None or head.first is None or head.title.last < head.first:
        return 0
    number, at = head.title.last, head.title.parts[-1][1]
    while number < len(lines):
        rest = lines[number].text[max(0, at - lines[number].start) :]
        if rest.strip():
            return lines[number].end - len(rest.lstrip())
        number += 1
    return at


def _candidates(head: Head, above: Sequence[PageLine]) -> list[list[tuple[int, Line]]]:
    """The runs of lines that may be the title's, without what a byline or a list adds behind them."""
    ends = {end: start for start, end, _ in head.line_ends}
    runs: list[list[tuple[int, Line]]] = [[]]
    for item in above:
        if item.number in head.kinds:
            runs.append([])
            continue
        line = item.line
        if line.end in ends:
            cut = ends[line.end]
            line = Line(line.start, cut, line.text[: cut - line.start])
        runs[-1].append((item.number, line))
    return [run for run in runs if run]


def _read_fields(head: Head, above: Sequence[PageLine]) -> None:
    """The labelled values of the head, and the kinds of its lines: a value may stand a line below its label."""
    label: Field | None = None
    row: list[Field] = []
    alternate = False
    for at, item in enumerate(above):
        line = item.line
        if values := _row_below(row, item):
            head.fields.extend(values)
            head.kinds[item.number] = "metadata"
            label, row = None, []
            continue
        row = []
        if item.kind:
            head.kinds[item.number] = item.kind
            found = []
            if item.kind in ("metadata", "views", "share"):
                found = _with_days(read_fields(line.text, line.start)) or _place_and_date(item)
            head.fields.extend(value for value in found if value.value)
            label = found[-1] if found and not found[-1].value else None
            row = found if len(found) > 1 and not any(field.value for field in found) else []
            continue
        if label and _fits(label, item) and (alternate or not _opens_title(above, at)):
            alternate = True
            value = line.text.strip()
            head.fields.append(Field(label.name, label.label, value, item.start, item.start + len(value)))
            head.kinds[item.number] = "metadata"
        elif byline := _place_and_date(item):
            head.fields.extend(byline)
            head.kinds[item.number] = "metadata"
        elif cut := label_behind(line.text, line.start) or listed_date(line):
            head.line_ends.append((cut, line.end, "metadata"))
            rest = line.text[cut - line.start :]
            found = read_fields(rest, cut) or [Field("day", "", rest, cut, line.end)]
            head.fields.extend(value for value in found if value.value)
        label = None


def _row_below(labels: Sequence[Field], item: PageLine) -> list[Field]:
    """The values of a table's row below a row of ``labels``, cell by cell; none where one doesn't fit its label."""
    cells = re.split("[|｜\t]", item.line.text)
    if not labels or not len(labels) <= len(cells) <= len(labels) + 2:
        return []
    # A bar before the first cell parts nothing.
    first = int(len(cells) > len(labels) and not cells[0].strip())
    values, at = [], item.line.start
    for column, cell in enumerate(cells, start=-first):
        start, text = at + len(cell) - len(cell.lstrip()), cell.strip()
        at += len(cell) + 1
        shown = page_line(item.number, Line(start, start + len(text), text))
        if shown is None:
            continue
        if column >= len(labels) or not _fits(labels[column], shown):
            return []
        label = labels[column]
        values.append(Field(label.name, label.label, text, start, start + len(text)))
    return values


def _opens_title(above: Sequence[PageLine], at: int) -> bool:
    """Is a line below an empty label the issuer of a title that needs one, rather than the label's value?"""
    if above[at].organ() is None or at + 1 == len(above):
        return False
    return is_title_without_issuer(above[at + 1].key)


def _fits(label: Field, item: PageLine) -> bool:
    """Can a line be the value of the label in the line above it?"""
    key = item.key
    if label.name in ("published", "opened", "updated", "day", "generated", "written", "issued"):
        return only_date(flatten(item.line.text)) is not None
    if label.name == "index_no":
        return bool(
            re.fullmatch(r"(?=.*\d)(?!.*(?:[\u3400-\u9fff]{8}|报告|总结))[\w\-/.:〔〕()\[\]]{4,60}", key)
        )
    if label.name == "doc_no":
        return bool(_DOC_NO.fullmatch(key)) or key in ("无", "-", "--", "/")
    if label.name == "title":
        return False
    if label.name == "views":
        return bool(re.fullmatch(r"[0-9]{1,9}次?", key))
    if label.name == "share" or key[-1] == ":":
        return False
    if label.name not in ("body", "source") and ORGAN.fullmatch(key):
        return False
    return len(key) <= 25 and not re.search(r"报告|总结|[。,;]", key)


def _with_days(fields: list[Field]) -> list[Field]:
    """``fields``, those parted that name a source and the day behind it without a label: 来源：某镇 2025-01-17."""
    found = []
    for one in fields:
        match = _SOURCE_AND_DAY.fullmatch(one.value) if one.name == "source" else None
        if match is None or one.start is None or only_date(flatten(match[2])) is None:
            found.append(one)
            continue
        at = one.start + match.start(2)
        found.append(Field(one.name, one.label, match[1], one.start, one.start + len(match[1])))
        found.append(Field("day", "", match[2], at, at + len(match[2])))
    return found


def _place_and_date(item: PageLine) -> list[Field]:
    """The values of a byline without labels: 某镇 2024-03-28 09:18 打印."""
    if len(item.line.text) > 60 or only_date(flatten(item.line.text)):
        return []
    flat, base = flatten(item.line.text), item.line.start
    for found in find_dates(flat):
        before, after = flat[: found.start].rstrip(" |"), flat[found.end :].strip(" |")
        name = before.lstrip(" |")
        if not re.fullmatch(r"(?:[\u3400-\u9fff]{2,20})?", name) or re.search("报告$|总结$", name):
            continue
        if not _BEHIND_A_DATE.fullmatch(after):
            continue
        start = len(before) - len(name)
        place = Field("source", "", item.line.text[start : len(before)], base + start, base + len(before))
        day = item.line.text[found.start : found.end]
        dated = Field("day", "", day, base + found.start, base + found.end)
        return [place, dated] if name else [dated]
    return []


def _mark(head: Head, above: Sequence[PageLine]) -> None:
    """Mark the head's other lines: what stands above the title is the page's, what below it the report's."""
    title = head.title
    plain = [item for item in above if item.number not in head.kinds]
    menu = sum(1 for item in plain if len(item.key) <= 12) >= 4
    for item in plain:
        if title and title.first <= item.number <= title.last:
            continue
        is_above = title is not None and item.number < title.first
        if number := _DOC_NO.fullmatch(item.key):
            if head.doc_no is None:
                head.doc_no = squeeze(item.line.text, item.line.start).span(*number.span(1))
        elif day := only_date(flat := flatten(item.line.text)):
            written = day.written and not _WRITTEN_BY_A_MACHINE.search(flat)
            base = item.line.start
            head.dates.append(FoundDate(day.value, base + day.start, base + day.end, written))
            if not written or is_above:
                head.kinds[item.number] = "metadata"
        elif title and not is_above and (given := _GIVEN_TO.fullmatch(item.key)):
            key = squeeze(item.line.text, item.line.start)
            (day,) = find_dates(given["day"])
            head.dates.append(FoundDate(day.value, *key.span(*given.span("day")), True))
            head.given_to.add(item.number)
        elif title and not is_above and (byline := _signed_in_brackets(item)):
            head.organs.append(byline[0])
            head.dates.append(byline[1])
            head.kinds[item.number] = "metadata"
        elif title and not is_above and (organ := item.organ()):
            head.organs.append(organ)
        elif is_above and not _PAPER_HEAD.search(item.key):
            head.kinds[item.number] = "site_name" if ORGAN.search(item.key) or "政府" in item.key else "menu"
        elif title and not is_above and item.key == title.key:
            head.kinds[item.number] = "repeated_title"
        elif (
            title is None
            and menu
            and len(item.key) <= 12
            and not ORGAN.fullmatch(item.key)
            and not _ADDRESSEE_BY_NAME.fullmatch(item.key)
        ):
            head.kinds[item.number] = "menu"


def _signed_in_brackets(item: PageLine) -> tuple[tuple[int, int], FoundDate] | None:
    """The organ and the day that a line below the title names in brackets: （某镇人民政府 2024年1月9日）."""
    key = squeeze(item.line.text, item.line.start)
    if key.text[:1] != "(" or key.text[-1:] != ")":
        return None
    for day in find_dates(key.text):
        name = key.text[1 : day.start].rstrip(",")
        if day.written and day.end == len(key.text) - 1 and ORGAN.fullmatch(name):
            return key.span(1, 1 + len(name)), FoundDate(day.value, *key.span(day.start, day.end), True)
    return None


def _broken_text(head: Head, above: Sequence[PageLine]) -> PageLine | None:
    """The first of the lines that the text's first sentence was broken into, where they show no stop; or None.

    They stand right above the line with the stop or a heading, two or more, and are about as wide as each other; the
    last may be the short end of a paragraph.
    """
    run: list[PageLine] = []
    for item in reversed(above):
        widths = [len(one.key) for one in (*run[1:], item)]
        short = min(widths) < max(_NARROWEST, max(widths) - _RAGGED)
        if not _may_be_text(head, item) or (short and run):
            break
        run.append(item)
    return run[-1] if len(run) > 1 else None


def _may_be_text(head: Head, item: PageLine) -> bool:
    """Whether a line of the head is nothing that stands between a title and its text."""
    above_text = item.number in head.kinds or item.number in head.given_to
    if above_text or (head.title and item.number <= head.title.last):
        return False
    if _NOT_TEXT.search(item.line.text.strip()) or _DOC_NO.fullmatch(item.key) or item.organ():
        return False
    return only_date(flatten(item.line.text)) is None


def _body_start(head: Head, above: Sequence[PageLine], lines: Sequence[Line]) -> int:
    """Where the report's text begins: its addressee, if there is one, or its first running text.

    Lines of a page that was cut into short ones (from PDF) show no full sentence yet.
    """
    broken = _broken_text(head, above) if head.title else None
    for item in above:
        if item.number in head.kinds or (head.title and item.number <= head.title.last):
            continue
        if item.number in head.given_to:
            continue
        if item is broken:
            return item.start
        if (_ADDRESSEE if head.title else _ADDRESSEE_BY_NAME).fullmatch(item.key):
            return item.start
        long = len(item.key) >= 20 and (head.title or "," in item.key) and not item.organ()
        if long or item.key[-1] in "。;":
            return item.start
    if head.first is not None:
        line = lines[head.first]
        return line.start + len(line.text) - len(line.text.lstrip())
    return lines[head.title.last].end if head.title else 0
