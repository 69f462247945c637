"""The database: does it answer, and has it the tables of this version and the places in them?"""

from __future__ import annotations

import logging
import pkgutil
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from .conditions import Condition

logger = logging.getLogger(__name__)


def database(connection: BaseDatabaseWrapper) -> Condition:
    """The state of the database behind ``connection``; one without places is as empty as one without tables."""
    try:
        return Condition("database", _state(connection))
    except DatabaseError:
        logger.exception("the database does not answer")
        connection.close()
        return Condition("database", "failed")


def _state(connection: BaseDatabaseWrapper) -> str:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if not {"django_migrations", "reports_region"} <= tables:
            return "empty"
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = {(app, name) for app, name in cursor.fetchall()}
        if _shipped() - applied:
            return "older"
        cursor.execute("SELECT 1 FROM reports_region LIMIT 1")
        if cursor.fetchone() is None or _needed() - tables:
            return "empty"
    if {name for app, name in applied if app == "reports"} - {name for _, name in _shipped()}:
        return "newer"
    return "read_only" if "mode=ro" in str(connection.settings_dict["NAME"]) else "ok"


@cache
def _needed() -> frozenset[str]:
    """The tables of this version."""
    return frozenset(
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed
    )


@cache
def _shipped() -> frozenset[tuple[str, str]]:
    """The migrations of this version, (application, name), by the names of their files."""
    found = set()
    for application in apps.get_app_configs():
        module, _ = MigrationLoader.migrations_module(application.label)
        if module and find_spec(module):
            folder = import_module(module).__path__
            found |= {
                (application.label, file.name)
                for file in pkgutil.iter_modules(folder)
                if not file.ispkg and file.name[0] not in "_~"
            }
    return frozenset(found)
