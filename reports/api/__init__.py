"""The API under /api/v1: the archive's facts for programs; its documentation is at /api/v1/docs."""

from ninja import NinjaAPI

from . import problems
from .change import router as change_router
from .compare import router as compare_router
from .coverage import router as coverage_router
from .paced import paced
from .parameters import known_alone
from .regions import router as regions_router
from .reports import router as reports_router
from .uploads import router as uploads_router
from .vocabularies import router as vocabularies_router
from .words import router as words_router

api = NinjaAPI(
    title="乡镇法治报告档案馆 API",
    version="1",
    urls_namespace="api",
    description=(
        "Read access to the reports, what was read out of them, and the search. Every derived fact carries the "
        "offsets, in characters of the report's text, of the words it rests on. Figures are the issuers' own claims. "
        "Errors are problem documents (RFC 9457)."
    ),
)
problems.install(api)
api.add_decorator(known_alone)
api.add_decorator(paced)
api.add_router("/reports", reports_router, tags=["reports"])
api.add_router("/compare", compare_router, tags=["compare"])
api.add_router("/coverage", coverage_router, tags=["coverage"])
api.add_router("/regions", regions_router, tags=["regions"])
api.add_router("/regions", change_router, tags=["change"])
api.add_router("/uploads", uploads_router, tags=["uploads"])
api.add_router("/words", words_router, tags=["words"])
api.add_router("", vocabularies_router, tags=["vocabularies"])
