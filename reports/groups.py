"""The keepers' groups: who may upload, who may review. An administrator is a superuser."""

from typing import Any

from django.contrib.auth.models import Group, Permission

#: Group → permissions. Each group finds regions, which the forms look up.
GROUPS = {
    "上传员": ("add_batch", "view_batch", "view_region"),
    "审核员": (
        "view_batch",
        "change_batch",
        "view_report",
        "change_report",
        "view_region",
    ),
}


def sync_groups(**_: Any) -> None:
    """Make the groups at each migrate; permissions given to them by hand stay."""
    for name, codenames in GROUPS.items():
        group, _created = Group.objects.get_or_create(name=name)
        wanted = Permission.objects.filter(content_type__app_label="reports", codename__in=codenames)
        group.permissions.add(*wanted)
