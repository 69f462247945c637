from django.db import migrations, models

_SHORTEST = 12
_CHUNK = 1000


def give_ids(apps, schema_editor):
    """Give every report the shortest beginning of its original's SHA-256 that no other has, in order of their keys."""
    reports = apps.get_model('reports', 'Report').objects
    taken = set()
    found = []
    for pk, sha256 in reports.order_by('pk').values_list('pk', 'source__sha256').iterator():
        one = next(sha256[:size] for size in range(_SHORTEST, 65) if sha256[:size] not in taken)
        taken.add(one)
        found.append(reports.model(pk=pk, public_id=one))
    for start in range(0, len(found), _CHUNK):
        reports.bulk_update(found[start:start + _CHUNK], ['public_id'], batch_size=200)


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0010_sample'),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='public_id',
            field=models.CharField(editable=False, max_length=64, null=True, verbose_name='编号'),
        ),
        migrations.RunPython(give_ids, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='report',
            name='public_id',
            field=models.CharField(editable=False, max_length=64, unique=True, verbose_name='编号'),
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_coverage',
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['status', 'genre', 'year', 'region', 'published', 'sample', 'public_id'], name='report_coverage'),
        ),
    ]
