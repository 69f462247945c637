from io import StringIO

import pytest
from django.core.management import call_command

from reports.models import Region
from reports.parsing.place.gazetteer import gazetteer


def load(*args):
    out = StringIO()
    call_command("load_regions", *args, stdout=out)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_a_spoilt_row_is_mended_and_a_vanished_one_kept():
    assert load() == "45,206 个地区（乡镇街道 41,797 个）：新增 45,206，更新 0，不变 0。\n"
    town = Region.objects.select_related("parent__parent").get(code="500116113")
    assert (town.name, town.level, town.full_name) == ("中山镇", "township", "重庆市江津区中山镇")
    assert (town.pinyin, town.initials) == ("zhongshanzhen", "zsz")
    assert [town.parent.code, town.parent.parent.code, town.parent.parent.parent] == ["500116", "50", None]
    assert list(town.names.values_list("name", "full_name", "valid_from", "valid_until")) == [
        ("中山镇", "重庆市江津区中山镇", None, None)
    ]
    assert list(town.codes.values_list("code", "valid_from", "valid_until")) == [("500116113", None, None)]

    Region.objects.filter(code="500116113").update(name="中山", pinyin="")
    Region.objects.create(
        code="500116999",
        name="旧镇",
        level="township",
        full_name="旧镇",
        parent=Region.objects.get(code="500116"),
    )
    assert load() == (
        "45,206 个地区（乡镇街道 41,797 个）：新增 0，更新 1，不变 45,205；另有 1 个不在地名表中，保留。\n"
    )
    assert Region.objects.get(code="500116113").pinyin == "zhongshanzhen"
    assert Region.objects.count() == len(gazetteer()) + 1

    assert load("--if-empty") == ""
