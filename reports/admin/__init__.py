"""The keeper's side (管理): upload, review, publish. Every write goes through :mod:`reports.ingest`."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from .batches import BatchAdmin
from .regions import RegionAdmin
from .reports import ReportAdmin
from .tokens import TokenAdmin

__all__ = ["BatchAdmin", "RegionAdmin", "ReportAdmin", "TokenAdmin"]

admin.site.site_header = admin.site.site_title = "乡镇法治报告档案馆 管理"
admin.site.index_title = "收件与审核"
# What the worker did with a batch stands on the batch's own page.
admin.site.unregister(DBTaskResult)
