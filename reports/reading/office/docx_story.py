"""One story of a Word document (the body, a note) written out in order, as ECMA-376 part 1, 17 says it shows."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from reports.text.remarks import Remark

from ..blocks import BlockWriter
from ..superscripts import superscript
from .docx_beside import Beside, Findings, Parts
from .eq_fields import eq_text, is_eq
from .formulas import M, linear
from .numbering import Numbering, W
from .symbols import UNKNOWN, in_font, is_symbol_font, sign
from .typed_numbers import TWICE, form
from .unseen import Looks, look

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SKIPPED_NAMES = "del moveFrom pPr rPr tblPr tcPr trPr sectPr sdtPr delText delInstrText rt"
_SKIPPED = frozenset(f"{W}{name}" for name in _SKIPPED_NAMES.split())
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES = f"{W}pPr", f"{W}rPr"
_OFF = ("0", "false", "off")
_COMMENTS = Remark("comments_left_out")
_UNSEEN = Remark("unseen_left_out")
#: More characters are raised by mistake.
_RAISED = 12
_CHECKED, _UNCHECKED = "☑", "☐"


class Story:
    """Writes the elements of a story; :mod:`package` bounds how deep they nest."""

    def __init__(
        self, writer: BlockWriter, numbering: Numbering, looks: Looks, findings: Findings, parts: Parts
    ) -> None:
        self._writer = writer
        self._numbering = numbering
        self._looks = looks
        self._findings = findings
        self._parts = parts
        self._beside = Beside(findings, parts)
        #: The open fields, True once their result has begun.
        self._fields: list[bool] = []
        self._codes: list[str] = []
        self._unended: set[Element] = set()
        #: The paragraph being written.
        self._open: Element | None = None
        #: The next paragraph goes on in the open line.
        self._joined = False
        #: How many things around the text may have a background of their own.
        self._backed = 0
        self._kinds = {
            f"{W}p": self._paragraph,
            f"{W}tbl": self._table,
            f"{W}r": self._run,
            f"{W}t": self._text,
            f"{W}br": self._break,
            f"{W}cr": self._break,
            f"{W}tab": self._blank,
            f"{W}ptab": self._blank,
            f"{W}noBreakHyphen": self._hyphen,
            f"{W}sym": self._symbol,
            f"{W}fldChar": self._field,
            f"{W}instrText": self._code,
            f"{W}sdt": self._control,
            f"{W}commentReference": self._comment,
            f"{W}altChunk": self._chunk,
            f"{M}oMath": self._formula,
            f"{_MC}AlternateContent": self._alternatives,
            **dict.fromkeys(self._beside.kinds, self._floating),
        }

    def read(self, story: Element) -> None:
        """Write a story out, whole."""
        open_fields: list[Element] = []
        for one in story.iter(f"{W}fldChar"):
            kind = one.get(f"{W}fldCharType")
            if kind == "begin":
                open_fields.append(one)
            elif kind == "end" and open_fields:
                open_fields.pop()
        # A field without an end would hide all that follows.
        self._unended = set(open_fields)
        self._backed = int(story.find(f"{W}background") is not None)
        self._children(story)
        if not all(self._fields):
            self._findings.partial["field"] = None

    def _children(self, element: Element) -> None:
        for child in element:
            self._element(child)

    def _element(self, element: Element) -> None:
        tag = element.tag
        if tag in _SKIPPED:
            return
        write = self._kinds.get(tag)
        if write is None:
            self._children(element)
        else:
            write(element)

    def _shown(self) -> bool:
        return not self._fields or all(self._fields)

    def _write(self, text: str) -> None:
        if self._shown():
            self._writer.text(text)

    # Paragraphs

    def _paragraph(self, paragraph: Element) -> None:
        joined = self._joined
        if not joined:
            self._writer.line_break()
        outer, self._beside.boxes = self._beside.boxes, []
        before, self._open = self._open, paragraph
        properties = paragraph.find(_PARAGRAPH_PROPERTIES)
        mark = properties.find(_RUN_PROPERTIES) if properties is not None else None
        goes_on = mark is not None and _is_joined(mark)
        if not goes_on:
            # The paragraph that keeps its mark says how the whole is numbered.
            self._mark(paragraph, joined)
        self._children(paragraph)
        self._joined = goes_on
        self._open = before
        boxes, self._beside.boxes = self._beside.boxes, outer
        if goes_on and not boxes:
            return
        self._end_line()
        # A box floats beside the paragraph it hangs on; it is read after it.
        for box in boxes:
            if isinstance(box, str):
                self._writer.text(box)
            else:
                self._backed += 1
                self._children(box)
                self._backed -= 1
            self._end_line()

    def _end_line(self) -> None:
        self._writer.line_break()
        self._writer.marker = ""
        self._joined = False

    def _mark(self, paragraph: Element, joined: bool) -> None:
        """The number before a paragraph, unless it is typed as well; ``joined``: others stand before it in its line."""
        marker = self._numbering.marker(paragraph)
        if not marker or not self._shown():
            return
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        if joined:
            self._writer.marker = marker
        elif words.strip() or paragraph.find(f".//{M}t") is not None:
            kind = form(words)
            if kind and kind == form(marker):
                self._findings.notes[TWICE] = None
            else:
                self._writer.text(marker)

    # Tables

    def _table(self, table: Element) -> None:
        self._end_line()
        backed = self._looks.shades(table)
        self._backed += backed
        self._writer.start_table()
        for row in _inside(table, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and (
                properties.find(f"{W}del") is not None or _is_on(properties.find(f"{W}hidden"))
            ):
                continue
            self._writer.start_row()
            skipped = properties.find(f"{W}gridBefore") if properties is not None else None
            if skipped is not None:
                self._writer.start_cell(columns=_count(skipped))
            for cell in _inside(row, f"{W}tc"):
                self._cell(cell)
            self._writer.end_row()
        self._writer.end_table()
        self._backed -= backed

    def _cell(self, cell: Element) -> None:
        properties = cell.find(f"{W}tcPr")
        if properties is not None and properties.find(f"{W}cellDel") is not None:
            return
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        span = properties.find(f"{W}gridSpan") if properties is not None else None
        self._writer.start_cell(
            columns=_count(span),
            rows=1 if merged is None else 0,
            from_above=merged is not None and merged.get(f"{W}val", "continue") == "continue",
        )
        self._children(cell)
        self._end_line()

    # Runs

    def _run(self, run: Element) -> None:
        properties = run.find(_RUN_PROPERTIES)
        if properties is None and self._looks.plain:
            self._children(run)
            return
        shown = self._looks.of_run(properties, self._open)
        if shown.hidden:
            # The field's bounds count although they are hidden.
            for mark in run.iter(f"{W}fldChar"):
                self._field(mark)
            return
        if (shown.faint and not shown.backed and not self._backed) or shown.tiny:
            if any((one.text or "").strip() for one in run.iter(f"{W}t")):
                self._findings.notes[_UNSEEN] = None
            return
        fonts = properties.find(f"{W}rFonts") if properties is not None else None
        font = fonts.get(f"{W}ascii", fonts.get(f"{W}hAnsi", "")) if fonts is not None else ""
        if font and is_symbol_font(font):
            for child in run:
                if child.tag == f"{W}t":
                    self._sign(in_font(font, child.text or ""))
                else:
                    self._element(child)
        elif properties is not None and _is_raised(properties):
            raised = "".join(text.text or "" for text in run.findall(f"{W}t"))
            if raised and len(raised) <= _RAISED:
                self._write(superscript(self._writer.open_line, raised))
            else:
                self._children(run)
        else:
            self._children(run)

    def _text(self, text: Element) -> None:
        if self._shown():
            self._writer.text(text.text or "")

    def _break(self, _: Element) -> None:
        if self._shown():
            self._writer.line_break()

    def _blank(self, _: Element) -> None:
        self._write(" ")

    def _hyphen(self, _: Element) -> None:
        self._write("-")

    def _symbol(self, symbol: Element) -> None:
        code = symbol.get(f"{W}char", "")
        try:
            self._sign(sign(symbol.get(f"{W}font", ""), int(code, 16)))
        except (ValueError, OverflowError):
            self._sign(UNKNOWN)

    def _sign(self, text: str) -> None:
        if self._shown():
            if UNKNOWN in text:
                self._findings.partial["symbol"] = None
            self._writer.text(text)

    def _formula(self, formula: Element) -> None:
        self._write(linear(formula))

    # Fields and controls

    def _field(self, mark: Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin" and mark not in self._unended:
            self._form(mark)
            self._fields.append(False)
            self._codes.append("")
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            code, has_result = self._codes.pop(), self._fields.pop()
            if not has_result and is_eq(code) and self._shown():
                shown = eq_text(code)
                if shown is None:
                    self._findings.partial["field"] = None
                self._writer.text(shown or "")

    def _code(self, code: Element) -> None:
        if self._fields and not self._fields[-1]:
            self._codes[-1] += code.text or ""

    def _form(self, mark: Element) -> None:
        """The value of a field of a form that has no words of its own: a box ticked, an entry chosen (17.16.17)."""
        box, chosen = mark.find(f"{W}ffData/{W}checkBox"), mark.find(f"{W}ffData/{W}ddList")
        if box is not None:
            state = box.find(f"{W}checked")
            state = box.find(f"{W}default") if state is None else state
            self._write(_CHECKED if _is_on(state) else _UNCHECKED)
        elif chosen is not None:
            number = chosen.find(f"{W}result")
            number = chosen.find(f"{W}default") if number is None else number
            entries = [one.get(f"{W}val", "") for one in chosen.findall(f"{W}listEntry")]
            at = number.get(f"{W}val", "") if number is not None else "0"
            if at.isdecimal() and int(at) < len(entries):
                self._write(entries[int(at)])

    def _control(self, control: Element) -> None:
        """A content control, but not the prompt it shows while it is empty (17.5.2.39)."""
        if not _is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr")):
            self._children(control)

    def _comment(self, _: Element) -> None:
        self._findings.notes[_COMMENTS] = None

    # What floats, and what is embedded

    def _floating(self, element: Element) -> None:
        if self._shown():
            self._beside.take(element)

    def _alternatives(self, alternatives: Element) -> None:
        """The first choice: all of them say the same."""
        first = next(iter(alternatives), None)
        if first is not None:
            self._children(first)

    def _chunk(self, chunk: Element) -> None:
        source = self._parts.embedded(chunk.get(f"{_R}id", ""))
        if source is None:
            self._findings.partial["embedded_document"] = None
            return
        self._end_line()
        for line in source.text.split("\n"):
            self._writer.text(line)
            self._writer.line_break()
        self._findings.notes.update(dict.fromkeys(source.notes))
        self._findings.partial.update(dict.fromkeys(source.partial))


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those wrapped in content controls; not those of inner tables."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _is_joined(mark: Element) -> bool:
    """Whether a paragraph's mark is deleted or hidden, so that the next paragraph goes on in its line."""
    gone = mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
    return gone or bool(look(mark).hidden)


def _is_raised(properties: Element) -> bool:
    place = properties.find(f"{W}vertAlign")
    return place is not None and place.get(f"{W}val") == "superscript"


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in _OFF


def _count(element: Element | None) -> int:
    text = element.get(f"{W}val", "") if element is not None else ""
    return int(text) if text.isdecimal() and len(text) < 4 else 1
