from django.db import migrations, models
from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Concat


def keep_anchors(apps, schema_editor):
    """Keep the anchors of before, made of paths and offsets; the next reading of a report gives it those of today."""
    begins = Case(
        When(negated=False, figure_start__gte=F('start'), figure_start__lt=F('end'), then=F('figure_start')),
        default=F('start'),
    )
    sections = Concat(Value('s-'), F('path'), output_field=CharField())
    apps.get_model('reports', 'Section').objects.update(anchor=sections, former_anchor=sections)
    figures = Concat(Value('m-'), Cast(begins, CharField()), output_field=CharField())
    apps.get_model('reports', 'Metric').objects.update(anchor=figures, former_anchor=figures)


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0013_section_roles'),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=model,
                name=name,
                field=models.CharField(blank=blank, default='', editable=False, max_length=48, verbose_name=verbose),
                preserve_default=False,
            )
            for model in ('section', 'metric')
            for name, blank, verbose in (('anchor', False, '锚点'), ('former_anchor', True, '原锚点'))
        ),
        migrations.RunPython(keep_anchors, migrations.RunPython.noop),
    ]
