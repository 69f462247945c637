import pytest

from reports.admin.reviewing.difference import Change, difference

OLD, NEW, SAME, GAP = "old", "new", "same", "gap"


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("甲。\n乙。", "甲。\n 乙。 \n", []),
        ("甲。乙。丙。", "甲。\n乙。\n丙。", []),
        (
            "甲。\n调解3件。\n丙。",
            "甲。\n调解5件。\n丙。",
            [(SAME, "甲。"), (OLD, "调解3件。"), (NEW, "调解5件。"), (SAME, "丙。")],
        ),
        ("甲。", "甲。\n乙。", [(SAME, "甲。"), (NEW, "乙。")]),
        (
            "一\n二\n三\n四\n五\n六",
            "壹\n二\n三\n四\n五\n陆",
            [(OLD, "一"), (NEW, "壹"), (SAME, "二"), (GAP, ""), (SAME, "五"), (OLD, "六"), (NEW, "陆")],
        ),
    ],
)
def test_changes_are_told_with_a_line_around_them(old: str, new: str, changes: list[tuple[str, str]]) -> None:
    assert difference(old, new) == [Change(kind, text) for kind, text in changes]


def test_a_text_too_long_to_compare_is_not_compared() -> None:
    assert difference("甲\n" * 4_000, "乙\n" * 4_000) == [Change(GAP)]
