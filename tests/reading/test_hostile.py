"""Files made to do harm: each is read as text or refused with a sentence, and nothing else happens."""

import gzip
import io
import random
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from reports.ingest.archives.zips import members
from reports.reading import UnreadableFile, read
from reports.reading.apart.sandbox import read_apart
from tests.reading.documents import docx, level, num, numbered, p, zipped
from tests.reading.ole import doc, ole
from tests.reading.pdfs import paragraphs, pdf
from tests.reading.test_odt_and_mhtml import odt

TEXT = "青山镇2023年法治政府建设年度报告"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(document: str) -> bytes:
    return zipped({"word/document.xml": document})


def docx_xml(body: str) -> str:
    return f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'


def laughs(levels: int) -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels))
    return (
        f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><w:document xmlns:w="{_W}">&e{levels - 1};</w:document>'
    )


def bomb(megabytes: int) -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(megabytes):
            part.write(bytes(1024 * 1024))
    return packed.getvalue()


ESCAPED = '\\"'
ENDLESS = f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1" * 200_000)}</w:abstractNum>'

REFUSED = {
    "empty": (b"", "empty"),
    "one NUL": (b"\0", "binary"),
    "NULs": (bytes(10_000), "binary"),
    "blank": ("　\n\n  ".encode(), "no_text"),
    "over the limit": (b"a" * (3 * 1024 * 1024), "too_large"),
    "every byte": (bytes(range(256)) * 50, "unknown_encoding"),
    "noise": (random.Random(7).randbytes(20_000), None),
    "control characters": (b"\x01\x02\x03\x04abc" * 50, "binary"),
    "picture named txt": (b"\x89PNG\r\n\x1a\n" + bytes(99), "image"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(99), "image"),
    "gif that is also script": (b"GIF89a=1;alert(1)//", "image"),
    "tiff": (b"II*\0" + bytes(99), "image"),
    "webp": (b"RIFF\0\0\0\0WEBP", "image"),
    "windows program": (b"MZ\x90\0" + bytes(99), "program"),
    "linux program": (b"\x7fELF" + bytes(99), "program"),
    "rar": (b"Rar!\x1a\x07\x01\0", "archive"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "archive"),
    "gzip": (b"\x1f\x8b\x08" + bytes(99), "archive"),
    "zip of nothing": (zipped({}), "archive"),
    "zip cut off": (zipped({"a.txt": TEXT})[:40], "archive"),
    "spreadsheet": (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "spreadsheet"),
    "spreadsheet of OpenDocument": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}),
        "spreadsheet",
    ),
    "OFD": (zipped({"OFD.xml": "<ofd:OFD/>", "Doc_0/Pages/Page_0/Content.xml": f"<p>{TEXT}</p>"}), "ofd"),
    "Word document in one XML file": (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package>{TEXT}</pkg:package>'.encode(),
        "office_xml",
    ),
    "OpenDocument in one XML file": (f"<?xml version='1.0'?><office:document >{TEXT}".encode(), "office_xml"),
    "ten laughs": (word(laughs(3)), "hostile"),
    "a billion laughs": (word(laughs(10)), "hostile"),
    "entity from a file": (
        word('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'),
        "hostile",
    ),
    "entity from the net": (word('<!DOCTYPE d SYSTEM "http://192.0.2.1/x.dtd"><d/>'), "hostile"),
    "entities in numbering": (
        zipped({"word/document.xml": f'<w:document xmlns:w="{_W}"/>', "word/numbering.xml": laughs(3)}),
        "hostile",
    ),
    "entities in an OpenDocument": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": laughs(3)}),
        "hostile",
    ),
    "a document that unpacks to 100 MB": (bomb(100), "hostile"),
    "XML nested 100,000 deep": (word("<d>" * 100_000), "hostile"),
    "XML cut off": (word(f'<w:document xmlns:w="{_W}"><w:body>'), "damaged"),
    "XML in no encoding": (word('<?xml version="1.0" encoding="x-none"?><d/>'), "damaged"),
    "document of nothing": (word(f'<w:document xmlns:w="{_W}"/>'), "no_text"),
    "HTML nested 300,000 deep": (b"<!doctype html>" + b"<div>" * 300_000, "hostile"),
    "HTML of script only": (b"<!doctype html><script>document.write('x')</script>", "no_text"),
    "HTML of style and hidden parts": (b"<!doctype html><style>x{}</style><p hidden>x</p>", "no_text"),
    "SVG with script": (b'<html><svg onload="alert(1)"><script>alert(1)</script></svg></html>', "no_text"),
    "PDF header only": (b"%PDF-1.7", "damaged"),
    "PDF of rubbish": (b"%PDF-1.7\n" + random.Random(7).randbytes(5_000), "damaged"),
    "PDF without text": (pdf([[], []]), "scan"),
    "PDF of 400 pages": (pdf([[(90, 700, 16, "页")]] * 400), "too_long"),
    "PDF whose pages lead to themselves": (
        pdf([paragraphs([TEXT])]).replace(b"/Kids[6 0 R]", b"/Kids[2 0 R]"),
        "damaged",
    ),
    "encrypted doc": (doc("正文\r", flags=0x100), "encrypted"),
    "encrypted docx": (ole({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "encrypted"),
    "workbook named doc": (ole({"Workbook": b"x"}), "unsupported"),
    "OLE header only": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "damaged"),
    "OLE of noise": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(7).randbytes(5_000), "damaged"),
    "doc with its pieces outside the file": (
        doc("正文\r").replace((0x600).to_bytes(4, "little"), (0x7FFFFF00).to_bytes(4, "little")),
        None,
    ),
    "RTF nested 100,000 deep": (b"{\\rtf1" + b"{" * 100_000, "hostile"),
    "RTF of an object": (b"{\\rtf1{\\object{\\*\\objdata 4d5a9000}}}", "no_text"),
    "page packed by gzip": (gzip.compress(b"<html><body>x</body></html>"), "archive"),
    "picture that is also a zip": (b"\x89PNG\r\n\x1a\n" + zipped({"a.txt": TEXT}), "image"),
    "RTF that claims more bytes than it has": (b"{\\rtf1 \\bin999999999 abc}", "no_text"),
    "RTF of halves of characters": (b"{\\rtf1 " + b"\\u-10179 " * 100_000 + b"}", "no_text"),
    "Word document of 1,500,000 paragraphs": (docx("<w:p/>" * 1_500_000), "hostile"),
    "list markers longer than a book": (
        docx(numbered("x") * 3000, numbering=ENDLESS + num(1, 0)),
        "hostile",
    ),
    "web archive without page": (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x--",
        "no_text",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name: str) -> None:
    data, kind = REFUSED[name]
    with pytest.raises(UnreadableFile) as refusal:
        read(data, "报告.txt", max_mb=2)
    assert str(refusal.value).endswith("。")
    assert kind is None or refusal.value.kind == kind


