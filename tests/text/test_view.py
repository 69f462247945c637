"""The plain view of a text that patterns are matched on."""

from hypothesis import given
from hypothesis import strategies as st

from reports.text.view import flatten, squeeze


def test_full_width_and_traditional_characters_are_written_plainly() -> None:
    assert flatten("【來源】：某鎮　２０２３﹝５﹞號｜（一）") == "【来源】:某镇 2023〔5〕号|(一)"


def test_squeezing_drops_blanks_and_remembers_places() -> None:
    key = squeeze("法 治\u3000政\u00a0府", base=10)
    assert key.text == "法治政府"
    assert key.span(0, 4) == (10, 17)
    assert key.span(1, 3) == (12, 15)


@given(st.text())
def test_flattening_keeps_the_length_and_the_line_ends(text: str) -> None:
    flat = flatten(text)
    assert len(flat) == len(text)
    assert [i for i, c in enumerate(flat) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@given(st.text())
def test_each_squeezed_character_is_the_one_at_its_offset(text: str) -> None:
    key = squeeze(text)
    flat = flatten(text)
    assert key.text == "".join(flat[offset] for offset in key.offsets)
