"""What floats beside a paragraph of a Word document: boxes, WordArt, diagrams, charts, embedded documents."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from xml.etree.ElementTree import Element

from reports.text.remarks import Remark

from ..types import SourceText
from .charts import chart_lines
from .numbering import W

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_NEWER_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"


@dataclass
class Findings:
    """What is to be said of a document; keys in the order they were met."""

    notes: dict[Remark, None] = field(default_factory=dict)
    partial: dict[str, None] = field(default_factory=dict)


class Parts(Protocol):
    """What a story refers to by relationship."""

    def embedded(self, reference: str) -> SourceText | None: ...

    def diagram(self, reference: str) -> list[str] | None: ...

    def chart(self, reference: str) -> Element | None: ...


class Beside:
    """Gathers what floats beside the open paragraph, to be read after it."""

    def __init__(self, findings: Findings, parts: Parts) -> None:
        self._findings = findings
        self._parts = parts
        #: Boxes, or words as they stand.
        self.boxes: list[Element | str] = []
        self._kinds: dict[str, Callable[[Element], None]] = {
            f"{W}txbxContent": self._box,
            f"{_V}textpath": self._word_art,
            f"{_A}p": self._drawn_paragraph,
            f"{_DGM}relIds": self._diagram,
            f"{_CHART}chart": self._chart,
            f"{_NEWER_CHART}chart": self._unread_diagram,
            f"{_O}OLEObject": self._unread_document,
            f"{W}objectEmbed": self._unread_document,
            f"{W}subDoc": self._unread_document,
        }

    @property
    def kinds(self) -> frozenset[str]:
        """The elements it takes."""
        return frozenset(self._kinds)

    def take(self, element: Element) -> None:
        self._kinds[element.tag](element)

    def _box(self, box: Element) -> None:
        self.boxes.append(box)

    def _float(self, words: str) -> None:
        if words.strip():
            self.boxes.append(words)

    def _word_art(self, path: Element) -> None:
        self._float(path.get("string", ""))

    def _drawn_paragraph(self, paragraph: Element) -> None:
        self._float("".join(text.text or "" for text in paragraph.iter(f"{_A}t")))

    def _diagram(self, reference: Element) -> None:
        lines = self._parts.diagram(reference.get(f"{_R}dm", ""))
        if lines is None:
            self._findings.partial["diagram"] = None
        for line in lines or ():
            self._float(line)

    def _chart(self, reference: Element) -> None:
        chart = self._parts.chart(reference.get(f"{_R}id", ""))
        lines = chart_lines(chart) if chart is not None else None
        if lines is None:
            self._findings.partial["diagram"] = None
        for line in lines or ():
            self._float(line)

    def _unread_diagram(self, _: Element) -> None:
        self._findings.partial["diagram"] = None

    def _unread_document(self, _: Element) -> None:
        """A document or a formula of another program; its picture has no words."""
        self._findings.partial["embedded_document"] = None
