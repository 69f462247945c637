"""The states that a part can be in: how bad each is, what the keeper is told, and what is to be done."""

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """``FAILED`` parts keep the archive from doing what it is for; others want the keeper's attention, or nothing."""

    OK = 0
    ATTENTION = 1
    FAILED = 2


@dataclass(frozen=True)
class State:
    """A sentence for the keeper with ``%(name)s`` for each value, and the mend, "" where none is needed."""

    level: Level
    sentence: str
    mend: str = ""


def _ok(sentence: str) -> State:
    return State(Level.OK, sentence)


def _attention(sentence: str, mend: str) -> State:
    return State(Level.ATTENTION, sentence, mend)


def _failed(sentence: str, mend: str) -> State:
    return State(Level.FAILED, sentence, mend)


_MAKE_ROOM = "请腾出空间，或换到更大的磁盘。"
_FOLDER = {
    "ok": _ok("%(folder)s 可写，剩 %(free)s。"),
    "low": _attention("%(folder)s 所在磁盘只剩 %(free)s。", _MAKE_ROOM),
    "full": _failed("%(folder)s 所在磁盘只剩 %(free)s，写不进东西了。", _MAKE_ROOM),
    "read_only": _failed("%(folder)s 写不进去。", "请检查磁盘是否变成只读，以及文件夹的权限。"),
    "missing": _failed("没有 %(folder)s 这个文件夹。", "请检查磁盘是否挂上、设置里的路径是否正确。"),
}

#: Part → its name, and state → what it means.
PARTS: dict[str, tuple[str, dict[str, State]]] = {
    "database": (
        "数据库",
        {
            "ok": _ok("数据表和地名齐全。"),
            "read_only": _attention(
                "数据库只能读：不能登录、上传和改动。", "请腾出数据库所在磁盘的空间或改回可写，再重新启动。"
            ),
            "newer": _attention(
                "数据库由更新的版本用过，本程序不认得其中的改动。", "请换回新版本的程序，或恢复升级前的备份。"
            ),
            "older": _failed("数据表是旧版本的。", "请运行 manage.py migrate，或重新启动网站。"),
            "empty": _failed(
                "数据库里没有数据表或地名。", "新馆请启动一次网站；老馆请核对 DATABASE_URL，或从备份恢复。"
            ),
            "failed": _failed("数据库没有回答。", "请看日志；检查数据库是否在运行、DATABASE_URL 是否正确。"),
        },
    ),
    "index": (
        "检索索引",
        {
            "ok": _ok("收有 %(held)s 篇，与数据库的篇数一致。"),
            "behind": _attention(
                "有 %(waiting)s 篇等了 %(minutes)s 分钟还没有编入。", "请看后台任务是否正常。"
            ),
            "aside": _attention(
                "有 %(aside)s 篇编不进索引，已搁置，检索不到。",
                "请运行 manage.py check_index 看是哪几篇、为什么。",
            ),
            "drifting": _failed(
                "索引里有 %(held)s 篇，数据库里应有 %(wanted)s 篇；上次核对有 %(wrong)s 处不一致。",
                "请运行 manage.py check_index --repair。",
            ),
            "missing": _failed(
                "没有索引，或索引坏了、是别的版本的。", "请运行 manage.py update_index --dirty。"
            ),
            "unknown": _failed("数据库没有回答，无从核对。", "请先处理数据库。"),
        },
    ),
    "worker": (
        "后台任务",
        {
            "ok": _ok("在运行，%(ago)s还有动静。"),
            "silent": _failed("停了，最后一次有动静是%(ago)s。", "请重新启动；仍然停下就看日志。"),
            "never": _failed(
                "没有动静：从没有运行过，或者原件文件夹读不了。",
                "请启动后台任务；manage.py serve 会把它和网站一起启动。",
            ),
        },
    ),
    "queue": (
        "排队",
        {
            "ok": _ok("等着的任务 %(waiting)s 个。"),
            "long": _attention(
                "等着的任务 %(waiting)s 个，最久的等了 %(minutes)s 分钟；有一个正在做。",
                "大批上传时属正常，做完即恢复。",
            ),
            "stuck": _failed(
                "等着的任务 %(waiting)s 个，最久的等了 %(minutes)s 分钟，没有一个在做。",
                "请重新启动后台任务，看日志。",
            ),
            "unknown": _failed("数据库没有回答，无从得知。", "请先处理数据库。"),
        },
    ),
    "tasks": (
        "失败的任务",
        {
            "ok": _ok("没有。"),
            "failed": _attention(
                "有 %(failed)s 个，最后一个在%(ago)s。",
                "请看日志里的原因；排除后再上传一次或重新启动即可补做。",
            ),
            "unknown": _failed("数据库没有回答，无从得知。", "请先处理数据库。"),
        },
    ),
    "files": (
        "上传的文件",
        {
            "ok": _ok("没有搁置的。"),
            "aside": _attention(
                "有 %(aside)s 个处理了多次都半途中断，已搁置，最近的在批次 %(batch)s。",
                "请到那个批次看是哪几个；排除原因后点“重试未收的”。",
            ),
            "unknown": _failed("数据库没有回答，无从得知。", "请先处理数据库。"),
        },
    ),
    "originals_folder": ("原件文件夹", _FOLDER),
    "index_folder": ("索引文件夹", _FOLDER),
    "database_folder": ("数据库文件夹", _FOLDER),
    "temporary_folder": ("临时文件夹", _FOLDER),
    "backup": (
        "备份",
        {
            "ok": _ok("上次备份在%(ago)s。"),
            "damaged": _attention(
                "上次备份在%(ago)s，有 %(wrong)s 个原件损坏或缺失。",
                "请运行 manage.py verify_archive，再用备份补回原件。",
            ),
            "old": _attention("上次备份在%(ago)s。", "请运行 manage.py archive_backup，或检查定时备份。"),
            "failed": _attention(
                "最近一次备份（%(ago)s）没有做成。", "请看那时的输出或日志，排除后再备份一次。"
            ),
            "never": _attention("还没有备份过。", "请运行 manage.py archive_backup，并定时备份。"),
        },
    ),
    "fixity": (
        "原件核对",
        {
            "ok": _ok("上次核对在%(ago)s，全部完好。"),
            "damaged": _attention(
                "上次核对在%(ago)s，有 %(wrong)s 处不对。",
                "请运行 manage.py verify_archive 看是哪些，再用备份补回。",
            ),
            "old": _attention("上次核对在%(ago)s。", "请运行 manage.py verify_archive，或检查定时核对。"),
            "failed": _attention(
                "最近一次核对（%(ago)s）没有做完。", "请看那时的输出或日志，排除后再核对一次。"
            ),
            "never": _attention("还没有核对过。", "请运行 manage.py verify_archive，并定时核对。"),
        },
    ),
}
