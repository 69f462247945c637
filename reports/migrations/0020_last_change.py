"""The token of the last change, by which answers are told to be the same."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0019_remarks")]

    operations = [
        migrations.CreateModel(
            name="LastChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=22)),
            ],
            options={"verbose_name": "最近变动", "verbose_name_plural": "最近变动"},
        ),
    ]
