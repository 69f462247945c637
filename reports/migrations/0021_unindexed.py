"""The reports that could not be indexed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0020_last_change'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unindexed',
            fields=[
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='unindexed', serialize=False, to='reports.report', verbose_name='报告')),
                ('revision', models.PositiveIntegerField(verbose_name='修订次数')),
                ('error', models.TextField(verbose_name='错误')),
                ('tries', models.PositiveIntegerField(verbose_name='试过几次')),
                ('again', models.DateTimeField(verbose_name='下次再试')),
            ],
            options={
                'verbose_name': '未能索引',
                'verbose_name_plural': '未能索引',
            },
        ),
    ]
