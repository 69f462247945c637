"""Staff, a private store of originals, and tasks that run at once."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from reports.models import Region
from tests.factories import make_region


@pytest.fixture(autouse=True)
def surroundings(settings: Settings, tmp_path: Path) -> None:
    settings.ARCHIVE_ROOT = tmp_path / "originals"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def keeper(client: Client, db: None) -> Client:
    """The browser of an administrator."""
    client.force_login(User.objects.create_superuser("keeper"))
    return client


@pytest.fixture
def town(db: None) -> Region:
    make_region("33", "浙江省")
    make_region("3309", "舟山市")
    make_region("330921", "岱山县")
    return make_region("330921106", "衢山镇")
