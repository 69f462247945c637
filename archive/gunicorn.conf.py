"""gunicorn's settings: two workers that share what is loaded before the fork."""

import gc
import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "archive.worker.Worker"
# A page is made by the processor, so more threads make none faster; these answer while others wait for the disk.
threads = 4
# The word dictionary and the gazetteer are read once, in the parent.
preload_app = True
wsgi_app = "archive.wsgi:application"
timeout = 60
# How long a connection is kept for a next request; archive.worker has the bounds of one.
keepalive = 5
limit_request_line = 8190
limit_request_fields = 60
# What a proxy says of the client's protocol and address is for settings.py to believe, where the keeper told it to.
forwarded_allow_ips = ""
accesslog = None
# Starting says what there is to say in Chinese; gunicorn speaks up when something goes wrong.
loglevel = "warning"


def when_ready(server: object) -> None:
    """In the parent, before the first worker is forked."""
    from reports.search.answer.results import warm_up

    warm_up()
    # What is loaded stays: gone through again and again it would hold up one page in some fifty by a tenth of a second,
    # and be copied into each worker.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


# Its socket lies in the home folder, where two archives of one user would meet.
control_socket_disable = True
