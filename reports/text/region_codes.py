"""The codes of the administrative division (统计用区划代码): which level a code is of, and what lies above it.

A code is the code of the unit above and some digits of its own: 2 digits for a province, 4 for a city, 6 for a county, 9
for a township (GB/T 2260; 统计用区划代码和城乡划分代码编制规则). Not every prefix is a unit: counties of a municipality
(直辖市) stand right below it, and some cities have no counties.
"""

from __future__ import annotations

#: Digits of a code at each level, from the top down.
DIGITS = {"province": 2, "city": 4, "county": 6, "township": 9}
#: The level of a code by its digits.
LEVELS = {digits: level for level, digits in DIGITS.items()}
PROVINCE, CITY, COUNTY, TOWNSHIP = DIGITS.values()
#: Digits of a village's code, which a township's is filled up to in some tables.
_VILLAGE = 12
#: The municipalities (直辖市), whose counties stand directly below them; 5001 and the like are no units.
MUNICIPALITIES = ("11", "12", "31", "50")


def codes_above(code: str) -> list[str]:
    """The codes above ``code``, province first, without itself; what of them is a unit only a gazetteer tells."""
    return [code[:digits] for digits in LEVELS if digits < len(code)]


def short_code(code: str) -> str:
    """A code without the zeros that fill it up to the digits of a lower level: 330900 of GB/T 2260 is 3309.

    No unit's own digits are all zeros. 500100 and the like, by which tables name the districts of a municipality
    together, are the municipality. Anything that is no code is given back as it is.
    """
    if not (code.isascii() and code.isdigit()):
        return code
    if len(code) == _VILLAGE and code.endswith("000"):
        code = code[:TOWNSHIP]
    for digits, above in ((TOWNSHIP, COUNTY), (COUNTY, CITY), (CITY, PROVINCE)):
        if len(code) == digits and not code[above:].strip("0"):
            code = code[:above]
    return code[:PROVINCE] if len(code) == CITY and in_municipality(code) else code


def province_of(code: str) -> str:
    """The code of the province around ``code``, or itself."""
    return code[:PROVINCE]


def city_of(code: str) -> str:
    """The code of the city around ``code``; itself for one from a city up."""
    return code[:CITY]


def county_of(code: str) -> str:
    """The code of the county around ``code``; itself for one from a county up."""
    return code[:COUNTY]


def is_township(code: str) -> bool:
    """Whether the code is a township's."""
    return len(code) == TOWNSHIP


def in_municipality(code: str) -> bool:
    """Whether ``code``, of any level, lies in a municipality (直辖市)."""
    return code.startswith(MUNICIPALITIES)


def parent_digits(code: str, level: str) -> int:
    """How many digits of ``code``, of ``level`` below province or of one further down, name the unit above."""
    if level == "township":
        return COUNTY
    return CITY if level == "county" and not in_municipality(code) else PROVINCE
