"""Errors of the API as problem documents (RFC 9457)."""

import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from reports.queries.withdrawn import Withdrawn, trace

logger = logging.getLogger(__name__)

_DJANGO = "matches the given query."
TITLES = {
    400: "请求有误",
    401: "需要登录",
    403: "没有权限",
    404: "没有找到",
    410: "已撤下",
    422: "参数有误",
    500: "服务器出错",
}


def _problem(
    api: NinjaAPI,
    request: HttpRequest,
    status: int,
    detail: str,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, "出错"),
        "status": status,
        "detail": detail,
        **more,
    }
    response = api.create_response(request, body, status=status)
    response["Content-Type"] = "application/problem+json"
    return response


def install(api: NinjaAPI) -> None:
    """Make every error of ``api`` a problem document; unexpected ones are logged with their traceback."""

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        detail = str(error)
        # Django's own words are no sentence for the reader.
        return _problem(
            api, request, 404, "没有这个对象。" if detail.endswith(_DJANGO) or not detail else detail
        )

    @api.exception_handler(Withdrawn)
    def withdrawn(request: HttpRequest, gone: Withdrawn) -> HttpResponse:
        left = trace(gone.report)
        left["report_title"] = left.pop("title")
        return _problem(api, request, 410, "这篇报告已撤下，正文、数据和原件不再提供。", left)

    @api.exception_handler(HttpError)
    def known(request: HttpRequest, error: HttpError) -> HttpResponse:
        return _problem(api, request, error.status_code, str(error))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        places = "；".join(f"{'.'.join(map(str, one['loc'][1:]))}：{one['msg']}" for one in error.errors)
        return _problem(api, request, 422, f"参数有误：{places}")

    @api.exception_handler(Exception)
    def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
        logger.exception("API request %s failed", request.path)
        return _problem(api, request, 500, "服务器出错，已记录。请稍后再试。")
