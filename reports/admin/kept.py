"""Rows the admin never deletes."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class KeptAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in its stubs alone
    """An admin without deletion: what the archive has taken in stays."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
