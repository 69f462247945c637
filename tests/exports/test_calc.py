"""What LibreOffice Calc makes of a CSV: texts stay texts, none is run; skipped on a machine without Calc."""

import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reports.exports.table import csv_lines

pytestmark = pytest.mark.slow
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TEXTS = [
    "=1+1", "+8", "-5", "@x", "\t=1", "1133092100/2023-00012", "00123", "3-4", "5-8", "2023-03-15", "1/2", "1E5",
    "12345678901234567890", "50%", "1.50", "(3)", "５", "1,234", "abc", "TRUE", "1a2b3c4d5e6f", "123456789012",
    "1e2345678901", '"quoted"', "a\nb", "2019年", "3月4日", "12:30", "May 5", "浙舟〔2023〕8号",
]  # fmt: skip


def cells(data: Path) -> list[tuple[str, str, bool]]:
    """Type, text and whether it is a formula of each cell of the first column below its head."""
    with zipfile.ZipFile(data) as book:
        strings = [
            "".join(part.text or "" for part in one.iter(f"{_MAIN}t"))
            for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    found = []
    for cell in list(sheet.iter(f"{_MAIN}c"))[1:]:
        value, kind = cell.findtext(f"{_MAIN}v", ""), cell.get("t", "n")
        text = strings[int(value)] if kind == "s" else value
        found.append((kind, text, cell.find(f"{_MAIN}f") is not None))
    return found


@pytest.mark.parametrize("special", ["false", "true"], ids=["as it is", "detecting special numbers"])
def test_every_text_comes_into_calc_as_a_text(tmp_path: Path, special: str) -> None:
    if (office := shutil.which("soffice")) is None:
        pytest.skip("no LibreOffice on this machine")
    (tmp_path / "texts.csv").write_bytes("".join(csv_lines(["text"], [[text] for text in TEXTS])).encode())
    words = [f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    words += [
        f"--infilter=CSV:44,34,76,1,,2052,false,{special}",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run(
        [office, *words, str(tmp_path / "texts.csv")], check=True, capture_output=True, timeout=300
    )
    if not (tmp_path / "texts.xlsx").exists():
        pytest.skip("LibreOffice has no Calc on this machine")
    found = cells(tmp_path / "texts.xlsx")
    assert [kind for kind, _, _ in found] == ["s"] * len(TEXTS)
    assert [formula for _, _, formula in found] == [False] * len(TEXTS)
    assert [text.lstrip("\t").removeprefix("'") for _, text, _ in found] == TEXTS
