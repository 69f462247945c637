"""A section has roles, not a role: 存在问题及下步打算 is both. What a person set by hand is carried over."""

from django.db import migrations, models

#: Reports whose corrections are read together.
CHUNK = 500


def to_roles(apps, schema_editor):
    sections = apps.get_model("reports", "Section").objects.using(schema_editor.connection.alias)
    for role in sections.exclude(role="").order_by().values_list("role", flat=True).distinct():
        sections.filter(role=role).update(roles=[role])
    _recast(apps, schema_editor, _with_roles)


def to_role(apps, schema_editor):
    sections = apps.get_model("reports", "Section").objects.using(schema_editor.connection.alias)
    for roles in sections.exclude(roles=[]).order_by().values_list("roles", flat=True).distinct():
        sections.filter(roles=roles).update(role=roles[0])
    _recast(apps, schema_editor, _with_role)


def _with_roles(value):
    if "role" not in value:
        return value
    return {"roles": [value["role"]] if value["role"] else [], "topics": value["topics"]}


def _with_role(value):
    return {"role": value["roles"][0] if value["roles"] else "", "topics": value["topics"]}


def _recast(apps, schema_editor, cast):
    reports = apps.get_model("reports", "Report").objects.using(schema_editor.connection.alias)
    corrected = reports.exclude(corrections={}).only("corrections").order_by("pk")
    for report in corrected.iterator(chunk_size=CHUNK):
        report.corrections = {
            name: one | {"value": cast(one["value"])} if name.startswith("section@") else one
            for name, one in report.corrections.items()
        }
        report.save(update_fields=["corrections"])


class Migration(migrations.Migration):
    dependencies = [("reports", "0012_withdrawn")]

    operations = [
        migrations.AddField(
            "section", "roles", models.JSONField(blank=True, default=list, verbose_name="职能")
        ),
        migrations.RunPython(to_roles, to_role),
        migrations.RemoveField("section", "role"),
    ]
