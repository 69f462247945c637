"""The WSGI entry point that gunicorn loads."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
application = get_wsgi_application()

from reports.checks import secret_key  # noqa: E402

for error in secret_key():
    raise ImproperlyConfigured(f"{error.msg} {error.hint}")
