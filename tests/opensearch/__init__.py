"""A real OpenSearch for tests. ``python -m tests.opensearch PATH…`` runs tests with it as the archive's engine."""
