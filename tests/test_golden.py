from pathlib import Path

import pytest

from tests.golden import check

HELD = {"甲": "0011", "乙 二": "2233"}


def pinned(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = folder / "digests.txt"
    with monkeypatch.context() as patch:
        patch.setenv("GOLDEN", "write")
        check(path, "V", "1", HELD, "tests/x.py")
    return path


@pytest.mark.parametrize(
    ("version", "made", "told"),
    [
        ("1", HELD | {"乙 二": "9999"}, "The output for 乙 二 (1 in all) has changed, but V is still '1'"),
        ("2", HELD | {"乙 二": "9999"}, "digests.txt is not up to date"),
        ("2", HELD, "digests.txt is not up to date"),
        ("1", HELD | {"丙": "4455"}, "digests.txt is not up to date"),
        ("1", {"甲": "0011"}, "digests.txt is not up to date"),
    ],
)
def test_what_has_changed_is_told(
    version: str, made: dict[str, str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pinned(tmp_path, monkeypatch)
    monkeypatch.delenv("GOLDEN", raising=False)
    check(path, "V", "1", HELD, "tests/x.py")
    with pytest.raises(AssertionError) as failed:
        check(path, "V", version, made, "tests/x.py")
    assert str(failed.value).startswith(told)
    assert "GOLDEN=write .venv/bin/python -m pytest tests/x.py" in str(failed.value)


def test_another_output_is_never_written_under_the_same_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pinned(tmp_path, monkeypatch)
    before = path.read_text("utf-8")
    monkeypatch.setenv("GOLDEN", "write")
    with pytest.raises(AssertionError, match="Raise it"):
        check(path, "V", "1", HELD | {"甲": "9999"}, "tests/x.py")
    assert path.read_text("utf-8") == before
    check(path, "V", "2", HELD | {"甲": "9999"}, "tests/x.py")
    assert path.read_text("utf-8") == "version 2\n2233 乙 二\n9999 甲\n"
