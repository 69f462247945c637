"""What all tests share."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, settings

from reports.search.index.writer import drain

# How long examples take says how busy the machine is, not whether a property holds.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture
def indexed(db: None) -> Iterator[Callable[[], int]]:
    """Call it to bring the index up to date with the rows of this test; the index is empty before and after."""
    from reports.search.engine import engine

    engine().rebuild(())
    yield drain
    engine().rebuild(())


@pytest.fixture
def without_index(indexed: Callable[[], int]) -> Iterator[None]:
    """There is no index to be read, as while one is made anew."""
    from reports.search.engine import engine

    pointer = engine().folder.path / "CURRENT"  # type: ignore[attr-defined]
    kept = pointer.read_text()
    pointer.write_text("none")
    yield
    pointer.write_text(kept)


@pytest.fixture(autouse=True)
def plain_static_files(settings) -> None:
    """Static files under their own names: the hashed ones exist only after collectstatic."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
