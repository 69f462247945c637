"""The originals that the archive's rows speak of: what must be in the store."""

from reports.models import BatchItem, SourceFile


def wanted_originals() -> dict[str, str]:
    """SHA-256 → name of each, uploads that wait or were refused included."""
    uploads = BatchItem.objects.exclude(sha256="").order_by("sha256").values_list("sha256", "name")
    sources = SourceFile.objects.order_by("sha256").values_list("sha256", "name")
    return dict(uploads.iterator()) | dict(sources.iterator())
