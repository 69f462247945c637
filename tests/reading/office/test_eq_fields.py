"""Fields whose code holds the words: as Word writes readings over characters, characters in circles and fractions."""

from collections.abc import Callable

import pytest

from reports.reading import read
from reports.reading.office.eq_fields import eq_text
from tests.reading.documents import docx
from tests.reading.office.test_rtf import gbk, unicode
from tests.reading.ole import doc

CODES = [
    (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(kū),圐)', "圐"),
    (r" eq \o\ac(○,一) ", "一"),
    (r"EQ \o(甲,乙)", "甲乙"),
    (r"EQ \f(1,8)", "1/8"),
    (r"EQ \f(1;8)", "1/8"),
    (r"EQ \r(3,8)", "3√(8)"),
    (r"EQ \b\lc\{(\a(一,二))", "(一 二)"),
    (r"EQ \x(印)", "印"),
    (r"EQ m\s\up 8(2)", "m^2"),
    (r"EQ 一\,二", "一,二"),
    (r"EQ \q(1)", None),
    (r"EQ \f(1", None),
    (r"EQ ", None),
    (r"PAGE", None),
    (r"EQ " + r"\x(" * 5000, None),
]


@pytest.mark.parametrize(("code", "text"), CODES)
def test_the_code_of_the_field_says_what_it_shows(code: str, text: str | None) -> None:
    assert eq_text(code) == text


def in_docx(code: str) -> bytes:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    inside = (
        f"<w:r><w:instrText>{code[:6]}</w:instrText></w:r><w:r><w:instrText>{code[6:]}</w:instrText></w:r>"
    )
    return docx(f"<w:p><w:r><w:t>前</w:t></w:r>{marks[0]}{inside}{marks[1]}<w:r><w:t>后</w:t></w:r></w:p>")


def in_doc(code: str) -> bytes:
    return doc(f"前\x13{code}\x15后\r")


def in_rtf(code: str) -> bytes:
    written = "".join(rf"\{one}" if one in "\\{}" else one if one < "\x7f" else unicode(one) for one in code)
    return rf"{{\rtf1\ansicpg936 {gbk('前')}{{\field{{\*\fldinst {{{written}}}}}{{\fldrslt }}}}{gbk('后')}\par}}".encode()


@pytest.mark.parametrize("made", [in_docx, in_doc, in_rtf])
@pytest.mark.parametrize(
    ("code", "text", "partial"),
    [
        (CODES[0][0], "前圐后", ()),
        (r"EQ \f(1,8)", "前1/8后", ()),
        (r"EQ \q(1)", "前后", ("field",)),
        ("PAGE", "前后", ()),
    ],
)
def test_it_is_read_in_every_format(
    made: Callable[[str], bytes], code: str, text: str, partial: tuple[str, ...]
) -> None:
    source = read(made(code), "报告")
    assert (source.text, source.partial) == (text, partial)
