"""What is to be asked of a report is no longer kept with the file it came in: it is asked anew when it is shown."""

import re

from django.db import migrations

#: The sentences that were kept, before what the reader of the file remarked.
_ASKED = re.compile(
    "^(?:看来不是|没认出是|认出“|识别为“|“|可能是“|已收有同一).*?"
    "(?:请确认文种|请填年度|请选地区|请核对|请核对地区|作为修订稿待审)。"
)


def forget_what_was_asked(apps, schema_editor):
    items = apps.get_model("reports", "BatchItem").objects
    kept = items.filter(state__in=("undecided", "revision"), report__isnull=False).exclude(reason="")
    for item in kept.only("reason").iterator():
        left = _ASKED.sub("", item.reason)
        if left != item.reason:
            items.filter(pk=item.pk).update(reason=left)


class Migration(migrations.Migration):
    dependencies = [("reports", "0016_arrival")]

    operations = [migrations.RunPython(forget_what_was_asked, migrations.RunPython.noop)]
