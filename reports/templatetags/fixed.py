"""What a template says the same on every page of a language (定文): made when the template is read, not for each page.

A page has some hundred words to translate and addresses to look up that depend on nothing but the language. Each
template is read once for each language, and these tags leave text behind where all they are given is quoted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import template
from django.template import Context, Origin, defaulttags
from django.template.base import Node, Parser, TextNode, Token
from django.template.loaders import cached
from django.templatetags import i18n, static
from django.urls import get_script_prefix
from django.utils.translation import get_language

Compile = Callable[[Parser, Token], Node]


class Loader(cached.Loader):
    """Keeps the templates of each language apart, and those of each place the site may be served below."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        return f"{get_language()} {get_script_prefix()} {super().cache_key(template_name, skip)}"


def fixed(compile_tag: Compile) -> Compile:
    """The same tag, leaving text behind where it is given quoted words alone."""

    def compiled(parser: Parser, token: Token) -> Node:
        node = compile_tag(parser, token)
        _name, *words = token.split_contents()
        return TextNode(node.render(Context())) if all(map(_is_quoted, words)) else node

    return compiled


def _is_quoted(word: str) -> bool:
    """Whether it is one string, or the word that says that the next one is a context."""
    return word == "context" or (word[0] in "'\"" and word.find(word[0], 1) == len(word) - 1)


def _with_fixed(library: template.Library, *names: str) -> None:
    """Takes over a library of Django's, with these of its tags fixed."""
    tags: dict[str, Any] = library.tags
    register.filters.update(library.filters)
    register.tags.update(tags | {name: fixed(tags[name]) for name in names})


register = template.Library()
_with_fixed(i18n.register, "translate", "trans")
_with_fixed(static.register, "static")
register.tag("url", fixed(defaulttags.url))
