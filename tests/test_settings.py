"""Settings that nothing can be done with are refused in a sentence that says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: ``manage.py check`` on a machine where neither psycopg nor opensearch-py is installed.
CHECK = (
    "import sys; sys.modules['psycopg'] = sys.modules['opensearchpy'] = None; import manage; manage.main()"
)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "DATABASE_URL",
            "postgres://archive@localhost/archive",
            "DATABASE_URL 指向 PostgreSQL，但没有装 psycopg。请在项目文件夹里运行："
            f"{sys.executable} -m pip install --require-hashes -r requirements-postgres.txt",
        ),
        ("DATABASE_URL", "sqlite://", ""),
        (
            "SEARCH_URL",
            "opensearch://localhost/archive",
            "SEARCH_URL 指向 OpenSearch，但没有装 opensearch-py。请在项目文件夹里运行："
            f"{sys.executable} -m pip install --require-hashes -r requirements-opensearch.txt",
        ),
        (
            "SEARCH_URL",
            "solr://localhost",
            "SEARCH_URL 的开头 solr 不认识，可用的有：whoosh、opensearch、opensearchs。",
        ),
    ],
)
def test_a_setting_that_does_not_work_is_told_in_one_sentence(name: str, value: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK, "check"],
        cwd=ROOT,
        env=os.environ | {name: value},
        capture_output=True,
        text=True,
    )
    assert (done.stderr.strip(), done.returncode) == (said, 1 if said else 0)
