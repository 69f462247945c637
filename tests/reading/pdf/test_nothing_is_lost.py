"""Whatever is drawn where: reading does not fail, and each character is in the text or in what is said of it."""

from hypothesis import given
from hypothesis import strategies as st

from reports.reading.pdf.document import read_pdf
from tests.reading.pdfs import Drawn, Line, downwards, paragraphs, pdf, ruled

BODY = "我镇认真履行法治建设职责，依法行政水平稳步提升，调解矛盾纠纷，群众满意度不断提高，工作扎实。" * 3
#: Characters that the body does not hold, three for each thing that is drawn.
SIGNS = ("甲乙丙", "丁戊己", "庚辛壬", "癸子丑")

places = st.tuples(st.integers(60, 480), st.integers(60, 740))
sizes = st.sampled_from([9, 12, 16, 22, 48])


@st.composite
def drawings(draw: st.DrawFn, signs: str) -> list[Line | Drawn | str]:
    """Something that holds ``signs``, and perhaps lines around it."""
    (x, y), size = draw(places), draw(sizes)
    text = f"{signs[0]}事项{signs[1]}情况{signs[2]}"
    kind = draw(st.sampled_from(["line", "slanted", "grey", "hidden", "vertical", "quarter", "table"]))
    if kind == "vertical":
        return list(downwards(text, x, y, size))
    if kind == "table":
        xs, ys = (x, x + 60, x + 120), (y + 30, y, y - 30)
        return [
            ruled(xs, ys),
            (x + 2, y + 8, 12, text[:3]),
            (x + 62, y + 8, 12, text[3:6]),
            (x + 2, y - 22, 12, signs[2]),
        ]
    angle = {"slanted": draw(st.integers(6, 84)), "quarter": draw(st.sampled_from([90, 180, 270]))}.get(
        kind, 0
    )
    return [
        Drawn(
            (x, y, size, text),
            angle=angle,
            grey=draw(st.floats(0, 1)) if kind == "grey" else 0,
            mode=3 if kind == "hidden" else 0,
        )
    ]


@given(st.integers(1, 4).flatmap(lambda n: st.tuples(*(drawings(signs) for signs in SIGNS[:n]))))
def test_each_character_is_read_or_said(drawn: tuple[list[Line | Drawn | str], ...]) -> None:
    source = read_pdf(pdf([[*paragraphs([BODY]), *(one for group in drawn for one in group)]]))
    told = source.text + "".join(source.notes)
    assert [sign for sign in "".join(SIGNS[: len(drawn)]) if sign not in told] == []
