"""Asks a checkout for pages, one after the other in this process, and times each: a program for :mod:`.pages` to start.

    cd CHECKOUT; PYTHONPATH=. python -P …/asked.py [KIND] < ADDRESSES

It imports nothing of the tests, as the checkout may be another. ADDRESSES are JSON: ``{"first": […], "timed": [[kind,
address], …]}``; the first ones are asked for untimed, so that what a process loads once is loaded. Prints JSON: the
milliseconds of processor time of each timed one, in their order. With KIND it prints where the time of these goes instead.
"""

from __future__ import annotations

import cProfile
import io
import json
import pstats
import runpy
import sys
import time
from typing import Any


def main(told: dict[str, Any], profiled: str) -> None:
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    # What gunicorn does before it forks: loads dictionaries, and keeps the garbage collector from what is loaded.
    settings = runpy.run_path("archive/gunicorn.conf.py")
    settings.get("when_ready", lambda server: None)(None)
    for address in told["first"]:
        ask(application, address)
    if profiled:
        profile = cProfile.Profile()
        for kind, address in told["timed"]:
            if kind == profiled:
                profile.runcall(ask, application, address)
        pstats.Stats(profile).sort_stats("tottime").print_stats(40).sort_stats("cumtime").print_stats(90)
        return
    taken = []
    for _, address in told["timed"]:
        began = time.process_time()
        ask(application, address)
        taken.append(1000 * (time.process_time() - began))
    print(json.dumps(taken))


def ask(application: Any, address: str) -> bytes:
    """The body of the page, asked for as gunicorn asks. Raises RuntimeError for any status but 200."""
    path, _, query = address.partition("?")
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    answer = application(environ, lambda status, headers: said.append(status))
    try:
        body = b"".join(answer)
    finally:
        answer.close()
    if said != ["200 OK"]:
        raise RuntimeError(f"{address} is answered {said}")
    return body


if __name__ == "__main__":
    main(json.load(sys.stdin), "".join(sys.argv[1:]))
