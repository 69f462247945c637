"""The parts of a zipped document (docx, odt) and their XML, read so that a hostile one does no harm."""

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from reports.text.remarks import Remark

from ..types import UnreadableFile
from ..zips import open_zip, unpack

#: A part of a report's document is far smaller; more is a zip bomb.
_PART_MAX = 64 * 1024 * 1024
#: Elements in one another; nested tables in text boxes stay below 100.
_DEPTH_MAX = 200
#: Elements of a part: ten for each character of a long report, were every one set by itself.
_ELEMENTS_MAX = 600_000

#: Namespaces of ISO/IEC 29500 strict and of the drafts before ECMA-376.
_STRICT = re.compile(r"^http://purl\.oclc\.org/ooxml/(\w+)/(\w+)$")
_DRAFT = re.compile(r"(?<=^http://schemas\.openxmlformats\.org/wordprocessingml)/2006/\d/")


@dataclass(frozen=True)
class Relation:
    """A relationship: the last word of its type (``styles``), and the part it leads to, None when outside the file."""

    kind: str
    part: str | None


class Package:
    """A zipped document. Raises :class:`UnreadableFile` (``damaged``) when it cannot be opened.

    Names of parts are compared as ECMA-376 part 2, 6.2.2.3 has it: without case, from the root.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = open_zip(data)
        except UnreadableFile as refusal:
            raise (_damaged() if refusal.kind == "damaged" else refusal) from None
        self._parts = {_part(info.filename): info for info in self._archive.infolist()}

    def data(self, name: str) -> bytes | None:
        """A part as it stands; None when there is no such part."""
        info = self._parts.get(_part(name))
        if info is None:
            return None
        try:
            data = unpack(self._archive, info, _PART_MAX)
        except UnreadableFile as refusal:
            if refusal.kind == "encrypted":
                raise UnreadableFile("encrypted", Remark("file_encrypted")) from refusal
            raise _damaged() from refusal
        if len(data) > _PART_MAX:
            raise UnreadableFile("hostile", Remark("file_unpacks_large"))
        return data

    def xml(self, name: str) -> Element | None:
        """The root element of a part, its names as ``{namespace}local``; None when there is no such part."""
        data = self.data(name)
        return None if data is None else parse_xml(data)

    def relations(self, name: str = "") -> dict[str, Relation]:
        """The relationships of a part (of the package for "") by their ids, in the file's order."""
        folder, _, last = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{last}.rels")
        found = {}
        for one in root if root is not None else ():
            target = one.get("Target", "")
            outside = one.get("TargetMode", "").lower() == "external"
            found[one.get("Id", "")] = Relation(
                kind=one.get("Type", "").rpartition("/")[2],
                part=None if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
            )
        return found


def _part(name: str) -> str:
    return unquote(name.replace("\\", "/")).lstrip("/").lower()


def parse_xml(data: bytes) -> Element:
    """The tree of an XML part.

    Document types are refused (office formats have none): with them go entities, and all they can expand to or
    fetch. Raises :class:`UnreadableFile`.
    """
    builder = TreeBuilder()
    depth = elements = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > _DEPTH_MAX:
            raise UnreadableFile("hostile", Remark("file_too_deep"))
        if elements > _ELEMENTS_MAX:
            raise UnreadableFile("hostile", Remark("file_unpacks_large"))
        builder.start(_clark(tag), {_clark(name): value for name, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_clark(tag))

    def refuse(*_: object) -> None:
        raise UnreadableFile("hostile", Remark("file_entities"))

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # The last two: an encoding nobody knows, or one of several bytes that is not UTF-8 or UTF-16.
        raise _damaged() from error
    return builder.close()


@lru_cache(4096)
def _clark(name: str) -> str:
    """``{namespace}local`` from expat's ``namespace}local``, every edition's namespace as the transitional one."""
    if "}" not in name:
        return name
    namespace, _, local = name.partition("}")
    namespace = _STRICT.sub(r"http://schemas.openxmlformats.org/\1/2006/\2", namespace)
    return f"{{{_DRAFT.sub('/2006/', namespace)}}}{local}"


def _damaged() -> UnreadableFile:
    return UnreadableFile("damaged", Remark("file_damaged"))
