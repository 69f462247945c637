"""The WSGI entry point that gunicorn loads."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from reports.checks import secret_key  # noqa: E402

# A request waits for SQLite's one writer for so many seconds, then says that it is busy: a few that waited as long as
# commands do would keep all readers out.
if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    settings.DATABASES["default"]["OPTIONS"]["timeout"] = 10

for error in secret_key():
    raise ImproperlyConfigured(f"{error.msg} {error.hint}")

# All views are loaded now, before the fork: else each worker would load them for its first reader.
get_resolver().url_patterns  # noqa: B018
