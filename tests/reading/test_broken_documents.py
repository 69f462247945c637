"""A document that cannot be opened is called one, whatever it is packed as."""

import io
import zipfile

import pytest

from reports.ingest.folders import unpacked
from reports.reading import UnreadableFile, read


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "正文" * 200)
    return file.getvalue()


DOCUMENT, FOLDER = packed("[Content_Types].xml", "word/document.xml"), packed("东沙镇/报告.txt")
DAMAGED = "文件已损坏，打不开；请用 Word 或 WPS 打开后另存一份。"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (DOCUMENT[: len(DOCUMENT) // 2], "报告.docx", DAMAGED),
        (DOCUMENT[: len(DOCUMENT) // 2], "报告", DAMAGED),
        (b"PK\x03\x04" + b"x" * 100, "报告.wps", DAMAGED),
        (DOCUMENT, "报告.docx", DAMAGED),
        (FOLDER[: len(FOLDER) // 2], "报告.zip", "压缩包打不开，可能已损坏；请解压后上传。"),
    ],
)
def test_it_is_refused_as_what_it_was(data, name, said):
    with pytest.raises(UnreadableFile) as refused:
        read(data, name)
    assert str(refused.value) == said


def test_a_broken_document_is_not_unpacked():
    (found,) = unpacked("报告.docx", DOCUMENT[: len(DOCUMENT) // 2])
    with pytest.raises(UnreadableFile) as refused:
        read(found.read(), found.name)
    assert str(refused.value) == DAMAGED
