"""The few places that have ended, found without going through all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0021_unindexed")]

    operations = [
        migrations.AddIndex(
            "region",
            models.Index(
                fields=["valid_until", "code"],
                condition=models.Q(("valid_until__isnull", False)),
                name="region_ended",
            ),
        ),
    ]
