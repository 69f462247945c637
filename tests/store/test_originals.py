from pathlib import Path

import pytest

from reports.store import originals


def test_bytes_are_kept_under_their_hash_once(archive_root: Path) -> None:
    sha256 = originals.keep(b"one")
    assert originals.keep(b"one") == sha256
    assert originals.load(sha256) == b"one"
    assert list(originals.stored()) == [sha256]
    assert originals.path_of(sha256) == archive_root / sha256[:2] / sha256[2:4] / sha256
    assert list((archive_root / "tmp").iterdir()) == []


def test_a_changed_original_is_noticed_and_mended_by_the_sound_bytes() -> None:
    sha256 = originals.keep(b"one")
    path = originals.path_of(sha256)
    path.chmod(0o600)
    path.write_bytes(b"two")
    with pytest.raises(originals.DamagedOriginal):
        originals.load(sha256)
    originals.keep(b"one")
    assert originals.load(sha256) == b"one"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "g" * 64, "A" * 64, "0" * 63])
def test_only_a_hash_names_an_original(name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        originals.path_of(name)


def test_files_kept_together_are_each_there_once(archive_root):
    files = [b"one", b"two", b"one", b""]
    assert originals.keep_all(files) == [originals.digest(data) for data in files]
    assert sorted(originals.stored()) == sorted({originals.digest(data) for data in files})
    assert [originals.load(originals.digest(data)) for data in files] == files
    assert list((archive_root / "tmp").iterdir()) == []
