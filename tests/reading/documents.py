"""Office documents to read, made by hand: no more in them than a test speaks of."""

import io
import zipfile
from collections.abc import Mapping

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document; ``parts`` are the insides of numbering, styles and footnotes."""
    files = {
        "[Content_Types].xml": f"{_XML}<Types/>",
        "word/document.xml": f"{_XML}<w:document {_W} {_MC}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f"{_XML}<w:{name} {_W}>{content}</w:{name}>"
    return zipped(files)


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, level: int = 0, reference: int = 1) -> str:
    """A paragraph numbered by a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{reference}"/></w:numPr>')


def level(at: int, number_format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def num(reference: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{reference}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'
