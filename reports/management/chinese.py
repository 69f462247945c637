"""Commands whose ``--help`` is Chinese throughout; docs/commands.md says the same in English."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, DjangoHelpFormatter
from django.db import DatabaseError

from reports.search.engine import IndexBusy
from reports.store.trouble import trouble_of

#: What Django says of the options that every command has, by their names.
_COMMON = {
    "help": "显示这份说明后退出",
    "version": "显示档案馆的版本后退出",
    "verbosity": "输出多少：0 最少，1 一般，2 较多，3 最多",
    "settings": "设置模块的 Python 路径；不给则看环境变量 DJANGO_SETTINGS_MODULE",
    "pythonpath": "加进 Python 搜索路径的文件夹",
    "traceback": "出错时显示完整的调用栈",
    "no_color": "输出不带颜色",
    "force_color": "输出一律带颜色",
    "skip_checks": "不做启动前的检查",
}
_TITLES = {"positional arguments": "参数", "options": "选项"}


def give_way() -> None:
    """Have this process, and those it starts, take the processor only where no reader's page needs it."""
    os.nice(10)


class ChineseFormatter(DjangoHelpFormatter):
    """Django's formatter with 用法 for usage and the titles of the groups in Chinese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_TITLES.get(heading or "", heading))


class ChineseCommand(BaseCommand):
    """A command of the archive; what Django and other libraries say of its options is said in Chinese."""

    #: Option → what it does, for options that another library's command brings.
    meanings: ClassVar[dict[str, str]] = {}
    #: Whether readers go first: long work beside a running site leaves them the processor.
    yields: ClassVar[bool] = False

    def run_from_argv(self, argv: list[str]) -> None:
        if self.yields:
            give_way()
        super().run_from_argv(argv)

    def execute(self, *args: Any, **options: Any) -> str | None:
        """As Django's; a disk or database that can't be written or read for a while is said in a sentence."""
        try:
            return super().execute(*args, **options)
        except (DatabaseError, OSError, IndexBusy) as error:
            trouble = trouble_of(error)
            if trouble is None or options.get("traceback"):
                raise
            where = getattr(error, "filename", None)
            raise CommandError(f"没有做完：{trouble}（{where or error}）") from error

    def get_version(self) -> str:
        return settings.VERSION

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs.setdefault("formatter_class", ChineseFormatter)
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        known = _COMMON | self.meanings
        for action in parser._actions:
            if action.dest in known and action.help != argparse.SUPPRESS:
                action.help = known[action.dest]
        return parser
