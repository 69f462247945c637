"""Which text of a Word document does not show: hidden (ECMA-376 part 1, 17.3.2.41), white on white, or tiny.

A run is hidden by itself, through its style, the style of its paragraph, those they are based on, or the document's
defaults; what stands nearest decides, and two styles that both hide undo each other (17.7.3, toggle properties).
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .numbering import W

_OFF = ("0", "false", "off")
#: Half points; the smallest that anybody reads is far larger.
_TINY = 4
#: Styles may be based on each other in a circle.
_CHAIN = 20


@dataclass(frozen=True)
class Look:
    """What is said of text; None where nothing is. ``backed`` means a background of another colour than white."""

    hidden: bool | None = None
    faint: bool | None = None
    tiny: bool | None = None
    backed: bool | None = None

    def over(self, other: "Look") -> "Look":
        """This look, and that of ``other`` where it says nothing."""
        return Look(
            other.hidden if self.hidden is None else self.hidden,
            other.faint if self.faint is None else self.faint,
            other.tiny if self.tiny is None else self.tiny,
            other.backed if self.backed is None else self.backed,
        )


_PLAIN = Look()


def look(properties: Element | None) -> Look:
    """What the properties of a run, a style's run or a mark say."""
    if properties is None:
        return _PLAIN
    hidden = faint = tiny = backed = None
    for one in properties:
        tag, value = one.tag, one.get(f"{W}val", "")
        if tag == f"{W}vanish":
            hidden = value not in _OFF
        elif tag == f"{W}color":
            faint = value.upper() == "FFFFFF"
        elif tag == f"{W}sz":
            tiny = value.isdecimal() and int(value) <= _TINY
        elif tag == f"{W}highlight":
            backed = value not in ("none", "white")
        elif tag == f"{W}shd":
            backed = is_shaded(one)
    return Look(hidden, faint, tiny, backed)


def is_shaded(shading: Element | None) -> bool:
    """Whether a ``w:shd`` gives text a background that white shows on."""
    if shading is None:
        return False
    return shading.get(f"{W}fill", "auto").lower() not in ("auto", "ffffff") or shading.get(
        f"{W}val", "clear"
    ) not in ("clear", "nil")


class Looks:
    """The styles of a document, asked whether a run shows."""

    def __init__(self, styles: Element | None) -> None:
        self._own: dict[str, Look] = {}
        self._parents: dict[str, str] = {}
        self._found: dict[str, Look] = {"": _PLAIN}
        self._paragraph = ""
        self._defaults = _PLAIN
        #: No style hides anything, so that most runs need not be looked at.
        self.plain = True
        #: Styles of tables that shade cells.
        self._shaded: set[str] = set()
        if styles is None:
            return
        self._defaults = look(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            own = look(style.find(f"{W}rPr"))
            shading = style.find(f"{W}pPr/{W}shd")
            self._own[name] = own.over(Look(backed=is_shaded(shading))) if shading is not None else own
            parent = style.find(f"{W}basedOn")
            self._parents[name] = parent.get(f"{W}val", "") if parent is not None else ""
            kind = style.get(f"{W}type")
            if kind == "paragraph" and style.get(f"{W}default", "0") not in _OFF:
                self._paragraph = name
            elif kind == "table" and any(map(is_shaded, style.iter(f"{W}shd"))):
                self._shaded.add(name)
        self.plain = not any(
            one.hidden or one.faint or one.tiny for one in (self._defaults, *self._own.values())
        )

    def _of_paragraph(self, paragraph: Element) -> Look:
        """What a paragraph's style says of its runs."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found = self._of_style(self._paragraph if style is None else style.get(f"{W}val", ""))
        shading = paragraph.find(f"{W}pPr/{W}shd")
        return Look(backed=is_shaded(shading)).over(found) if shading is not None else found

    def shades(self, table: Element) -> bool:
        """Whether cells of a table may have a background."""
        style = table.find(f"{W}tblPr/{W}tblStyle")
        name = style.get(f"{W}val", "") if style is not None else ""
        for _ in range(_CHAIN):
            if name in self._shaded:
                return True
            name = self._parents.get(name, "")
        return any(map(is_shaded, table.iter(f"{W}shd")))

    def of_run(self, properties: Element | None, paragraph: Element | None) -> Look:
        """How a run of these properties shows in a paragraph."""
        own = look(properties)
        if self.plain and not (own.hidden or own.faint or own.tiny):
            return _PLAIN
        around = _PLAIN if paragraph is None else self._of_paragraph(paragraph)
        if properties is None:
            return around.over(self._defaults)
        style = properties.find(f"{W}rStyle")
        if style is not None:
            named = self._of_style(style.get(f"{W}val", ""))
            if own.hidden is None and named.hidden and around.hidden:
                own = Look(hidden=False).over(own)
            own = own.over(named)
        return own.over(around).over(self._defaults)

    def _of_style(self, name: str) -> Look:
        found = self._found.get(name)
        if found is None:
            found, at = _PLAIN, name
            for _ in range(_CHAIN):
                found = found.over(self._own.get(at, _PLAIN))
                at = self._parents.get(at, "")
            self._found[name] = found
        return found
