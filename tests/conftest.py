"""What all tests share."""

from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as of_properties
from pytest_django import Settings

from reports.search.index.writer import drain

# How long examples take says how busy the machine is, not whether a property holds.
of_properties.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
of_properties.load_profile("untimed")


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


@pytest.fixture(scope="session", autouse=True)
def plain_and_quick() -> Iterator[None]:
    """Static files under their own names, the hashed ones exist only after collectstatic; passwords hashed at once."""
    storages = configured.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(STORAGES=storages, PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture
def sample_places(db: None, settings: Settings) -> None:
    """The places of 示例省, as they are loaded; all there are take seconds."""
    settings.DEMO_ROOT = "of 示例省 alone"
    call_command("load_regions", verbosity=0, stdout=StringIO())
    settings.DEMO_ROOT = ""
