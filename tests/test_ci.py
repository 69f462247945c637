"""`.ci/run` works on machines that have little, and says aloud what is therefore not tested."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(not BASH, reason="it is a bash script")

NO_CHROMIUM = ".ci/run: no Chromium on this machine: the tests in tests/browser are skipped"
NO_CHECKER = ".ci/run: no Java or npm on this machine: pages are not checked against the HTML standard"
NO_NODE = ".ci/run: no Java or Maven on this machine: search on a cluster is not tested"
NO_NGINX = ".ci/run: no nginx on this machine: the tests of the proxy in tests/operating are skipped"
NO_REPORTS = ".ci/run: no real reports beside the project: the parser is evaluated on their twins alone"
NOTHING_TO_BUILD_WITH = (
    ".ci/run: make or Python's venv is missing (Debian: apt-get install make python3-venv)"
)


def run_ci(folder: Path, programs: dict[str, str], reports: bool = False) -> tuple[int, list[str], list[str]]:
    """Exit code, what was called and what was said where the machine has these programs (name → what each runs)."""
    (folder / "project/.ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci/run", folder / "project/.ci/run")
    if reports:
        (folder / "shared/seeds").mkdir(parents=True)
    has = folder / "bin"
    has.mkdir()
    has.joinpath("dirname").symlink_to(shutil.which("dirname") or "/usr/bin/dirname")
    for name, run in programs.items():
        has.joinpath(name).write_text(f"#!{BASH}\n{run}\n")
        has.joinpath(name).chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if name != "REAL_REPORTS"}
    done = subprocess.run(
        [BASH or "bash", folder / "project/.ci/run"],
        env=environment | {"PATH": str(has), "SBIN": str(has)},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr.splitlines()


CALLED = 'echo "${0##*/} $*"'
PLAIN = {"python3": "exit 0", "make": CALLED}
DEBIAN = PLAIN | {"id": "echo 0", "apt-get": CALLED}
ON_A_CLUSTER = ["make test", "make test-slow", "make test-opensearch", "make audit", "make evaluate"]
GREEN = ["make test", "make test-slow", "make audit", "make evaluate"]
INSTALLED = "apt-get install -y -qq --no-install-recommends"
SEARCHING = f"{INSTALLED} openjdk-17-jdk-headless maven"
NODE = {"java": "exit 0", "javac": "exit 0", "mvn": "exit 0"}


def test_without_apt_it_tests_what_it_can(tmp_path: Path) -> None:
    assert run_ci(tmp_path, PLAIN) == (0, GREEN, [NO_CHROMIUM, NO_CHECKER, NO_NODE, NO_NGINX, NO_REPORTS])


def test_without_root_it_installs_nothing(tmp_path: Path) -> None:
    assert run_ci(tmp_path, DEBIAN | {"id": "echo 1000"}) == (
        0,
        GREEN,
        [NO_CHROMIUM, NO_CHECKER, NO_NODE, NO_NGINX, NO_REPORTS],
    )


def test_as_root_on_debian_it_installs_what_is_missing(tmp_path: Path) -> None:
    made = f"#!{BASH}\\nexit 0\\n"
    apt = (
        f'{CALLED}; [ "$1" = update ] || for one in chromium nginx; do '
        f'printf "{made}" > "${{0%/*}}/$one"; /bin/chmod +x "${{0%/*}}/$one"; done'
    )
    assert run_ci(tmp_path, DEBIAN | {"apt-get": apt}) == (
        0,
        ["apt-get update -qq", f"{INSTALLED} chromium nginx fonts-noto-cjk", SEARCHING, *GREEN],
        [NO_CHECKER, NO_NODE, NO_REPORTS],
    )


def test_what_it_cannot_do_without_is_installed_apart(tmp_path: Path) -> None:
    machine = {name: run for name, run in DEBIAN.items() if name != "make"}
    assert run_ci(tmp_path, machine) == (
        1,
        ["apt-get update -qq", f"{INSTALLED} make", f"{INSTALLED} chromium nginx fonts-noto-cjk", SEARCHING],
        [NOTHING_TO_BUILD_WITH],
    )


def test_where_nothing_can_be_installed_it_says_so_and_goes_on(tmp_path: Path) -> None:
    assert run_ci(tmp_path, DEBIAN | {"apt-get": "exit 100"}) == (
        0,
        GREEN,
        [
            ".ci/run: apt-get cannot update its lists",
            ".ci/run: apt-get cannot install chromium nginx fonts-noto-cjk",
            ".ci/run: apt-get cannot install openjdk-17-jdk-headless maven",
            NO_CHROMIUM,
            NO_CHECKER,
            NO_NODE,
            NO_NGINX,
            NO_REPORTS,
        ],
    )


@pytest.mark.parametrize(
    "programs", [{"python3": "exit 0"}, {"python3": "exit 1", "make": CALLED}], ids=["make", "venv"]
)
def test_without_make_or_venv_it_ends_with_the_mend(tmp_path: Path, programs: dict[str, str]) -> None:
    assert run_ci(tmp_path, programs) == (1, [], [NOTHING_TO_BUILD_WITH])


def test_a_chromium_under_either_name_is_enough(tmp_path: Path) -> None:
    assert run_ci(
        tmp_path, DEBIAN | NODE | {"chromium-browser": "exit 0", "nginx": "exit 0", "fc-list": "echo Noto"}
    ) == (
        0,
        ON_A_CLUSTER,
        [NO_CHECKER, NO_REPORTS],
    )


def test_with_java_and_npm_pages_are_checked_against_the_standard(tmp_path: Path) -> None:
    machine = PLAIN | {"java": "exit 0", "npm": "exit 0"}
    called = ["make test", "make test-slow", "make test-html", "make audit", "make evaluate"]
    assert run_ci(tmp_path, machine) == (0, called, [NO_CHROMIUM, NO_NODE, NO_NGINX, NO_REPORTS])


def test_with_java_and_maven_search_is_tested_on_a_cluster(tmp_path: Path) -> None:
    assert run_ci(tmp_path, PLAIN | NODE) == (
        0,
        ON_A_CLUSTER,
        [NO_CHROMIUM, NO_CHECKER, NO_NGINX, NO_REPORTS],
    )


def test_real_reports_beside_the_project_are_evaluated_too(tmp_path: Path) -> None:
    code, called, said = run_ci(tmp_path, PLAIN, reports=True)
    shared = tmp_path / "shared"
    assert (code, said) == (0, [NO_CHROMIUM, NO_CHECKER, NO_NODE, NO_NGINX])
    assert called == [*GREEN, f"make evaluate GOLD={shared}/gold REPORTS={shared}/seeds"]


def test_a_failing_test_ends_it(tmp_path: Path) -> None:
    failing = PLAIN | {"make": f'{CALLED}; [ "$1" != test ]'}
    assert run_ci(tmp_path, failing) == (
        1,
        ["make test"],
        [NO_CHROMIUM, NO_CHECKER, NO_NODE, NO_NGINX, NO_REPORTS],
    )
