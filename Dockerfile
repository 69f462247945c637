# The archive in one image; compose.yaml runs it as site and as worker. docs/operations.md tells how, and how to pin the
# base image by digest.
ARG PYTHON=python:3.11-slim-bookworm

FROM ${PYTHON} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /opt/archive
RUN python -m venv .venv
COPY requirements-build.txt requirements.txt requirements-postgres.txt requirements-opensearch.txt ./
# What is published as source alone is built by what the first list holds, and by nothing that pip would fetch unchecked.
RUN .venv/bin/pip install --require-hashes -r requirements-build.txt \
 && .venv/bin/pip install --require-hashes --no-build-isolation -r requirements.txt -r requirements-postgres.txt \
    -r requirements-opensearch.txt

FROM ${PYTHON}
RUN groupadd --gid 10001 archive \
 && useradd --uid 10001 --gid archive --no-create-home --home-dir /var/lib/archive --shell /usr/sbin/nologin archive \
 && install --directory --owner archive --group archive --mode 0750 /var/lib/archive \
 && install --directory --owner archive --group archive --mode 0755 /var/cache/archive
WORKDIR /opt/archive
COPY --from=build /opt/archive/.venv .venv
COPY manage.py pyproject.toml requirements.txt ./
COPY archive archive
COPY reports reports
COPY locale locale
COPY static static
COPY templates templates
COPY fixtures fixtures
COPY deploy/healthcheck.py deploy/healthcheck.py
RUN .venv/bin/python -m compileall -q archive reports

ENV PATH=/opt/archive/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    DATABASE_URL=sqlite:////var/lib/archive/archive.sqlite3 \
    SEARCH_URL=whoosh:////var/lib/archive/index \
    ARCHIVE_ROOT=/var/lib/archive/originals \
    STATIC_ROOT=/var/cache/archive/static \
    LIMITS_ROOT=/var/lib/archive/limits \
    WORDS_ROOT=/var/lib/archive/words
USER 10001:10001
EXPOSE 8000
VOLUME ["/var/lib/archive", "/var/cache/archive"]
CMD ["python", "manage.py", "serve", "--no-demo", "--only", "web"]
