"""The keeper's side (管理): upload, review, publish. Every write goes through :mod:`reports.ingest`."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from .batches import BatchAdmin
from .log import LogAdmin
from .regions import RegionAdmin
from .reports import ReportAdmin
from .tokens import TokenAdmin

__all__ = ["BatchAdmin", "LogAdmin", "RegionAdmin", "ReportAdmin", "TokenAdmin"]

admin.site.site_header = admin.site.site_title = "乡镇法治报告档案馆 管理"
admin.site.enable_nav_sidebar = False
admin.site.index_title = "案头"
# What the worker did with a batch stands on the batch's own page.
admin.site.unregister(DBTaskResult)
