"""What is remarked on reports and files is a code with values: of what was kept as a sentence, the words as they stand."""

from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Cast, JSONObject


def said(column):
    return JSONObject(code=Cast(Value("said"), models.TextField()), values=JSONObject(text=F(column)))


def sentences_to_remarks(apps, schema_editor):
    apps.get_model("reports", "Flag").objects.update(remark=said("note"))
    apps.get_model("reports", "BatchItem").objects.exclude(reason="").update(remark=said("reason"))
    reports = apps.get_model("reports", "Report").objects
    for pk, evidence in reports.exclude(evidence={}).values_list("pk", "evidence").iterator():
        for spans in evidence.values():
            for span in spans:
                why = span.get("why")
                span["why"] = {"code": "said", "values": {"text": why}} if why else None
        reports.filter(pk=pk).update(evidence=evidence)


class Migration(migrations.Migration):
    dependencies = [("reports", "0018_one_published")]

    operations = [
        migrations.AddField("flag", "remark", models.JSONField(default=dict, verbose_name="说明"), False),
        migrations.AddField(
            "batchitem", "remark", models.JSONField(blank=True, null=True, verbose_name="原因")
        ),
        migrations.RunPython(sentences_to_remarks),
        migrations.RemoveField("flag", "note"),
        migrations.RemoveField("batchitem", "reason"),
    ]
