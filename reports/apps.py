"""The one application of the archive."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "乡镇法治报告"

    def ready(self) -> None:
        from reports import checks  # noqa: F401

        from .models.access.private import keep_private
        from .models.last_change import watch
        from .store.groups import sync_groups
        from .store.vocabularies import sync_vocabularies

        connection_created.connect(keep_private, dispatch_uid="private")
        connection_created.connect(watch, dispatch_uid="last_change")
        post_migrate.connect(watch, sender=self, dispatch_uid="last_change")
        post_migrate.connect(sync_vocabularies, sender=self, dispatch_uid="vocabularies")
        post_migrate.connect(sync_groups, sender=self, dispatch_uid="groups")
