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


def may_publish(user: Any) -> bool:
    """Whether what this user uploads may be published at once."""
    return bool(user.has_perm("reports.change_report"))


def may_see_drafts(user: Any) -> bool:
    """Whether this user may read what is not published: reviewers; those who upload see what became of their files."""
    return bool(user.has_perm("reports.view_report") or user.has_perm("reports.change_report"))


def may_review(user: Any) -> bool:
    """Whether this user works on everybody's batches."""
    return bool(user.has_perm("reports.change_batch"))


def sync_groups(**_: Any) -> None:
    """Make the groups at each migrate; permissions given to them by hand stay."""
    for name, codenames in GROUPS.items():
        group, _created = Group.objects.get_or_create(name=name)
        wanted = Permission.objects.filter(content_type__app_label="reports", codename__in=codenames)
        group.permissions.add(*wanted)
