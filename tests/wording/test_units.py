"""Units in the reader's language."""

import pytest
from django.utils.translation import override

from reports.templatetags.pieces import unit


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("zh-hans", "件", '<span class="unit" lang="zh-CN">件</span>'),
        ("en", "件", '<span class="unit" lang="zh-CN">件</span> <span class="unit">cases</span>'),
        ("en", "起", '<span class="unit" lang="zh-CN">起</span> <span class="unit">incidents</span>'),
        ("en", "架次", '<span class="unit" lang="zh-CN">架次</span>'),
        ("en", "%", '<span class="unit" lang="zh-CN">%</span>'),
    ],
)
def test_a_unit_is_named_in_english_behind_the_chinese(language, name, expected):
    with override(language):
        assert unit(name) == expected
