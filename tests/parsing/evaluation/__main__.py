"""Print how well the parser reads annotated reports, and every miss.

Without arguments the reports of this repository; with two, those that the annotations of one folder describe.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.parsing.evaluation import MARKED, TWINS, Annotated, NoAnnotationsError, annotated, evaluate, marked


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of each group of reports; gives 0, or 2 after a sentence where there is nothing to evaluate."""
    parser = argparse.ArgumentParser(prog="python -m tests.parsing.evaluation", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="GOLD and REPORTS, or none")
    folders = parser.parse_args(arguments).folders
    if len(folders) not in (0, 2):
        parser.error("give both the folder of annotations and the folder of reports, or neither")
    groups: dict[str, Iterable[Annotated]] = {}
    if folders:
        groups[str(folders[0])] = annotated(*folders)
    else:
        groups["twins"] = annotated(*TWINS)
        groups |= {folder: marked(folder) for folder in MARKED}
    try:
        for name, reports in groups.items():
            _show(name, list(reports))
    except NoAnnotationsError as missing:
        print(missing, file=sys.stderr)
        return 2
    return 0


def _show(name: str, reports: list[Annotated]) -> None:
    tally = evaluate(reports)
    print(f"{name}: {len(reports)} reports")
    for figure, (hits, given, wanted) in tally.counts.items():
        print(f"  {figure:16} F1 {tally.f1(figure):.3f}  ({hits} right of {wanted} wanted, {given} given)")
    for miss in tally.misses:
        print(f"  - {miss}")
    print()


if __name__ == "__main__":
    sys.exit(main())
