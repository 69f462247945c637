"""Regions: looked up, never edited; ``load_regions`` writes them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from reports.models import Region

from .kept import KeptAdmin


@admin.register(Region)
class RegionAdmin(KeptAdmin):
    """Its search serves the region fields of the other forms: by name, pinyin, initials or code."""

    list_display = ["full_name", "level", "code"]
    list_filter = ["level"]
    search_fields = ["full_name", "pinyin__startswith", "initials__startswith", "code__startswith"]
    ordering = ["code"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
