"""Which words name the body a report comes from."""

import pytest

from reports.analysis.words.issuers import names_an_issuer


@pytest.mark.parametrize(
    "word",
    [
        "人民政府",
        "镇人民政府",
        "街道办事处",
        "办事处",
        "镇政府",
        "乡党委",
        "镇党委",
        "党工委",
        "街道",
        "我镇",
        "本街道",
        "管委会",
    ],
)
def test_names_of_issuers(word: str) -> None:
    assert names_an_issuer(word)


@pytest.mark.parametrize(
    "word", ["法治政府", "政府", "乡村", "乡镇", "城镇化", "司法所", "政务公开", "村民委员会", "街道路", ""]
)
def test_other_words_are_kept(word: str) -> None:
    assert not names_an_issuer(word)
