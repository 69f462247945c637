"""The private check of a draft (自查): read in memory, answered at once, forgotten.

Nothing of a draft is written anywhere: no row, file, session, task, cache or line of the log.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from reports.limits import pace, slot
from reports.reading import SourceText, UnreadableFile, read
from reports.text.remarks import Remark

from .draft import draft_context

#: Of a file, in megabytes, and of pasted or read text, in characters: a yearly report has some thousand.
FILE_MB = 10
CHARACTERS = 100_000


class InMemoryOnly(FileUploadHandler):
    """Holds an upload in memory whatever its size up to the limit, and never lets it near the disk.

    ``too_large`` tells the view that what was sent was dropped.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > FILE_MB * 1024 * 1024:
            self.too_large = True
            # The rest is read and dropped, so that the answer reaches the browser.
            raise StopUpload(connection_reset=False)
        self._held.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        self._held.seek(0)
        return InMemoryUploadedFile(
            self._held,
            self.field_name,
            self.file_name,
            self.content_type or "",
            file_size,
            self.charset,
            self.content_type_extra,
        )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def check(request: HttpRequest) -> HttpResponse:
    """``/check/``: the form, and for a draft sent with it the result on the same page.

    The token is checked inside: the upload handler must be set before anything reads the form.
    """
    if request.method == "POST":
        pace("check", request)
    handler = InMemoryOnly(request)
    request.upload_handlers = [handler]
    response = _check(request, handler)
    response.headers["Cache-Control"] = "no-store"
    return response


@csrf_protect
def _check(request: HttpRequest, handler: InMemoryOnly) -> HttpResponse:
    context: dict[str, Any] = {"file_mb": FILE_MB, "characters": CHARACTERS}
    if request.method != "POST":
        return render(request, "reports/check.html", context)
    # The form has been received whole: who sends slowly holds no slot.
    with slot("check"):
        try:
            source = _source(request, handler)
        except UnreadableFile as error:
            context |= {"problem": error.remark, "text": request.POST.get("text", "")[:CHARACTERS]}
            return render(request, "reports/check.html", context, status=422)
        return render(request, "reports/check.html", context | draft_context(source) | {"text": source.text})


def _source(request: HttpRequest, handler: InMemoryOnly) -> SourceText:
    """The text of the draft; a file goes before pasted words. Raises UnreadableFile with a sentence for its writer."""
    file = request.FILES.get("file")
    if handler.too_large:
        raise UnreadableFile("too_large", Remark("file_too_large", most=FILE_MB))
    if isinstance(file, UploadedFile):
        source = read(file.read(), file.name or "", max_mb=FILE_MB, quiet=True, stranger=True)
    else:
        pasted = request.POST.get("text", "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        if not pasted.strip():
            raise UnreadableFile("empty", Remark("draft_missing"))
        source = SourceText(text=pasted, media_type="text/plain")
    if len(source.text) > CHARACTERS:
        raise UnreadableFile(
            "too_large", Remark("draft_too_long", n=f"{len(source.text):,}", most=f"{CHARACTERS:,}")
        )
    return source
