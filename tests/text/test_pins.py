"""A place of a text is found again in another reading of it, or not at all; never another place."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text.pins import figure_pins, find_again, heading_pins


@dataclass(frozen=True)
class Numeral:
    start: int
    end: int

    @property
    def figure_start(self) -> int:
        return self.start


@dataclass(frozen=True)
class Heading:
    heading: str
    start: int
    heading_end: int


def numerals(marked: str) -> tuple[str, list[Numeral], list[int]]:
    """The text of ``marked`` without ‹›, which stand around what is read as a figure, and the starts of figures in «»."""
    text, figures, wanted = "", [], []
    for character in marked:
        if character in "‹«":
            figures.append(len(text))
            if character == "«":
                wanted.append(len(figures) - 1)
        elif character not in "›»":
            text += character
    return text, [Numeral(start, start + 1) for start in figures], wanted


def found(before: str, after: str) -> int | None:
    """The index in ``after`` of the figure that stands in «» in ``before``."""
    text, figures, (wanted,) = numerals(before)
    pin = figure_pins(text, figures)[wanted]
    text, figures, _ = numerals(after)
    pins = figure_pins(text, figures)
    again = find_again(pin, pins)
    return None if again is None else pins.index(again)


TWICE = "全年工作有序推进。调解纠纷‹3›件。培训干部‹2›次，效果较好。调解纠纷«3»件。群众表示满意。"


@pytest.mark.parametrize(
    ("before", "after", "index"),
    [
        ("调解纠纷«3»件。", "调解纠纷‹3›件。", 0),
        ("调解纠纷«3»件。", "\n首页\n调解 纠纷‹３›件。", 0),
        ("调解纠纷«3»件。", "培训干部‹2›次。调解纠纷‹3›件。", 1),
        # Its own words are others now.
        ("调解纠纷«3»件。", "调解纠纷‹4›件。", None),
        ("调解纠纷«3»件。", "化解纠纷‹3›件。", None),
        ("调解纠纷«3»件。", "调解纠纷3件。", None),
        # The same words twice.
        (TWICE, TWICE, 2),
        (TWICE, "\n" + TWICE, 2),
        (TWICE, "网站首页，" + TWICE, 2),
        # The first of the two is no longer read, or is gone with its sentence.
        (TWICE, TWICE.replace("‹3›", "3"), 1),
        (TWICE, TWICE.replace("调解纠纷‹3›件。", ""), None),
        # The one that was meant is gone, and another like it stands elsewhere.
        (TWICE, TWICE.replace("«3»", "3"), None),
        (TWICE, "另外，调解纠纷‹3›件。" + TWICE.replace("«3»", "3"), None),
        # There was one, and now there are more.
        ("调解纠纷«3»件。其他不详。", "调解纠纷‹3›件。其他不详。如上所述，调解纠纷‹3›件。", 0),
        ("调解纠纷«3»件。", "另有别的事。调解纠纷‹3›件；调解纠纷‹3›件。", None),
        # Rows that are alike throughout: their number tells, as long as it stays.
        ("件‹3›\n件«3»\n件‹3›\n" * 1, "件‹3›\n件‹3›\n件‹3›\n", 1),
        ("件‹3›\n件«3»\n件‹3›\n", "件‹3›\n件‹3›\n", None),
    ],
)
def test_a_figure_is_found_again_or_is_lost(before: str, after: str, index: int | None) -> None:
    assert found(before, after) == index


def headings(text: str, *told: str) -> list[Heading]:
    made, at = [], 0
    for heading in told:
        start = text.index(heading, at)
        at = start + len(heading)
        made.append(Heading(heading, start, at))
    return made


def test_a_heading_is_found_by_its_words_and_told_apart_by_what_stands_around() -> None:
    text = (
        "一、机制建设\n甲事已办成，乙事还在办。" + "各项工作都在推进，" * 5 + "\n二、机制建设\n丙事没有办。\n"
    )
    pins = heading_pins(text, headings(text, "机制建设", "机制建设"))
    for again in (text, "\n\n" + text, text.replace("一、", "（一）")):
        others = heading_pins(again, headings(again, "机制建设", "机制建设"))
        assert [others.index(find_again(pin, others)) for pin in pins] == [0, 1]  # type: ignore[arg-type]
    fewer = text.replace("二、机制建设", "二、别的")
    (left,) = heading_pins(fewer, headings(fewer, "机制建设"))
    assert [find_again(pin, [left]) for pin in pins] == [left, None]


parts = st.lists(
    st.sampled_from(["甲办‹3›件。", "乙办‹3›件。", "甲办‹3›件，", "培训‹2›次。", "很好。", "\n"]), max_size=8
)


@given(parts, st.integers(0, 7), st.sampled_from(["", "\n", "\n \n　"]), st.text("  　\n", max_size=2))
def test_blanks_in_front_and_within_lose_nothing(
    told: list[str], number: int, front: str, blank: str
) -> None:
    text, figures, _ = numerals("".join(told))
    if not figures:
        return
    wanted = number % len(figures)
    again, shifted, _ = numerals(front + "".join(told).replace("办", f"{blank.strip(chr(10))}办"))
    pins = figure_pins(again, shifted)
    assert pins.index(find_again(figure_pins(text, figures)[wanted], pins)) == wanted  # type: ignore[arg-type]


@given(parts, parts, st.integers(0, 7))
def test_what_is_found_has_the_same_words(told: list[str], other: list[str], number: int) -> None:
    text, figures, _ = numerals("".join(told))
    if not figures:
        return
    pin = figure_pins(text, figures)[number % len(figures)]
    again, read, _ = numerals("".join(other))
    found = find_again(pin, figure_pins(again, read))
    assert found is None or found.told == pin.told
