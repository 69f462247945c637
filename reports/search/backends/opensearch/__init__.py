"""The search engine of a cluster: OpenSearch for phrases, filters and counts, a folder beside it for words (用词)."""

from .engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
