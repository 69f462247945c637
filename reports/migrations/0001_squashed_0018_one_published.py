"""All of the migrations before in one step, for databases that have none of them yet."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('reports', '0001_initial'),
        ('reports', '0002_reuse'),
        ('reports', '0003_usual_ranges'),
        ('reports', '0004_coverage_index'),
        ('reports', '0005_one_sentence_index'),
        ('reports', '0006_indicator_index'),
        ('reports', '0007_indicator_span'),
        ('reports', '0008_review_queue'),
        ('reports', '0009_province_medians'),
        ('reports', '0010_sample'),
        ('reports', '0011_public_id'),
        ('reports', '0012_withdrawn'),
        ('reports', '0013_section_roles'),
        ('reports', '0014_anchors'),
        ('reports', '0015_place_identity'),
        ('reports', '0016_arrival'),
        ('reports', '0017_live_reasons'),
        ('reports', '0018_one_published'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('slug', models.SlugField(max_length=60, primary_key=True, serialize=False, verbose_name='标识')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('family', models.CharField(choices=[('count', '件次'), ('people', '人数'), ('rate', '比率'), ('money', '金额')], max_length=8, verbose_name='单位类别')),
                ('stock_or_flow', models.CharField(choices=[('stock', '存量'), ('flow', '流量')], default='flow', max_length=5, verbose_name='存量或流量')),
                ('definition', models.TextField(blank=True, verbose_name='定义')),
                ('caveat', models.TextField(blank=True, verbose_name='注意')),
                ('position', models.PositiveSmallIntegerField(verbose_name='次序')),
            ],
            options={
                'verbose_name': '指标',
                'verbose_name_plural': '指标',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(editable=False, max_length=64, unique=True, verbose_name='编号')),
                ('region_code', models.CharField(blank=True, default='', editable=False, max_length=12, verbose_name='地区代码')),
                ('region_confidence', models.FloatField(default=0, verbose_name='地区置信度')),
                ('region_name', models.CharField(blank=True, max_length=60, verbose_name='报告中的地名')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='报告年度')),
                ('genre', models.CharField(choices=[('annual_report', '年度报告'), ('accountability_statement', '述职述法'), ('work_plan', '工作计划'), ('other', '其他')], default='annual_report', max_length=30, verbose_name='文种')),
                ('title', models.CharField(max_length=300, verbose_name='标题')),
                ('title_derived', models.BooleanField(default=False, verbose_name='标题系推定')),
                ('issuer', models.CharField(blank=True, max_length=200, verbose_name='发布机关')),
                ('index_no', models.CharField(blank=True, max_length=100, verbose_name='索引号')),
                ('doc_no', models.CharField(blank=True, max_length=100, verbose_name='文号')),
                ('published', models.DateField(blank=True, null=True, verbose_name='发布日期')),
                ('signed', models.DateField(blank=True, null=True, verbose_name='成文日期')),
                ('text', models.TextField(verbose_name='正文')),
                ('evidence', models.JSONField(default=dict, verbose_name='依据')),
                ('items', models.JSONField(default=list, verbose_name='列举项')),
                ('parser_version', models.CharField(max_length=20, verbose_name='识别版本')),
                ('corrections', models.JSONField(blank=True, default=dict, verbose_name='人工更正')),
                ('status', models.CharField(choices=[('draft', '待审'), ('published', '已发布'), ('superseded', '已被取代'), ('withdrawn', '已撤下')], default='draft', max_length=10, verbose_name='状态')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='撤下时间')),
                ('withdrawn_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='撤下原因')),
                ('returned', models.CharField(blank=True, choices=[('incomplete', '没有认出地区、年度或文种'), ('held', '同一地区、年度和文种已有对外的报告')], default='', editable=False, max_length=10, verbose_name='退回原因')),
                ('sample', models.BooleanField(default=False, editable=False, verbose_name='示例')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='入库时间')),
                ('released_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='发布时间')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='修订号')),
                ('doubt', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='疑问')),
                ('search_dirty', models.BooleanField(default=True, verbose_name='待索引')),
            ],
            options={
                'verbose_name': '报告',
                'verbose_name_plural': '报告',
                'ordering': ['-year', 'region_code', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('slug', models.SlugField(primary_key=True, serialize=False, verbose_name='标识')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('position', models.PositiveSmallIntegerField(verbose_name='次序')),
            ],
            options={
                'verbose_name': '主题',
                'verbose_name_plural': '主题',
                'ordering': ['position'],
            },
        ),
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
            },
        ),
        migrations.CreateModel(
            name='ProvinceMedian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='报告年度')),
                ('unit', models.CharField(blank=True, max_length=20, verbose_name='单位')),
                ('median', models.DecimalField(decimal_places=4, max_digits=20, verbose_name='中位数')),
                ('n', models.PositiveIntegerField(verbose_name='报告数')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reports.indicator', verbose_name='指标')),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reports.region', verbose_name='省份')),
            ],
            options={
                'verbose_name': '全省中位数',
                'verbose_name_plural': '全省中位数',
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('publish', models.BooleanField(default=False, verbose_name='识别后直接发布')),
                ('url', models.URLField(blank=True, max_length=1000, verbose_name='来源网址')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='reports.region', verbose_name='所属地区')),
            ],
            options={
                'verbose_name': '批次',
                'verbose_name_plural': '批次',
                'ordering': ['-pk'],
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
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='reports.report', verbose_name='报告')),
                ('sentences', models.PositiveIntegerField(verbose_name='句数')),
                ('minhash', models.BinaryField(verbose_name='签名')),
            ],
            options={
                'verbose_name': '签名',
                'verbose_name_plural': '签名',
            },
        ),
        migrations.AddField(
            model_name='report',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.region', verbose_name='地区'),
        ),
        migrations.AddField(
            model_name='report',
            name='supersedes',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='superseded_by', to='reports.report', verbose_name='取代'),
        ),
        migrations.CreateModel(
            name='Furniture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(verbose_name='起')),
                ('end', models.PositiveIntegerField(verbose_name='止')),
                ('kind', models.CharField(max_length=30, verbose_name='类别')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='furniture', to='reports.report', verbose_name='报告')),
            ],
            options={
                'verbose_name': '页面杂项',
                'verbose_name_plural': '页面杂项',
                'ordering': ['start'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='类别')),
                ('start', models.PositiveIntegerField(blank=True, null=True, verbose_name='起')),
                ('end', models.PositiveIntegerField(blank=True, null=True, verbose_name='止')),
                ('note', models.CharField(max_length=300, verbose_name='说明')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='reports.report', verbose_name='报告')),
            ],
            options={
                'verbose_name': '标记',
                'verbose_name_plural': '标记',
                'ordering': ['start'],
            },
        ),
        migrations.CreateModel(
            name='BatchItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='文件名')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
                ('state', models.CharField(choices=[('waiting', '等待'), ('stored', '已入库'), ('duplicate', '重复'), ('revision', '修订稿'), ('undecided', '待定'), ('refused', '未收')], default='waiting', max_length=10, verbose_name='结果')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='原因')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='reports.batch', verbose_name='批次')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='batch_items', to='reports.report', verbose_name='报告')),
            ],
            options={
                'verbose_name': '批次文件',
                'verbose_name_plural': '批次文件',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(verbose_name='起')),
                ('end', models.PositiveIntegerField(verbose_name='止')),
                ('path', models.CharField(max_length=40, verbose_name='编号')),
                ('level', models.PositiveSmallIntegerField(verbose_name='层级')),
                ('marker', models.CharField(max_length=20, verbose_name='序号')),
                ('heading', models.CharField(max_length=300, verbose_name='标题')),
                ('heading_start', models.PositiveIntegerField(verbose_name='标题起')),
                ('heading_end', models.PositiveIntegerField(verbose_name='标题止')),
                ('roles', models.JSONField(blank=True, default=list, verbose_name='职能')),
                ('anchor', models.CharField(editable=False, max_length=48, verbose_name='锚点')),
                ('former_anchor', models.CharField(blank=True, editable=False, max_length=48, verbose_name='原锚点')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='reports.section', verbose_name='上级章节')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='reports.report', verbose_name='报告')),
            ],
            options={
                'verbose_name': '章节',
                'verbose_name_plural': '章节',
                'ordering': ['start'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Metric',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(verbose_name='起')),
                ('end', models.PositiveIntegerField(verbose_name='止')),
                ('text', models.CharField(max_length=300, verbose_name='原文')),
                ('subject', models.CharField(max_length=200, verbose_name='对象')),
                ('figure', models.CharField(max_length=40, verbose_name='数字')),
                ('figure_start', models.PositiveIntegerField(verbose_name='数字起')),
                ('value', models.DecimalField(decimal_places=4, max_digits=20, verbose_name='数值')),
                ('value_high', models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True, verbose_name='上限')),
                ('unit', models.CharField(blank=True, max_length=20, verbose_name='单位')),
                ('approx', models.BooleanField(default=False, verbose_name='约数')),
                ('bound', models.CharField(blank=True, choices=[('min', '不少于'), ('max', '不超过')], max_length=3, verbose_name='界')),
                ('per', models.CharField(blank=True, max_length=20, verbose_name='每')),
                ('planned', models.BooleanField(default=False, verbose_name='计划数')),
                ('negated', models.BooleanField(default=False, verbose_name='未发生')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='年度')),
                ('anchor', models.CharField(editable=False, max_length=48, verbose_name='锚点')),
                ('former_anchor', models.CharField(blank=True, editable=False, max_length=48, verbose_name='原锚点')),
                ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='metrics', to='reports.indicator', verbose_name='指标')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='metrics', to='reports.report', verbose_name='报告')),
                ('section', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='metrics', to='reports.section', verbose_name='章节')),
            ],
            options={
                'verbose_name': '数值',
                'verbose_name_plural': '数值',
                'ordering': ['start'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SentenceHash',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(verbose_name='起')),
                ('end', models.PositiveIntegerField(verbose_name='止')),
                ('hash', models.BigIntegerField(verbose_name='逐字')),
                ('masked_hash', models.BigIntegerField(verbose_name='略去数字与地名')),
                ('body', models.PositiveIntegerField(verbose_name='地区代码')),
                ('year', models.PositiveSmallIntegerField(verbose_name='报告年度')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sentence_hashes', to='reports.report', verbose_name='报告')),
            ],
            options={
                'verbose_name': '句',
                'verbose_name_plural': '句',
            },
        ),
        migrations.CreateModel(
            name='SignatureBand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BigIntegerField(verbose_name='键')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='reports.report', verbose_name='报告')),
            ],
            options={
                'verbose_name': '签名段',
                'verbose_name_plural': '签名段',
            },
        ),
        migrations.CreateModel(
            name='SourceFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
                ('name', models.CharField(max_length=255, verbose_name='文件名')),
                ('media_type', models.CharField(max_length=100, verbose_name='格式')),
                ('encoding', models.CharField(blank=True, max_length=40, verbose_name='编码')),
                ('size', models.PositiveBigIntegerField(verbose_name='字节数')),
                ('url', models.URLField(blank=True, max_length=1000, verbose_name='来源网址')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='收到时间')),
                ('received_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '原件',
                'verbose_name_plural': '原件',
            },
        ),
        migrations.AddField(
            model_name='report',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.sourcefile', verbose_name='原件'),
        ),
        migrations.CreateModel(
            name='SectionTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evidence', models.JSONField(default=list)),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='reports.section')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='reports.topic')),
            ],
        ),
        migrations.AddField(
            model_name='section',
            name='topics',
            field=models.ManyToManyField(related_name='sections', through='reports.SectionTopic', to='reports.topic', verbose_name='主题'),
        ),
        migrations.CreateModel(
            name='UsualRange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.CharField(blank=True, max_length=20, verbose_name='单位')),
                ('low', models.DecimalField(decimal_places=4, max_digits=20, verbose_name='下界')),
                ('high', models.DecimalField(decimal_places=4, max_digits=20, verbose_name='上界')),
                ('n', models.PositiveIntegerField(verbose_name='报告数')),
                ('of', models.PositiveIntegerField(verbose_name='总数')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='usual_ranges', to='reports.indicator', verbose_name='指标')),
            ],
            options={
                'verbose_name': '常见范围',
                'verbose_name_plural': '常见范围',
            },
        ),
        migrations.AddIndex(
            model_name='region',
            index=models.Index(fields=['name'], name='reports_reg_name_753eb5_idx'),
        ),
        migrations.AddIndex(
            model_name='region',
            index=models.Index(fields=['pinyin'], name='reports_reg_pinyin_2774f8_idx'),
        ),
        migrations.AddIndex(
            model_name='region',
            index=models.Index(fields=['initials'], name='reports_reg_initial_bc58db_idx'),
        ),
        migrations.AddConstraint(
            model_name='provincemedian',
            constraint=models.UniqueConstraint(fields=('province', 'year', 'indicator', 'unit'), name='one_median_a_province_and_year'),
        ),
        migrations.AddIndex(
            model_name='regioncode',
            index=models.Index(fields=['code'], name='region_code'),
        ),
        migrations.AddIndex(
            model_name='regionname',
            index=models.Index(fields=['name'], name='region_name'),
        ),
        migrations.AddIndex(
            model_name='flag',
            index=models.Index(fields=['kind', 'report'], name='flag_kind'),
        ),
        migrations.AddIndex(
            model_name='metric',
            index=models.Index(fields=['indicator', 'year'], name='reports_met_indicat_7d3f55_idx'),
        ),
        migrations.AddIndex(
            model_name='metric',
            index=models.Index(fields=['indicator', 'unit', 'report', 'year', 'planned', 'per', 'value'], name='metric_series'),
        ),
        migrations.AddIndex(
            model_name='sentencehash',
            index=models.Index(fields=['masked_hash', 'body'], name='sentence_masked'),
        ),
        migrations.AddIndex(
            model_name='signatureband',
            index=models.Index(fields=['key', 'report'], name='band_key'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['status', 'region_code', 'year', 'sample'], name='report_place'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('sample', True)), fields=['status', 'sample'], name='report_sample'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['status', 'released_at'], name='report_arrival'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['updated_at'], name='reports_rep_updated_b54274_idx'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['status', 'genre', 'year', 'region_code', 'published', 'sample', 'public_id'], name='report_coverage'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['doubt', 'id', 'status', 'year', 'genre', 'region_code', 'source', 'title', 'issuer'], name='report_queue'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('search_dirty', True)), fields=['search_dirty'], name='report_dirty'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), models.Q(('region__isnull', False), ('year__isnull', False), models.Q(('genre', ''), _negated=True)), _connector='OR'), name='published_is_complete'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'published')), fields=('region', 'year', 'genre'), name='one_published_a_place_year_and_genre'),
        ),
        migrations.AddConstraint(
            model_name='sectiontopic',
            constraint=models.UniqueConstraint(fields=('section', 'topic'), name='one_topic_once_a_section'),
        ),
        migrations.AddConstraint(
            model_name='usualrange',
            constraint=models.UniqueConstraint(fields=('indicator', 'unit'), name='one_range_a_series'),
        ),
    ]
