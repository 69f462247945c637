"""Errors of the API as problem documents (RFC 9457)."""

import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from reports.limits import Later
from reports.queries.withdrawn import Withdrawn, trace
from reports.search import Resting
from reports.store.trouble import RETRY_AFTER, trouble_of

MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger(__name__)

_DJANGO = "matches the given query."
TITLES = {
    400: "请求有误",
    401: "需要登录",
    403: "没有权限",
    404: "没有找到",
    405: "方法不对",
    410: "已撤下",
    422: "参数有误",
    429: "请求太频繁",
    500: "服务器出错",
    503: "暂时不能用",
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
    response["Content-Type"] = MEDIA_TYPE
    return response


_WRONG = {
    "int_parsing": "要填整数",
    "int_parsing_size": "数字太大",
    "bool_parsing": "要填 true 或 false",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "string_pattern_mismatch": "格式不对",
    "missing": "必须填",
}


def _wrong(error: Mapping[str, Any]) -> str:
    """What is wrong with one parameter: page：要填整数."""
    # Where it was given, the name of the schema it belongs to, its own name, its place in a list.
    name = next((str(one) for one in reversed(error["loc"]) if isinstance(one, str)), "")
    context = error.get("ctx", {})
    words = str(context["error"]) if "error" in context else _WRONG.get(error["type"], error["msg"])
    return f"{name}：{words.format_map(context)}"


_UNREAD = "发来的内容读不出来：请用 UTF-8 编码，文件按 multipart/form-data 发送。"


class ProblemDocuments:
    """Middleware: what is answered below /api/ before the API is reached (404, 405) is a problem document too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path_info.startswith("/api/") or response.get("Content-Type") == MEDIA_TYPE:
            return response
        if response.status_code == 404:
            return _document(404, f"没有 {request.path_info[:200]} 这个地址，见 /api/v1/docs。")
        if response.status_code == 400:
            return _document(400, _UNREAD)
        if response.status_code == 405:
            allowed = response.get("Allow", "")
            document = _document(405, f"这个地址不接受 {request.method}，只接受 {allowed}。")
            document["Allow"] = allowed
            return document
        return response


def _document(status: int, detail: str) -> HttpResponse:
    body = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail}
    return JsonResponse(
        body, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )


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

    @api.exception_handler(Resting)
    def resting(request: HttpRequest, error: Resting) -> HttpResponse:
        response = _problem(api, request, 503, "检索索引正在重建，过一会儿再来。")
        response["Retry-After"] = str(RETRY_AFTER)
        return response

    @api.exception_handler(Later)
    def later(request: HttpRequest, error: Later) -> HttpResponse:
        response = _problem(api, request, error.status, str(error))
        response["Retry-After"] = str(error.seconds)
        return response

    @api.exception_handler(SuspiciousOperation)
    @api.exception_handler(MultiPartParserError)
    @api.exception_handler(BadRequest)
    @api.exception_handler(UnreadablePostError)
    def unread(request: HttpRequest, error: Exception) -> HttpResponse:
        return _problem(api, request, 400, _UNREAD)

    @api.exception_handler(HttpError)
    def known(request: HttpRequest, error: HttpError) -> HttpResponse:
        return _problem(api, request, error.status_code, str(error))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return _problem(api, request, 422, f"{'；'.join(map(_wrong, error.errors))}。")

    @api.exception_handler(Exception)
    def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
        if (trouble := trouble_of(error)) is not None:
            logger.warning("API request %s failed: %s", request.path, error)
            response = _problem(api, request, 503, str(trouble))
            response["Retry-After"] = RETRY_AFTER
            return response
        logger.exception("API request %s failed", request.path)
        return _problem(api, request, 500, "服务器出错，已记录。请稍后再试。")