READ = {
    "page with script and handlers": (
        f'<html><body onload="x()"><script>x()</script><p onclick="y()">{TEXT}</p></body></html>'.encode(),
        TEXT,
    ),
    "page with frames, objects and forms": (
        f"<html><iframe src='file:///etc/passwd'></iframe><object data=x></object><input value=x><p>{TEXT}</html>".encode(),
        TEXT,
    ),
    "page that is also a comment of PHP": (
        f"<!-- <?php x(); ?> --><html><p>{TEXT}</p></html>".encode(),
        TEXT,
    ),
    "page whose entities are markup": (
        b"<html><p>&lt;script&gt;x&lt;/script&gt;</p></html>",
        "<script>x</script>",
    ),
    "text with direction marks": (f"{TEXT}\u202e倒\u202c".encode(), f"{TEXT}\u202e倒\u202c"),
    "text that looks like a formula": (f"=cmd|' /C calc'!A0\n{TEXT}".encode(), f"=cmd|' /C calc'!A0\n{TEXT}"),
    "text with two byte order marks": (b"\xef\xbb\xbf" + f"\ufeff{TEXT}".encode(), TEXT),
    "text that speaks of PDF": (f"文件以%PDF-开头。{TEXT}".encode(), f"文件以%PDF-开头。{TEXT}"),
    "page with a PDF's header in a comment": (f"<html><!--%PDF-1.4--><p>{TEXT}</p></html>".encode(), TEXT),
    "PDF with a zip behind it": (pdf([paragraphs([TEXT])]) + zipped({"a.txt": "x"}), TEXT),
    "page of 100,000 open paragraphs": (b"<!doctype html>" + b"<p>" * 100_000 + TEXT.encode(), TEXT),
    "Word document with a template on the net": (
        zipped(
            {
                "word/document.xml": docx_xml(p(TEXT)),
                "word/_rels/document.xml.rels": '<Relationships><Relationship Id="r" TargetMode="External" '
                'Type="attachedTemplate" Target="http://192.0.2.1/x.dotm"/></Relationships>',
            }
        ),
        TEXT,
    ),
    "Word document with macros": (
        zipped({"word/document.xml": docx_xml(p(TEXT)), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        TEXT,
    ),
    "Word document with a path that leads out": (
        zipped({"word/document.xml": docx_xml(p(TEXT)), "../../evil": b"x"}),
        TEXT,
    ),
    "Word document whose lists call themselves": (
        docx(
            p(TEXT, '<w:pStyle w:val="a"/>'),
            numbering='<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>',
            styles='<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
            '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>',
        ),
        TEXT,
    ),
    "page that embeds itself": (
        f"<html><p>{TEXT}</p><iframe srcdoc='{'&lt;iframe srcdoc=x>' * 3000}'></iframe></html>".encode(),
        f"{TEXT}\nx",
    ),
    "script of quotes": (
        f"<html><p>{TEXT}</p><script>{'`' + ESCAPED * 200_000}</script></html>".encode(),
        TEXT,
    ),
    "OpenDocument with a script": (odt(f"<text:p>{TEXT}</text:p><text:script>x()</text:script>"), TEXT),
    "PDF behind another header": (b"GIF89a\n" + pdf([paragraphs([TEXT])]), TEXT),
    "PDF with script": (
        pdf([paragraphs([TEXT])]).replace(
            b"/Type/Catalog", b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Type/Catalog"
        ),
        TEXT,
    ),
    "RTF with a field that would be run": (
        b"{\\rtf1\\ansicpg936{\\field{\\*\\fldinst DDEAUTO cmd x}{\\fldrslt " + TEXT.encode("gbk") + b"}}}",
        TEXT,
    ),
}


@pytest.mark.parametrize("name", READ)
def test_its_text_is_read_and_nothing_of_it_runs(name: str) -> None:
    data, text = READ[name]
    assert read(data, "../../etc/passwd\0.html").text == text


def test_cells_that_reach_over_all_others_take_no_room_and_none_is_lost() -> None:
    row = "<tr>" + "<td rowspan=1000 colspan=60>甲" * 20
    lines = read(f"<html><table>{row * 300}</table></html>".encode(), "x.html").text.split("\n")
    assert [line.count("甲") >= 20 for line in lines] == [True] * 300
    assert max(map(len, lines)) < 3_000


def test_a_document_cut_at_any_place_is_read_or_refused() -> None:
    whole = {"doc": doc(f"{TEXT}\r" * 20), "docx": docx(p(TEXT) * 20), "pdf": pdf([paragraphs([TEXT] * 5)])}
    for data in whole.values():
        for share in (0.2, 0.5, 0.9):
            try:
                text = read(data[: int(len(data) * share)], "x").text
            except UnreadableFile:
                continue
            assert TEXT in text


def test_a_reader_that_never_ends_is_ended_from_outside() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_apart(b"<!doctype html>" + b"<b>x</b>" * 200_000, seconds=0)
    assert refusal.value.kind == "hostile"


def test_a_zip_bomb_takes_no_memory_to_refuse() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("0.txt", "w") as part:
        for _ in range(200):
            part.write(bytes(1024 * 1024))
    data = packed.getvalue()
    tracemalloc.start()
    kinds = [member.refusal and member.refusal.kind for member in members(data, max_mb=2)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kinds == ["too_large"]
    assert peak < 20 * 1024 * 1024


def test_reading_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for data, _ in READ.values():
        read(data, "x")
    assert list(tmp_path.iterdir()) == []
