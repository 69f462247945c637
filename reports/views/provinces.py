"""The provinces that every list of them names, those too of which the gazetteer has no townships."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: By code: they have no rows, and nothing is held of them.
NOT_IN_GAZETTEER = {"71": _("台湾省"), "81": _("香港特别行政区"), "82": _("澳门特别行政区")}
