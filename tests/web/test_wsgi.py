"""What is loaded before the fork."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_first_reader_of_a_worker_waits_for_no_view_to_be_loaded() -> None:
    code = "import sys, archive.wsgi; print({'reports.urls', 'reports.api', 'reports.admin'} <= sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
