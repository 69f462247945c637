"""From text to facts, in pure Python: no Django, no network, no disk but the vocabularies beside this file."""

from .pipeline import parse_report
from .types import PARSER_VERSION, ParsedReport

__all__ = ["PARSER_VERSION", "ParsedReport", "parse_report"]
