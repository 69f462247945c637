"""Reports of the demonstration as files: plain text, web pages of three kinds, Word, RTF and PDF."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterable, Mapping
from html import escape
from xml.sax.saxutils import escape as xml_escape

from .layout import Laid
from .towns import Town

#: Suffix → how often, in a hundred.
_KINDS: Mapping[str, int] = {"txt": 46, "html": 38, "docx": 8, "rtf": 4, "pdf": 4}


def kind_of(seed: int, town: Town, year: int) -> str:
    """The suffix of a town's files: kept for some years, as its web site is."""
    dice = random.Random(f"{seed}:{town.code}:{year // 3}:kind")
    return dice.choices(list(_KINDS), list(_KINDS.values()))[0]


def written(kind: str, laid: Laid, town: Town, *, spoilt: str = "", unseen: str = "") -> bytes:
    """The bytes of a report as a file of a kind. ``spoilt`` is put into its text, ``unseen`` where a page shows nothing."""
    return _WRITERS[kind](laid, town, spoilt, unseen)


def _with(lines: Iterable[str], spoilt: str) -> list[str]:
    """The lines with foreign words in the middle of the third."""
    found = list(lines)
    if spoilt and len(found) > 3:
        at = len(found[3]) // 2
        found[3] = f"{found[3][:at]}{spoilt}{found[3][at:]}"
    return found


def _text(laid: Laid, town: Town, spoilt: str, unseen: str) -> bytes:
    head = [f"发布时间：{laid.published.isoformat()} 来源：{_place(town)}"] if laid.published else []
    day = f"{laid.signed.year}年{laid.signed.month}月{laid.signed.day}日"
    lines = [*head, laid.title, *_with(laid.lines, spoilt), laid.signature, day]
    return ("\n".join(lines) + "\n").encode()


def _place(town: Town) -> str:
    return f"示例省{town.city}{town.county}{town.government}"


def _page(laid: Laid, town: Town, spoilt: str, unseen: str) -> bytes:
    """A page with the tags of government sites, one with a table of facts, or an old one, by the county."""
    style = random.Random(town.code[:6]).randrange(3)
    paragraphs = [f"<p>　　{escape(line)}</p>" for line in _with(laid.lines, spoilt)]
    if unseen:
        paragraphs.insert(2, f'<p style="display:none">{escape(unseen)}</p>')
    day = f"{laid.signed.year}年{laid.signed.month}月{laid.signed.day}日"
    body = "\n".join([*paragraphs, f"<p align=right>{laid.signature}</p>", f"<p align=right>{day}</p>"])
    published = laid.published.isoformat() if laid.published else ""
    path = f"当前位置：首页 &gt; 政务公开 &gt; {town.county} &gt; {town.name}"
    foot = f"<div>【打印】【关闭】</div><div>版权所有：示例省{town.city}{town.county}人民政府</div>"
    if style == 2:
        body = body.replace("<p>", "&nbsp;").replace("</p>", "<BR>")
        page = (
            '<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312">'
            f"<TITLE>{laid.title}</TITLE></HEAD>"
            f"<BODY><TABLE><TR><TD>首页 | 政务公开 | 办事服务</TD></TR></TABLE><TABLE><TR><TD><B>{laid.title}</B></TD></TR>"
            f"<TR><TD>来源：{_place(town)}　日期：{published}　点击：{len(body) % 500}</TD></TR>"
            f"<TR><TD>{body}</TD></TR></TABLE>"
            f"{foot}</BODY></HTML>"
        )
        return page.encode("gb18030")
    tags = f'<meta name="ArticleTitle" content="{laid.title}">' + (
        f'<meta name="PubDate" content="{published}">' if published else ""
    )
    facts = (
        f"<table><tr><td>索 引 号</td><td>{town.code}/{laid.signed.year}-{len(body):05d}</td>"
        f"<td>发布机构</td><td>{town.government}</td></tr>"
        f"<tr><td>成文日期</td><td>{laid.signed.isoformat()}</td><td>发布日期</td><td>{published}</td></tr></table>"
        if style
        else f"<div>发布日期：{published}　信息来源：{_place(town)}　浏览次数：{len(body) % 700}</div>"
    )
    page = (
        f'<html><head><meta charset="utf-8"><title>{laid.title}</title>{tags}</head><body>'
        f'<div id="nav"><a href="#">首页</a><a href="#">政务公开</a><a href="#">互动交流</a></div><div>{path}</div>'
        f"<h1>{laid.title}</h1>{facts}<div id=content>\n{body}\n</div>{foot}</body></html>"
    )
    return page.encode()


def _lines(laid: Laid, town: Town, spoilt: str) -> list[str]:
    """What a document has: the place stands at its head."""
    day = f"{laid.signed.year}年{laid.signed.month}月{laid.signed.day}日"
    return [laid.title, f"（{_place(town)}）", *_with(laid.lines, spoilt), laid.signature, day]


def _docx(laid: Laid, town: Town, spoilt: str, unseen: str) -> bytes:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    body = "".join(
        f"<w:p><w:r><w:t>{xml_escape(line)}</w:t></w:r></w:p>" for line in _lines(laid, town, spoilt)
    )
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{types}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{head}<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # A fixed time, so that the same report gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content.encode())
    return packed.getvalue()


def _rtf(laid: Laid, town: Town, spoilt: str, unseen: str) -> bytes:
    def escaped(line: str) -> str:
        return "".join(f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in line)

    body = "".join(f"{escaped(line)}\\par\n" for line in _lines(laid, town, spoilt))
    return f"{{\\rtf1\\ansi\\ansicpg936\\uc1 {body}}}".encode("ascii")


#: A page of a PDF: characters a line, lines a page, size in points.
_WIDTH, _ROWS, _SIZE = 28, 26, 15


def _pdf(laid: Laid, town: Town, spoilt: str, unseen: str) -> bytes:
    rows: list[tuple[int, str]] = []
    for line in _lines(laid, town, spoilt):
        first = _WIDTH - 2
        rows.append((2, line[:first]))
        rows += [(0, line[at : at + _WIDTH]) for at in range(first, len(line), _WIDTH)]
    pages = [rows[at : at + _ROWS] for at in range(0, len(rows), _ROWS)]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        "/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]"
        "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>",
    ]
    for number, page in enumerate(pages):
        content = "".join(
            f"BT /F1 {_SIZE} Tf 1 0 0 1 {85 + indent * _SIZE} {770 - place * _SIZE * 1.8} Tm "
            f"<{row.encode('utf-16-be').hex()}> Tj ET\n"
            for place, (indent, row) in enumerate(page)
        )
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {6 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}endstream")
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj{body}\nendobj\n".encode("ascii")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    head = f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    trailer = f"{head}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + trailer.encode("ascii")


_WRITERS: Mapping[str, Callable[[Laid, Town, str, str], bytes]] = {
    "txt": _text,
    "html": _page,
    "docx": _docx,
    "rtf": _rtf,
    "pdf": _pdf,
}
