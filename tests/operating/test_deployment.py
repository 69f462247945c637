"""The image, the composition and the units of deploy/: what they name is there, and nothing runs with more than it needs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_django.live_server_helper import LiveServer

from reports.health.folders import LOW_TEMPORARY
from reports.ingest import heartbeat
from tests.test_docs import settings as known_settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
UNITS = DEPLOY / "systemd"


def test_the_services_are_those_that_are_told_of() -> None:
    assert {name: service.get("profiles") for name, service in SERVICES.items()} == {
        "web": None,
        "worker": None,
        "proxy": None,
        "backup": ["upkeep"],
        "database": ["postgres"],
        "search1": ["opensearch"],
        "search2": ["opensearch"],
        "search3": ["opensearch"],
    }


def test_the_nodes_of_the_cluster_know_each_other_and_the_server_that_is_tested() -> None:
    nodes = [name for name, service in SERVICES.items() if service.get("profiles") == ["opensearch"]]
    for name in nodes:
        settings = SERVICES[name]["environment"]
        assert settings["node.name"] == name
        assert settings["discovery.seed_hosts"] == ",".join(nodes)
        assert settings["cluster.initial_cluster_manager_nodes"] == ",".join(nodes)
    tested = re.findall(
        r"<opensearch>(.+)</opensearch>", (ROOT / "tests/opensearch/pom.xml").read_text("utf-8")
    )
    assert {SERVICES[name]["image"] for name in nodes} == {f"opensearchproject/opensearch:{tested[0]}"}
    told = re.findall(r"SEARCH_URL=(opensearch://\S+)", (DEPLOY / "archive.env.example").read_text("utf-8"))
    assert told == [f"opensearch://{','.join(f'{name}:9200' for name in nodes)}/archive?shards=3&replicas=1"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_with_no_more_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["user"] not in ("", "root", "0", "0:0")
    assert (service["cap_drop"], service["security_opt"]) == (["ALL"], ["no-new-privileges:true"])
    assert service["tmpfs"] != []
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "backup"])
def test_what_keeps_running_is_asked_whether_it_is_well(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", SERVICES)
def test_images_of_others_are_of_one_version(name: str) -> None:
    image = SERVICES[name]["image"]
    assert "build" in SERVICES[name] or re.fullmatch(r"[a-z/]+:\d+\.?[\w.-]+(@sha256:[0-9a-f]{64})?", image)


@pytest.mark.parametrize("name", ["web", "worker"])
def test_there_is_room_enough_in_the_temporary_folder_while_it_is_empty(name: str) -> None:
    sizes = [re.fullmatch(r"/tmp:size=(\d+)g,mode=1777", one) for one in SERVICES[name]["tmpfs"]]
    assert [int(size[1]) * 2**30 > LOW_TEMPORARY for size in sizes if size] == [True]


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_mounts_is_there(name: str) -> None:
    for volume in SERVICES[name]["volumes"]:
        source = volume.split(":")[0]
        if source.startswith("./"):
            assert (ROOT / source).is_file(), volume
        elif not source.startswith("$"):
            assert source in COMPOSE["volumes"], volume


def test_the_image_takes_along_all_that_runs_and_no_more() -> None:
    copied = {
        source for line in re.findall(r"^COPY (?!--)(.+) \S+$", DOCKERFILE, re.M) for source in line.split()
    }
    let_in = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.M))
    assert copied == let_in
    assert {name for name in copied if not (ROOT / name).exists()} == set()
    needed = {
        "archive",
        "reports",
        "locale",
        "static",
        "templates",
        "fixtures",
        "manage.py",
        "pyproject.toml",
    }
    assert needed <= copied


def test_the_image_installs_by_hash_and_does_not_run_as_root() -> None:
    installs = re.findall(r"pip install (.*?)(?: \\)?$", DOCKERFILE, re.M)
    assert [line for line in installs if not line.startswith("--require-hashes ")] == []
    assert len(installs) == 2
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.M) == ["10001:10001"]
    assert SERVICES["web"]["user"] == "10001:10001"


def example() -> dict[str, str]:
    text = (DEPLOY / "archive.env.example").read_text("utf-8")
    return dict(re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", text, re.M))


def test_the_example_of_settings_has_none_that_is_not_known() -> None:
    assert set(example()) - known_settings() == set()
    assert example()["SECRET_KEY"] == ""


def test_image_units_and_example_agree_where_the_data_are() -> None:
    told = {name: value for name, value in example().items() if value.startswith(("sqlite", "whoosh", "/"))}
    in_image = dict(re.findall(r"^ +([A-Z_]+)=(\S+?)(?: \\)?$", DOCKERFILE, re.M))
    assert {name: in_image[name] for name in told} == told
    common = (UNITS / "archive-.service.d/common.conf").read_text("utf-8")
    assert re.findall(r"^(?:State|Cache)Directory=(\w+)$", common, re.M) == ["archive", "archive"]
    assert all(re.search(r"/var/(lib|cache)/archive/", value) for value in told.values())


def units(folder: Path) -> list[str]:
    """Write the units to ``folder`` for the user and the Python of this machine; their names, templates filled in."""
    shutil.copytree(UNITS, folder, dirs_exist_ok=True)
    for path in [*folder.glob("*.service"), *folder.glob("*/*.conf")]:
        text = path.read_text("utf-8").replace("/opt/archive/.venv/bin/python", sys.executable)
        text = text.replace("WorkingDirectory=/opt/archive", f"WorkingDirectory={folder}")
        path.write_text(re.sub(r"^(User|Group)=.*$", r"\1=root", text, flags=re.M), "utf-8")
    return [
        re.sub(r"@\.", "@check_index.", path.name)
        for path in sorted(folder.glob("archive*.*"))
        if path.is_file()
    ]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_the_units_are_valid(tmp_path: Path) -> None:
    names = units(tmp_path)
    tried = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (tried.returncode, [line for line in tried.stderr.splitlines() if "archive" in line]) == (0, [])
    assert len(names) == 6


#: What a command line of the units and the composition runs, and whether it is an option of the command.
LINES = [
    *(
        (path.name, line.split("manage.py ", 1)[1].split())
        for path in sorted(UNITS.glob("*.service"))
        for line in re.findall(r"^ExecStart=(.+)$", path.read_text("utf-8"), re.M)
        if "%I" not in line
    ),
    *((name, service["command"][2:]) for name, service in SERVICES.items() if "command" in service),
]


@pytest.mark.parametrize(("where", "words"), LINES, ids=[where for where, _ in LINES])
def test_the_commands_that_are_run_are_there(where: str, words: list[str]) -> None:
    from django.core.management import load_command_class

    parser = load_command_class("reports", words[0]).create_parser("manage.py", words[0])
    parser.parse_args(words[1:])


def asked(part: str, **environment: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", DEPLOY / "healthcheck.py", part],
        env=environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr


def test_the_site_is_asked_by_a_name_that_it_answers_to(live_server: LiveServer, settings: Any) -> None:
    port = live_server.url.rsplit(":", 1)[1]
    settings.ALLOWED_HOSTS = [".example.org"]
    assert asked("web", PORT=port, ALLOWED_HOSTS=".example.org,other.example") == (0, "")
    assert asked("web", PORT=port, ALLOWED_HOSTS="elsewhere.example") == (1, "web: not well\n")


def test_a_site_that_does_not_answer_is_not_well() -> None:
    code, told = asked("web", PORT="1")
    assert (code, told.startswith("web: ")) == (1, True)


def test_the_worker_is_given_as_long_as_everywhere() -> None:
    told = re.findall(r"^SILENCE = (.+)$", (DEPLOY / "healthcheck.py").read_text("utf-8"), re.M)
    assert told == [str(heartbeat.SILENCE)]


def test_the_worker_is_well_while_it_gives_signs_of_life(settings: Any, tmp_path: Path) -> None:
    settings.ARCHIVE_ROOT = tmp_path
    assert asked("worker", ARCHIVE_ROOT=str(tmp_path))[0] == 1
    heartbeat.heartbeat()
    assert asked("worker", ARCHIVE_ROOT=str(tmp_path)) == (0, "")
    os.utime(heartbeat.path(), (0, 0))
    assert asked("worker", ARCHIVE_ROOT=str(tmp_path)) == (1, "worker: not well\n")
