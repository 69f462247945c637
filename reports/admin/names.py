"""What the keeper's pages call doubts and flags."""

from reports.search.answer.facets import FLAG_LABELS
from reports.store.asking.doubt import Doubt

#: What a reviewer calls each doubt, the weightiest first.
DOUBT_NAMES = {
    Doubt.LOST_CORRECTION: "更正没有用上",
    Doubt.NO_REGION: "没有地区",
    Doubt.NO_YEAR: "没有年度",
    Doubt.UNSURE_REGION: "地区没把握",
    Doubt.OTHER_GENRE: "不像年度报告",
    Doubt.REVISION: "重复或修订",
    Doubt.FLAGGED: "有标记",
    Doubt.DERIVED_TITLE: "标题系推定",
}


def doubts_in_words(doubt: int) -> str:
    """All that is doubtful, "" where nothing is."""
    held = Doubt(doubt)
    return "、".join(name for one, name in DOUBT_NAMES.items() if one in held)


def flag_name(kind: str) -> str:
    """A flag's kind in Chinese, or as it is when the parser has learnt a new one."""
    return FLAG_LABELS.get(kind, kind)
