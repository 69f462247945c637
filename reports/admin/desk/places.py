"""The keeper's head: where one can go, by what one may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from reports.store.groups import may_see_drafts


@dataclass(frozen=True)
class Place:
    """A link of the head; ``current`` is what it says to a reader of the screen: "page", "true" or ""."""

    name: str
    url: str
    current: str = ""


@dataclass(frozen=True)
class Places:
    """The links of the head, those of its menu, and whether one may look for reports."""

    links: tuple[Place, ...]
    more: tuple[Place, ...]
    finds: bool


#: Name → the address's name, the permissions one of which is needed, and whether it stands in the head or its menu.
_LINKS = {
    "案头": ("index", (), True),
    "待审": ("reports_report_review", ("reports.view_report", "reports.change_report"), True),
    "报告": ("reports_report_changelist", ("reports.view_report", "reports.change_report"), True),
    "收进": ("reports_batch_add", ("reports.add_batch",), True),
    "批次": ("reports_batch_changelist", ("reports.view_batch", "reports.change_batch"), True),
    "地区": ("reports_region_changelist", ("reports.view_region",), True),
    "历史": ("admin_logentry_changelist", ("reports.change_batch",), True),
    "令牌": ("reports_apitoken_changelist", ("reports.view_apitoken",), False),
    "用户": ("auth_user_changelist", ("auth.view_user",), False),
    "用户组": ("auth_group_changelist", ("auth.view_group",), False),
}


def places(request: HttpRequest) -> Places:
    """What this user may open, the page one is on marked."""
    user: Any = request.user
    here = request.resolver_match.url_name if request.resolver_match else ""
    reviewing = here == "reports_report_change"
    links: list[Place] = []
    more: list[Place] = []
    for name, (address, permissions, in_head) in _LINKS.items():
        if permissions and not any(user.has_perm(one) for one in permissions):
            continue
        url = reverse(f"admin:{address}")
        current = "page" if here == address else "true" if reviewing and name == "待审" else ""
        if here and not current and address.endswith("_changelist"):
            subject = address.removesuffix("_changelist")
            below = here.startswith(f"{subject}_") and here != "reports_batch_add" and not reviewing
            current = "true" if below else ""
        (links if in_head else more).append(Place(name, url, current))
    # The list has a search of its own, which keeps its filters.
    finds = may_see_drafts(user) and here != "reports_report_changelist"
    return Places(tuple(links), tuple(more), finds)
