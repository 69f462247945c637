"""What ``SEARCH_URL`` says of a cluster: ``opensearch://user:password@one:9200,two:9200/archive?shards=3``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

#: Schemes of the address, and whether the cluster is spoken to over TLS.
SCHEMES = {"opensearch": False, "opensearchs": True}
_PORT = 9200
_NAME = re.compile("[a-z][a-z0-9-]{0,40}")
_OPTIONS = {"shards": 1, "replicas": 0, "timeout": 10}


@dataclass(frozen=True)
class Address:
    """``hosts`` are names and ports; ``name`` begins the names of all indexes; ``timeout`` is in seconds."""

    hosts: tuple[tuple[str, int], ...]
    name: str
    secure: bool = False
    user: str = ""
    password: str = ""
    shards: int = 1
    replicas: int = 0
    timeout: int = 10

    def __repr__(self) -> str:
        """Without the password, which has no place in logs."""
        return f"Address({', '.join(f'{host}:{port}' for host, port in self.hosts)}, {self.name!r})"


def address_of(url: str) -> Address:
    """What a URL says. Raises ValueError with a Chinese sentence for one that cannot be meant."""
    scheme, _, rest = url.partition("://")
    # Python's own reading of addresses refuses several hosts of which one is in brackets.
    rest, _, query = rest.partition("?")
    place, _, path = rest.partition("/")
    account, _, hosts = place.rpartition("@")
    user, _, password = account.partition(":")
    name = path.strip("/") or "archive"
    if not _NAME.fullmatch(name):
        raise ValueError(f"SEARCH_URL 里的索引名 {name} 不行：用小写字母、数字和连字符，字母开头。")
    options = dict(parse_qsl(query))
    if unknown := options.keys() - _OPTIONS:
        raise ValueError(f"SEARCH_URL 不认识 {'、'.join(sorted(unknown))}，可用的有：{'、'.join(_OPTIONS)}。")
    numbers = _OPTIONS | {key: _number(key, value) for key, value in options.items()}
    return Address(
        hosts=tuple(map(_host, filter(None, hosts.split(",")))) or (("localhost", _PORT),),
        name=name,
        secure=SCHEMES[scheme],
        user=unquote(user),
        password=unquote(password),
        **numbers,
    )


def _host(written: str) -> tuple[str, int]:
    host, colon, port = written.rpartition(":")
    if colon and not port.endswith("]"):
        return host.strip("[]"), _number("端口", port)
    return written.strip("[]"), _PORT


def _number(called: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 5):
        raise ValueError(f"SEARCH_URL 里的 {called} 要是数字，写的是 {value}。")
    return int(value)
