"""The parts of a zipped document (docx, odt) and their XML, read so that a hostile one does no harm."""

import io
import zipfile
import zlib
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ..types import UnreadableFile

#: A part of a report's document is far smaller; more is a zip bomb.
_PART_MAX = 64 * 1024 * 1024
#: Elements in one another; nested tables in text boxes stay below 100.
_DEPTH_MAX = 200


class Package:
    """A zipped document. Raises :class:`UnreadableFile` (``damaged``) when it cannot be opened."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError) as error:
            raise _damaged() from error

    def xml(self, name: str) -> Element | None:
        """The root element of a part, its names as ``{namespace}local``; None when there is no such part."""
        try:
            info = self._archive.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise UnreadableFile("encrypted", "文件有密码，请去掉密码再传。")
        try:
            with self._archive.open(info) as file:
                data = file.read(_PART_MAX + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise _damaged() from error
        if len(data) > _PART_MAX:
            raise UnreadableFile("hostile", "文件解开后异常地大，没有读取。")
        return parse_xml(data)


def parse_xml(data: bytes) -> Element:
    """The tree of an XML part.

    Document types are refused (office formats have none): with them go entities, and all they can expand to or
    fetch. Raises :class:`UnreadableFile`.
    """
    builder = TreeBuilder()
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH_MAX:
            raise UnreadableFile("hostile", "文件的结构嵌套过深，不像正常文档，没有读取。")
        builder.start(_clark(tag), {_clark(name): value for name, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_clark(tag))

    def refuse(*_: object) -> None:
        raise UnreadableFile("hostile", "文件里有不该有的实体定义，没有读取。")

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


def _clark(name: str) -> str:
    """``{namespace}local`` from the ``namespace}local`` that expat gives."""
    return f"{{{name}" if "}" in name else name


def _damaged() -> UnreadableFile:
    return UnreadableFile("damaged", "文件已损坏，打不开；请用 Word 或 WPS 打开后另存一份。")
