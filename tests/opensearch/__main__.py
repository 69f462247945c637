"""``python -m tests.opensearch PATH…``: run tests on an OpenSearch node of their own, which ends with them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .nodes import cluster, fetch, missing, url


def main(paths: list[str]) -> int:
    if lacking := missing():
        print(
            f"missing on this machine: {', '.join(lacking)} (Debian: apt-get install openjdk-17-jdk-headless maven)",
            file=sys.stderr,
        )
        return 1
    fetch()
    with tempfile.TemporaryDirectory(prefix="opensearch-") as folder, cluster(Path(folder)) as made:
        return subprocess.run(
            [sys.executable, "-m", "pytest", *paths],
            env=os.environ | {"TEST_SEARCH_URL": url(made.hosts, "tests", shards=2)},
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
