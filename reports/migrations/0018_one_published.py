"""What is published is known by place, year and genre, and is the only one of them; else it goes back to the queue."""

from django.db import migrations, models
from django.db.models import Q

_CHUNK = 1000


def send_back(apps, schema_editor):
    """Of several published reports of one place, year and genre the first stands; a sample gives way to a real one."""
    reports = apps.get_model('reports', 'Report').objects
    returned = {'incomplete': [], 'held': []}
    standing = set()
    columns = 'pk', 'region_id', 'year', 'genre'
    for pk, *subject in reports.filter(status='published').order_by('sample', 'pk').values_list(*columns):
        if not all(subject):
            returned['incomplete'].append(pk)
        elif tuple(subject) in standing:
            returned['held'].append(pk)
        standing.add(tuple(subject))
    for reason, keys in returned.items():
        for start in range(0, len(keys), _CHUNK):
            found = reports.filter(pk__in=keys[start:start + _CHUNK])
            # They come to the head of the queue, and out of the index with its next writing.
            found.update(
                status='draft',
                returned=reason,
                doubt=models.F('doubt') + 128,
                search_dirty=True,
                revision=models.F('revision') + 1,
            )
            for name in ('SentenceHash', 'SignatureBand', 'Signature'):
                apps.get_model('reports', name).objects.filter(report__in=keys[start:start + _CHUNK]).delete()
    if schema_editor.connection.vendor == 'postgresql':
        # Tables with checks that wait for the commit cannot be changed.
        schema_editor.execute('SET CONSTRAINTS ALL IMMEDIATE')
        schema_editor.execute('SET CONSTRAINTS ALL DEFERRED')


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0017_live_reasons'),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='returned',
            field=models.CharField(blank=True, choices=[('incomplete', '没有认出地区、年度或文种'), ('held', '同一地区、年度和文种已有对外的报告')], default='', editable=False, max_length=10, verbose_name='退回原因'),
        ),
        migrations.RunPython(send_back, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=~Q(status='published') | (Q(region__isnull=False, year__isnull=False) & ~Q(genre='')), name='published_is_complete'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=Q(status='published'), fields=('region', 'year', 'genre'), name='one_published_a_place_year_and_genre'),
        ),
    ]
