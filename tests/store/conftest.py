"""The private store of originals and the places that the tests of taking in have too."""

from tests.ingest.conftest import archive_root as archive_root
from tests.ingest.conftest import county as county
from tests.ingest.conftest import town as town
