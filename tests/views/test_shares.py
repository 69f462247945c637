import pytest

from reports.templatetags.shares import percent


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0 %"),
        (0.001, "不到 1 %"),
        (0.124, "12 %"),
        (0.125, "12 %"),
        (0.998, "99 %"),
        (0.994, "99 %"),
        (1, "100 %"),
    ],
)
def test_a_share_is_told_in_whole_per_cent_and_never_rounded_to_nothing_or_all(share, words):
    assert percent(share) == words
