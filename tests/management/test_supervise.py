"""Processes are kept running; real ones, which end at once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.management import supervise
from reports.management.supervise import Part, Supervisor

LASTING = ["sleep", "600"]


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Short pauses; the signals' handlers of the tests come back."""
    monkeypatch.setattr(supervise, "PAUSES", (0.01, 0.02, 0.03))
    handlers = {
        number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)
    }
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


def told(parts: list[Part], most: int) -> tuple[int, list[str]]:
    """The exit code and all sentences; after ``most`` of them the supervisor is told to stop."""
    sentences: list[str] = []

    def tell(sentence: str) -> None:
        sentences.append(sentence)
        if len(sentences) == most:
            os.kill(os.getpid(), signal.SIGTERM)

    return Supervisor(parts, Path.cwd(), tell).run(), sentences


def alive(part: Part) -> bool:
    return part.process is not None and part.process.poll() is None


def test_a_part_that_ends_is_started_again_after_growing_pauses_and_the_others_go_on() -> None:
    site, worker = Part("网站", LASTING, essential=True), Part("后台任务", ["sh", "-c", "exit 3"])
    code, sentences = told([site, worker], most=4)
    assert (code, sentences) == (
        0,
        [
            "后台任务停了（退出码 3），0.01 秒后重新启动；网站照常。",
            "后台任务停了（退出码 3），0.02 秒后重新启动；网站照常。",
            "后台任务停了（退出码 3），0.03 秒后重新启动；网站照常。",
            "后台任务停了（退出码 3），0.03 秒后重新启动；网站照常。",
        ],
    )
    assert site.ends == 0
    assert not alive(site)


def test_a_part_that_was_killed_is_told_of_by_the_name_of_the_signal() -> None:
    worker = Part("后台任务", ["sh", "-c", "kill -9 $$"])
    assert told([Part("网站", LASTING), worker], most=1)[1] == [
        "后台任务停了（被信号 SIGKILL 终止），0.01 秒后重新启动；网站照常。"
    ]


def test_an_essential_part_that_never_comes_up_ends_the_whole() -> None:
    worker = Part("后台任务", LASTING)
    code, sentences = told([Part("网站", ["false"], essential=True), worker], most=99)
    assert (code, sentences[-1]) == (1, "网站一再起不来，不再试了。原因见上面的输出。")
    assert len(sentences) == supervise.QUICK_ENDS + 1
    assert not alive(worker)


def test_a_part_that_has_run_for_long_counts_from_the_first_time_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervise, "STEADY", 0.0)
    worker = Part("后台任务", ["false"])
    told([worker], most=3)
    assert worker.ends == 1


def test_what_does_not_end_when_told_to_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "PATIENCE", (0.05, 0.05))
    deaf = Part("后台任务", ["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"])
    code, _ = told([deaf, Part("网站", ["false"])], most=1)
    assert code == 0
    assert deaf.process is not None
    assert deaf.process.poll() in (-signal.SIGKILL, -signal.SIGTERM)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_the_parts_end_with_the_supervisor_even_when_it_is_killed(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        os.set_inheritable(writing, True)
        os.dup2(writing, 1)
        # Both parts hold the pipe open; the one that speaks says that the first has been started.
        parts = [Part("网站", LASTING), Part("后台任务", ["sh", "-c", "echo started; exec sleep 600"])]
        Supervisor(parts, tmp_path, lambda _: None).run()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        assert said.readline() == "started\n"
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        # Ends when nobody holds the pipe any more.
        assert said.read() == ""


SUPERVISED = """
import sys
from pathlib import Path
from reports.management.supervise import Part, Supervisor
site = Part("网站", ["sh", "-c", "echo running; exec sleep 600"], essential=True)
sys.exit(Supervisor([site], Path.cwd(), print).run())
"""


def test_signals_that_come_thick_and_fast_do_not_stop_it_from_ending() -> None:
    """Each interrupts what the one before had begun."""
    with subprocess.Popen([sys.executable, "-c", SUPERVISED], stdout=subprocess.PIPE) as supervised:
        assert supervised.stdout is not None
        assert supervised.stdout.readline() == b"running\n"
        for number in range(100_000):
            os.kill(supervised.pid, signal.SIGCHLD)
            if number % 20 == 0:
                os.sched_yield()
        supervised.terminate()
        try:
            assert supervised.wait(60) == 0
        finally:
            supervised.kill()
