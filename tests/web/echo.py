"""A site of one line, to be served by the archive's own worker: it answers with the query it was asked.

``/large`` is more than a connection holds, ``/body`` reads what is sent.
"""

from collections.abc import Callable, Iterable
from typing import Any


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    body = environ["QUERY_STRING"].encode("latin-1")
    if environ["PATH_INFO"] == "/large":
        body = bytes(50_000_000)
    if environ["PATH_INFO"] == "/body":
        body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]
