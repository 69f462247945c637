"""When a report was published: of those that are, the time they were taken in is the nearest that is known."""

from django.db import migrations, models
from django.db.models import F


def released_when_taken_in(apps, schema_editor):
    reports = apps.get_model("reports", "Report")
    reports.objects.filter(status__in=("published", "superseded")).update(released_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("reports", "0015_place_identity")]

    operations = [
        migrations.AddField(
            "report",
            "released_at",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="发布时间"),
        ),
        migrations.RunPython(released_when_taken_in, migrations.RunPython.noop),
        migrations.RemoveIndex("report", "reports_rep_status_22ec20_idx"),
        migrations.AddIndex("report", models.Index(fields=["status", "released_at"], name="report_arrival")),
    ]
