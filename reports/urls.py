"""Addresses of the archive's pages and its API."""

from django.urls import URLPattern, URLResolver, path, register_converter

from .api import api
from .models.public_ids import Number, PublicId
from .views import former
from .views.check import check
from .views.compare import compare
from .views.figures import indicators, topic_charts, topics
from .views.listing import exports, listing, suggest
from .views.moved import from_longer_codes
from .views.places import copying, coverage, over_time, regions
from .views.report import copied as reuse
from .views.report import original, report
from .views.site import health, home, language, site, text_size
from .views.words import frequency, lines, panel, places, ranking

register_converter(PublicId, "id")
register_converter(Number, "number")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("reports/", listing.listing, name="reports"),
    path("reports/<id:public_id>/", report.report_page, name="report"),
    path("reports/<id:public_id>/original", original.original, name="original"),
    path("reports/<number:number>/", former.report, name="former_report"),
    path("reports/<number:number>/original", former.original, name="former_original"),
    path("check/", check.check, name="check"),
    path("copied/", copying.copying_page, name="copying"),
    path("compare/", compare.compare_page, name="compare"),
    path("compare/figures.csv", compare.compare_csv, name="compare_csv"),
    path("regions/", regions.region_index, name="regions"),
    path("regions/<str:code>/", from_longer_codes(regions.region_page), name="region"),
    path("regions/<str:code>/similar/", from_longer_codes(reuse.similar_page), name="similar"),
    path("regions/<str:code>/change/", from_longer_codes(over_time.change_page), name="change"),
    path(
        "regions/<str:code>/<slug:name>.<slug:ending>",
        from_longer_codes(regions.region_chart),
        name="region_chart",
    ),
    path("topics/", topics.topic_index, name="topics"),
    path("topics/<slug:slug>/", topics.topic_page, name="topic"),
    path("topics/<slug:slug>/<slug:name>.<slug:ending>", topic_charts.topic_chart, name="topic_chart"),
    path("indicators/", indicators.indicator_index, name="indicators"),
    path("indicators/<slug:slug>/", indicators.indicator_page, name="indicator"),
    path("indicators/<slug:slug>/figures.csv", indicators.indicator_csv, name="indicator_csv"),
    path(
        "indicators/<slug:slug>/<slug:name>.<slug:ending>", indicators.indicator_chart, name="indicator_chart"
    ),
    path("words/", frequency.frequency_page, name="words"),
    path("words/lines/", lines.lines_page, name="words_lines"),
    path("words/lines.<slug:ending>", lines.lines_file, name="words_lines_file"),
    path("words/keyness/", ranking.keyness_page, name="words_keyness"),
    path("words/keyness.<slug:ending>", ranking.keyness_file, name="words_keyness_file"),
    path("words/collocates/", ranking.collocates_page, name="words_collocates"),
    path("words/collocates.<slug:ending>", ranking.collocates_file, name="words_collocates_file"),
    path("words/panel/", panel.panel_page, name="words_panel"),
    path("words/panel.<slug:ending>", panel.panel_file, name="words_panel_file"),
    path("words/suggest", places.suggestions, name="words_suggest"),
    path("words/<slug:name>.<slug:ending>", frequency.frequency_chart, name="words_chart"),
    path("coverage/", coverage.coverage_page, name="coverage"),
    path("coverage/<slug:name>.<slug:ending>", coverage.coverage_chart, name="coverage_chart"),
    path("coverage.csv", coverage.coverage_csv, name="coverage_csv"),
    path("reports/export.csv", exports.reports_csv, name="export_csv"),
    path("reports/figures.csv", exports.metrics_csv, name="export_metrics"),
    path("feeds/reports.atom", exports.feed, name="feed"),
    path("api/v1/", api.urls),
    path("language", language.choose, name="language"),
    path("size", text_size.choose, name="size"),
    path("suggest", suggest.suggestions, name="suggest"),
    path("about/", site.about, name="about"),
    path("about/rights/", site.rights, name="rights"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("robots.txt", site.robots, name="robots"),
]
