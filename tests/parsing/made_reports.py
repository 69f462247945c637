"""Short reports made from the gazetteer: townships of the whole country under many kinds of headers."""

import random
from dataclasses import dataclass

from reports.parsing.place.aliases import bare_name
from reports.parsing.place.gazetteer import Unit, gazetteer, is_sample_place
from reports.parsing.place.names import township_form, township_stem

_TITLES = {
    "plain": "{name}{year}年法治政府建设年度报告",
    "office": "{office}关于{year}年度法治政府建设情况的报告",
    "county": "{county}{name}{year}年法治政府建设情况报告",
    "county office": "{county}{office}{year}年度推进法治政府建设工作情况报告",
    "two lines": "{above}{county}{office}\n{year}年法治政府建设工作总结",
    "party and office": "中共{county}{name}委员会 {county}{office}\n关于{year}年度法治政府建设情况的报告",
    "bare county": "{bare}{name}{year}年法治政府建设年度报告",
    "about": "关于{name}{year}年度法治政府建设工作情况的报告",
    "submitted": "关于报送{name}{year}年法治政府建设工作总结的报告",
    "table": "索引号 | 0034{year}-7 | 发布机构 | {name} |\n标题 | {name}{year}年法治政府建设报告 |",
    "nameless": "{year}年度法治政府建设工作报告",
    "none": "",
}
_CLUES = {
    "trail": "当前位置：首页 > {county}人民政府 > 政务公开 > 乡镇街道 > {name}",
    "credit": "索引号：11{code}0012345678/{year}-00012",
    "levels": "在{level}委、{level}政府坚强领导下，{own}落实{level}司法局有关要求。",
    "court": "邀请{county}司法局、{county}人民法院业务骨干授课两次。",
    "province's rule": "认真学习《{province}行政程序规定》等法规规章。",
    "named": "参加{county}组织的业务考试，全部合格。",
    "signature": "{office}\n{year}年12月20日",
    "county's signature": "{county}{office}\n{year}年12月20日",
    "site": "主办：{county}人民政府办公室",
}
_TRAPS = {
    "visit": "组织干部赴{other_province}{other_county}{other}考察学习基层治理经验。",
    "partner": "与对口帮扶的{other_county}{other}开展结对共建。",
    "neighbour": "与{sibling}联合开展边界纠纷排查。",
    "villages": "在{stem}村、{other_stem}社区设立法律服务点。",
    "model": "学习浙江省诸暨市枫桥镇的做法，坚持和发展新时代“枫桥经验”。",
    "other police": "协助{other_county}公安局抓获在逃人员一名。",
    "next page": "上一篇：{sibling}{year}年法治政府建设年度报告\n下一篇：无",
}
_OWN = {"镇": "我镇", "乡": "我乡", "街道": "我街道", "地区": "我镇", "苏木": "我苏木"}


@dataclass(frozen=True)
class Made:
    """A made report: its text and address, the township it is of, and how it was put together."""

    text: str
    url: str | None
    unit: Unit
    recipe: str


def made_reports(count: int, seed: int, *, unlisted: bool = False) -> list[Made]:
    """``count`` reports; ``unlisted`` ones go by a name that their county has not, though another may."""
    rng = random.Random(seed)
    real = [u for u in gazetteer() if u.level == "township" and not is_sample_place(u.code)]
    townships = [u for u in real if township_form(u.name)]
    return [_made(rng, townships, unlisted) for _ in range(count)]


def _made(rng: random.Random, townships: list[Unit], unlisted: bool) -> Made:
    places = gazetteer()
    unit, other, stranger = rng.choice(townships), rng.choice(townships), rng.choice(townships)
    province, *_, county = places.ancestors(unit.code)
    siblings = [u for u in places.below(county.code) if u.level == "township"]
    name = unit.name
    if unlisted:
        taken = {township_stem(u.name) for u in siblings}
        name = next(
            u.name for u in iter(lambda: rng.choice(townships), None) if township_stem(u.name) not in taken
        )
    form = township_form(name)
    words = {
        "name": name,
        "office": f"{name}办事处" if form == "街道" else f"{name}人民政府",
        "own": _OWN[form],
        "year": rng.randrange(2019, 2025),
        "county": county.name,
        "bare": bare_name(county.name),
        "above": places.ancestors(unit.code)[-2].name,
        "province": province.name,
        "level": county.name[-1] if county.name[-1] in "县区市旗" else "县",
        "code": county.code.ljust(6, "0"),
        "sibling": rng.choice(siblings).name,
        "other": other.name,
        "other_county": places.ancestors(other.code)[-1].name,
        "other_province": places.ancestors(other.code)[0].name,
        "stem": township_stem(other.name),
        "other_stem": township_stem(stranger.name),
    }
    kind = rng.choice(list(_TITLES))
    clues = [clue for clue in _CLUES if rng.random() < (0.6 if clue == "levels" else 0.2)]
    traps = [trap for trap in _TRAPS if rng.random() < 0.2]
    head = [_CLUES[clue] for clue in clues if clue in ("trail", "credit")]
    opening = (
        "{year}年，{name}在上级领导下推进依法行政，现将情况报告如下：" if kind in ("nameless", "none") else ""
    )
    body = [
        opening or "{year}年以来，{own}全面推进依法治理，现将有关情况报告如下：",
        "一、主要做法\n（一）{own}成立由主要负责人任组长的领导小组，压实责任。",
        *(_CLUES[clue] for clue in clues if clue in ("levels", "court", "province's rule", "named")),
        *(_TRAPS[trap] for trap in traps if trap != "next page"),
        "（二）{own}全年化解矛盾纠纷120件，调解员队伍作用明显。\n二、下一步打算\n继续抓好行政执法队伍建设。",
    ]
    foot = [_CLUES[clue] for clue in clues if clue in ("signature", "county's signature", "site")]
    foot += [_TRAPS[trap] for trap in traps if trap == "next page"]
    text = "\n".join([*head, _TITLES[kind], *body, *foot]).format(**words)
    url = None
    if rng.random() < 0.3:
        url = f"http://www.{''.join(places.pinyin(county.code)[: len(bare_name(county.name))])}.gov.cn/a.html"
    return Made(text, url, unit, f"{unit.code} {name}: {kind}, {clues}, {traps}, {url}")
