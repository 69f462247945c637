"""A page of every kind, with the longest names, the most columns, and the most or the least on it there may be."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.views.csrf import csrf_failure

from reports.models import Region, Report
from reports.parsing.place.pinyin import syllables
from reports.store import copied_rows
from reports.views.site import site
from tests.factories import make_region, make_report
from tests.views.conftest import TEXT, figure, full_report

#: The longest name of a body in the gazetteer, 25 characters, and the longest path above one.
LONGEST = "内蒙古赤峰冶金化工开发区管理委员会巴林右旗产业园"


@pytest.fixture
def pages(indexed, monkeypatch, failing) -> dict[str, str]:
    """Name → address."""
    make_region("33", "新疆维吾尔自治区")
    make_region("3309", "克孜勒苏柯尔克孜自治州")
    make_region("330921", "双江拉祜族佤族布朗族傣族自治县")
    make_region("330921101", "积石山保安族东乡族撒拉族街道办事处")
    make_region("330921400", LONGEST)
    reports = [full_report("330921101", year) for year in (2020, 2021, 2022)]
    long_text = TEXT + "\n" + "无" * 300 + "\nhttps://www.example.gov.cn/" + "a" * 200
    reports.append(full_report("330921101", 2023, long_text, index_no="X" * 90, doc_no="长" * 60))
    headings = [f"第{number}项工作推进落实情况" for number in range(40)]
    forty = make_report(
        "\n".join(f"{heading}\n依法行政扎实推进。" for heading in headings),
        region="330921101",
        year=2019,
        sections=[{"heading": heading} for heading in headings],
    )
    with_pinyin()
    extremes = {
        "bare": bare(),
        "figures": many_figures(),
        "long": long_names(),
        "table": with_table(),
        "near": near(),
    }
    copied_rows.remember_all(list(Report.objects.values_list("pk", flat=True)), lambda done: None)
    copied_rows.renew_shares()
    indexed()
    pks = [report.public_id for report in reports]
    found = {
        "home": "/",
        "listing": "/reports/?q=枫桥经验&region=330921&year=2020&year=2021&year=2022&year=2023&topic=disputes",
        "listing-deep": "/reports/?page_size=1&page=5",
        "nothing": "/reports/?q=没有这样的话",
        "places-found": "/reports/?region=3309&region_q=积石",
        "report": f"/reports/{pks[3]}/?hl=枫桥",
        "report-copied": f"/reports/{pks[2]}/?copied=1",
        "report-of-40-sections": f"/reports/{forty.public_id}/",
        **{f"report-{name}": f"/reports/{report.public_id}/" for name, report in extremes.items()},
        "compare": "/compare/?" + "&".join(f"id={pk}" for pk in pks),
        "compare-two": f"/compare/?id={pks[0]}&id={pks[1]}&by=topic",
        "compare-extremes": "/compare/?" + "&".join(f"id={report.public_id}" for report in extremes.values()),
        "compare-none": "/compare/",
        "compare-one": f"/compare/?id={pks[0]}&add=山前镇",
        "compare-words": f"/compare/?id={pks[0]}&id={pks[3]}&by=diff",
        "similar": "/regions/330921/similar/",
        "copying": "/copied/",
        "copied-most": "/reports/?copied_min=1&sort=-copied",
        "region": "/regions/330921/",
        "province": "/regions/33/",
        "township": "/regions/330921101/",
        "regions": "/regions/",
        "topic": "/topics/disputes/",
        "topics": "/topics/",
        "indicator": "/indicators/disputes_mediated/",
        "indicators": "/indicators/",
        "coverage": "/coverage/?from=2010&to=2023",
        "coverage-county": "/coverage/?region=330921&from=2010&to=2023",
        "change": "/regions/330921101/change/",
        "about": "/about/",
        "rights": "/about/rights/",
        "check": "/check/",
        "words": "/words/",
        "words-counted": "/words/?q=枫桥经验&q=矛盾纠纷&q=没有的话&region=33",
        "words-place-typed": "/words/?q=枫桥经验&region=330921&per=million&region_q=积石",
        "words-keyness": "/words/keyness/?year=2018&against.year=2020",
        "words-keyness-none": "/words/keyness/",
        "words-collocates": "/words/collocates/?q=办理&window=3",
        "words-panel": "/words/panel/?c=纠纷:枫桥经验,矛盾纠纷&c=执法:行政执法&by=township",
        "words-panel-none": "/words/panel/",
        "lines": "/words/lines/?q=枫桥经验&sort=year",
        "lines-grouped": "/words/lines/?q=枫桥经验&group=1",
        "lines-none": "/words/lines/?q=没有的话&year_from=2010",
    }
    return found | errors(monkeypatch, failing)


def bare():
    """Neither sections nor figures, nor an issuer, nor dates."""
    return make_report("依法行政扎实推进。" * 3, region="330921101", year=2016, issuer="", title="报告")


def many_figures():
    """Three hundred, in one section."""
    lines = [f"第{number}项，依法办理群众诉求{number}件。" for number in range(300)]
    text = "一、工作情况\n" + "\n".join(lines)
    metrics = [
        figure(
            f"依法办理群众诉求{number}件",
            str(number),
            text,
            value=number,
            unit="件",
            indicator="petitions_received",
        )
        for number in range(300)
    ]
    return make_report(
        text, region="330921101", year=2018, sections=[{"heading": "一、工作情况"}], metrics=metrics
    )


def long_names():
    title = f"中共{LONGEST}工作委员会、{LONGEST}关于贯彻落实法治政府建设实施纲要情况的报告"
    return make_report(f"{title}\n{TEXT}", region="330921400", year=2023, title=title * 2, issuer=LONGEST * 2)


def near():
    """One of two that have the words of each other, many times."""
    text = "海上调解，船上普法。渔港矛盾纠纷排查化解。" * 4
    make_report(text, region="330921400", year=2015)
    return make_report(text, region="330921101", year=2015)


def with_table():
    rows = ["项目 | 数量（件） | 办结 | 同比 | 说明", "行政处罚 | 12 | 12 | 增长3% | 均为简易程序，当场作出"]
    return make_report(
        "一、执法情况\n如下表：\n" + "\n".join([*rows, *rows[1:] * 4]) + "\n以上。",
        region="330921101",
        year=2017,
        sections=[{"heading": "一、执法情况"}],
    )


def errors(monkeypatch, failing) -> dict[str, str]:
    """Every page of an error: the page about the site is made to fail in the way its address names."""
    real = site.render

    def fail(request, *args):
        kind = request.GET.get("fail")
        if kind == "400":
            raise SuspiciousOperation("made to fail")
        if kind == "403":
            raise PermissionDenied
        if kind == "500":
            raise RuntimeError("made to fail")
        return csrf_failure(request) if kind == "csrf" else real(request, *args)

    monkeypatch.setattr(site, "render", fail)
    found = {f"error-{kind}": f"/about/?fail={kind}" for kind in ("400", "403", "500", "csrf")}
    found["error-404"] = "/nowhere/"
    failing.update(found.values())
    return found


def with_pinyin() -> None:
    """The readings that the gazetteer's regions have."""
    for region in Region.objects.all():
        Region.objects.filter(pk=region.pk).update(pinyin="".join(syllables(region.name)))
