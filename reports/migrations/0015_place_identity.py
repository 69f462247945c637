"""A place gets an identity of its own: until now its code was its key, and codes change in time.

The places are set aside under their codes, the table is made anew with ids, and what belongs to a place finds it again
by its code. A report keeps the code of its place beside it.
"""

import django.db.models.deletion
from django.db import migrations, models

_COLUMNS = 'code, name, level, full_name, pinyin, initials, valid_from, valid_until'


def _run(schema_editor, *statements):
    for statement in statements:
        schema_editor.execute(statement)
    if schema_editor.connection.vendor == 'postgresql':
        # Tables with checks that wait for the commit cannot be changed.
        schema_editor.execute('SET CONSTRAINTS ALL IMMEDIATE')
        schema_editor.execute('SET CONSTRAINTS ALL DEFERRED')


def set_aside(apps, schema_editor):
    _run(
        schema_editor,
        f'CREATE TABLE reports_formerregion AS SELECT {_COLUMNS}, parent_id, successor_id FROM reports_region',
        'CREATE UNIQUE INDEX reports_formerregion_code ON reports_formerregion (code)',
        "UPDATE reports_report SET region_code = region_id WHERE region_id IS NOT NULL",
        "UPDATE reports_batch SET region_code = region_id WHERE region_id IS NOT NULL",
        'UPDATE reports_provincemedian SET province_code = province_id',
    )


def bring_back(apps, schema_editor):
    _run(
        schema_editor,
        f"INSERT INTO reports_region ({_COLUMNS}, successor_known)"
        f" SELECT {_COLUMNS}, '' FROM reports_formerregion ORDER BY code",
        *(
            f'UPDATE reports_region SET {column} = (SELECT other.id FROM reports_formerregion former'
            f' JOIN reports_region other ON other.code = former.{column} WHERE former.code = reports_region.code)'
            for column in ('parent_id', 'successor_id')
        ),
        'INSERT INTO reports_regionname (region_id, name, full_name, valid_from, valid_until)'
        ' SELECT id, name, full_name, valid_from, valid_until FROM reports_region ORDER BY id',
        'INSERT INTO reports_regioncode (region_id, code, valid_from, valid_until)'
        ' SELECT id, code, valid_from, valid_until FROM reports_region ORDER BY id',
        'DROP TABLE reports_formerregion',
    )


def find_places(apps, schema_editor):
    _run(
        schema_editor,
        *(
            f'UPDATE reports_{table} SET {name}_id ='
            f' (SELECT id FROM reports_region WHERE reports_region.code = reports_{table}.{name}_code)'
            f" WHERE {name}_code <> ''"
            for table, name in (('report', 'region'), ('batch', 'region'), ('provincemedian', 'province'))
        ),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0014_anchors'),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='region_code',
            field=models.CharField(blank=True, default='', editable=False, max_length=12, verbose_name='地区代码'),
        ),
        migrations.AddField(
            model_name='batch',
            name='region_code',
            field=models.CharField(default='', max_length=12),
        ),
        migrations.AddField(
            model_name='provincemedian',
            name='province_code',
            field=models.CharField(default='', max_length=12),
        ),
        migrations.RunPython(set_aside),
        migrations.AlterModelOptions(
            name='report',
            options={'ordering': ['-year', 'region_code', 'pk'], 'verbose_name': '报告', 'verbose_name_plural': '报告'},
        ),
        migrations.RemoveIndex(model_name='report', name='report_place'),
        migrations.RemoveIndex(model_name='report', name='report_coverage'),
        migrations.RemoveIndex(model_name='report', name='report_queue'),
        migrations.RemoveConstraint(model_name='provincemedian', name='one_median_a_province_and_year'),
        migrations.RemoveField(model_name='report', name='region'),
        migrations.RemoveField(model_name='batch', name='region'),
        migrations.RemoveField(model_name='provincemedian', name='province'),
        migrations.DeleteModel(name='Region'),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True, verbose_name='代码')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('level', models.CharField(choices=[('province', '省级'), ('city', '地级'), ('county', '县级'), ('township', '乡级')], max_length=8, verbose_name='级别')),
                ('full_name', models.CharField(max_length=160, verbose_name='全称')),
                ('pinyin', models.CharField(blank=True, max_length=200, verbose_name='拼音')),
                ('initials', models.CharField(blank=True, max_length=60, verbose_name='拼音首字母')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='启用日期')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='废止日期')),
                ('successor_known', models.CharField(blank=True, choices=[('same_code', '代码沿用'), ('inferred', '推定'), ('by_hand', '人工')], max_length=10, verbose_name='后继依据')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='reports.region', verbose_name='上级')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='reports.region', verbose_name='后继区划')),
            ],
            options={
                'verbose_name': '地区',
                'verbose_name_plural': '地区',
                'ordering': ['code'],
                'indexes': [
                    models.Index(fields=['name'], name='reports_reg_name_753eb5_idx'),
                    models.Index(fields=['pinyin'], name='reports_reg_pinyin_2774f8_idx'),
                    models.Index(fields=['initials'], name='reports_reg_initial_bc58db_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RegionName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='启用日期')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='停用日期')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('full_name', models.CharField(max_length=160, verbose_name='全称')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='reports.region', verbose_name='地区')),
            ],
            options={
                'verbose_name': '地区名称',
                'verbose_name_plural': '地区名称',
                'indexes': [models.Index(fields=['name'], name='region_name')],
            },
        ),
        migrations.CreateModel(
            name='RegionCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='启用日期')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='停用日期')),
                ('code', models.CharField(max_length=12, verbose_name='代码')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='reports.region', verbose_name='地区')),
            ],
            options={
                'verbose_name': '地区代码',
                'verbose_name_plural': '地区代码',
                'indexes': [models.Index(fields=['code'], name='region_code')],
            },
        ),
        migrations.AddField(
            model_name='report',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.region', verbose_name='地区'),
        ),
        migrations.AddField(
            model_name='batch',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='reports.region', verbose_name='所属地区'),
        ),
        migrations.AddField(
            model_name='provincemedian',
            name='province',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reports.region', verbose_name='省份'),
        ),
        migrations.RunPython(bring_back),
        migrations.RunPython(find_places),
        migrations.AlterField(
            model_name='provincemedian',
            name='province',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reports.region', verbose_name='省份'),
        ),
        migrations.RemoveField(model_name='batch', name='region_code'),
        migrations.RemoveField(model_name='provincemedian', name='province_code'),
        migrations.AddConstraint(
            model_name='provincemedian',
            constraint=models.UniqueConstraint(fields=('province', 'year', 'indicator', 'unit'), name='one_median_a_province_and_year'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['status', 'region_code', 'year', 'sample'], name='report_place'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['status', 'genre', 'year', 'region_code', 'published', 'sample', 'public_id'], name='report_coverage'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['doubt', 'id', 'status', 'year', 'genre', 'region_code', 'source', 'title', 'issuer'], name='report_queue'),
        ),
    ]
