import pytest

from reports.search.query.phrases import known_phrases, near_spellings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("风桥经验", ("枫桥经验",)),
        ("枫桥验", ("枫桥经验",)),
        ("枫桥经经验", ("枫桥经验",)),
        ("枫经桥验", ("枫桥经验",)),
        ("人民调节", ("人民调解",)),
        ("枫桥经验", ()),
        ("风侨经验", ()),
        ("", ()),
    ],
)
def test_a_slip_of_one_character_is_seen(typed: str, meant: tuple[str, ...]) -> None:
    assert near_spellings(typed) == meant


def test_known_phrases_can_be_looked_for_as_they_are() -> None:
    assert [phrase for phrase in known_phrases() if not 4 <= len(phrase) <= 16 or "…" in phrase] == []
