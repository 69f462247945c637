"""Settings of the archive, all from the environment (or a `.env` file beside manage.py).

README.md lists every variable with its default. Nothing here has a side effect beyond reading
the environment and that one file.
"""

import os
import sys
import tomllib
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from archive.logs import configuration

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def path_of(url: str) -> Path:
    """The file path of a URL: three slashes are relative to the project, four absolute."""
    return BASE_DIR / urlsplit(url).path[1:]


DEBUG = env.bool("DEBUG", default=False)
# Empty is an error as soon as anything needs it: see reports/checks.py.
SECRET_KEY = env.str("SECRET_KEY", default="insecure-debug-key" if DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    # Before haystack: its index commands are extended here.
    "reports",
    "haystack",
    "ninja",
    "axes",
]

MIDDLEWARE = [
    "archive.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    # After gzip in this list, so that the ETag is of the page itself.
    "django.middleware.http.ConditionalGetMiddleware",
    "reports.views.site.unchanged.Unchanged",
    "reports.api.problems.ProblemDocuments",
    "archive.middleware.WithoutNul",
    "archive.middleware.FormsInUtf8",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "reports.views.site.language.ReaderLanguage",
    "reports.views.site.demo.DemoBanner",
    "django.middleware.common.CommonMiddleware",
    "reports.views.site.later.AnswersLater",
    "reports.views.site.trouble.WrongMethods",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.middleware.ContentSecurityPolicy",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            # Read once for each language: what says the same on all pages of one is made then.
            "loaders": [
                (
                    "reports.templatetags.fixed.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["reports.templatetags.fixed"],
            "libraries": dict.fromkeys(("i18n", "static"), "reports.templatetags.fixed"),
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reports.views.site.language.language",
                "reports.views.site.samples.samples",
                "reports.views.site.sections.section",
                "reports.views.site.text_size.text_size",
            ],
        },
    },
]

# The folder of the demonstration, "" for an archive proper. All its data lies there, whatever else the environment says, so
# that none of it ever meets the keeper's.
DEMO_ROOT = env.str("DEMO_ROOT", default="")
if DEMO_ROOT:
    _demo = BASE_DIR / DEMO_ROOT
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{_demo}/archive.sqlite3",
        "SEARCH_URL": f"whoosh:///{_demo}/index",
        **{f"{name.upper()}_ROOT": str(_demo / name) for name in ("limits", "static")},
        "ARCHIVE_ROOT": str(_demo / "originals"),
    }

DATABASE_URL = env.str("DATABASE_URL", default="sqlite:///var/archive.sqlite3")
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    if DATABASES["default"]["NAME"] != ":memory:":
        DATABASES["default"]["NAME"] = path_of(DATABASE_URL)
        DATABASES["default"]["NAME"].parent.mkdir(parents=True, exist_ok=True)
    # WAL lets readers go on while one process writes; IMMEDIATE takes the write lock at the start
    # of a transaction, so that two writers wait for each other instead of failing at the commit.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # SQLite makes files of its own beside the database even to read it. Where it cannot, on a disk that is full or
    # read-only, `serve` has the processes of the site read the file as it is.
    if "DATABASE_AS_IT_IS" in os.environ:
        DATABASES["default"]["NAME"] = f"{DATABASES['default']['NAME'].as_uri()}?mode=ro&immutable=1"
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql" and find_spec("psycopg") is None:
    raise ImproperlyConfigured(
        "DATABASE_URL 指向 PostgreSQL，但没有装 psycopg。请在项目文件夹里运行："
        f"{sys.executable} -m pip install --require-hashes -r requirements-postgres.txt"
    )
# Each thread keeps its connection, and asks before a request whether a server that began anew has ended it.
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SEARCH_URL = env.str("SEARCH_URL", default="whoosh:///var/index")
SEARCH_ENGINES = {
    "whoosh": "reports.search.backends.whoosh.WhooshEngine",
    "opensearch": "reports.search.backends.opensearch.OpenSearchEngine",
    "opensearchs": "reports.search.backends.opensearch.OpenSearchEngine",
}
SEARCH_SCHEME = SEARCH_URL.partition(":")[0]
if SEARCH_SCHEME not in SEARCH_ENGINES:
    raise ImproperlyConfigured(
        f"SEARCH_URL 的开头 {SEARCH_SCHEME} 不认识，可用的有：{'、'.join(SEARCH_ENGINES)}。"
    )
if SEARCH_SCHEME != "whoosh" and find_spec("opensearchpy") is None:
    raise ImproperlyConfigured(
        "SEARCH_URL 指向 OpenSearch，但没有装 opensearch-py。请在项目文件夹里运行："
        f"{sys.executable} -m pip install --require-hashes -r requirements-opensearch.txt"
    )
# The folder of the index on one machine; where a cluster searches, of what words are counted from.
WORDS_ROOT = env.str("WORDS_ROOT", default="var/words")
HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": SEARCH_ENGINES[SEARCH_SCHEME],
        "PATH": str(path_of(SEARCH_URL) if SEARCH_SCHEME == "whoosh" else BASE_DIR / WORDS_ROOT),
        "URL": SEARCH_URL,
        "SILENTLY_FAIL": False,
    },
}
HAYSTACK_LIMIT_TO_REGISTERED_MODELS = False

# Original files, named by their SHA-256; nothing below this folder is ever overwritten.
ARCHIVE_ROOT = BASE_DIR / env.str("ARCHIVE_ROOT", default="var/originals")
UPLOAD_MAX_MB = env.int("UPLOAD_MAX_MB", default=50)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

# Counters and locks of the limits on strangers; may be deleted at any time. THROTTLE is the factor their rates are taken
# times, 0 for none; TRUSTED_PROXIES how many proxies stand before the archive and add to X-Forwarded-For.
LIMITS_ROOT = BASE_DIR / env.str("LIMITS_ROOT", default="var/limits")
THROTTLE = env.float("THROTTLE", default=1)
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# Who answers for this archive, told on the page on rights.
SITE_OPERATOR = env.str("SITE_OPERATOR", default="")
SITE_CONTACT = env.str("SITE_CONTACT", default="")
with (BASE_DIR / "pyproject.toml").open("rb") as _project:
    VERSION: str = tomllib.load(_project)["project"]["version"]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="zh-hans")
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Shanghai")
USE_TZ = True
USE_I18N = True

# A password needs what OWASP ASVS 2.1 asks for: length, and not to be among those that are tried first.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {}),
    )
]
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
# A working day, then one signs in again.
SESSION_COOKIE_AGE = 12 * 60 * 60
# Who gives a wrong password too often waits: the user and the address together, so that a stranger cannot shut a keeper
# out. Counted in files of the limits, under hashes; nothing of it is in the database or the log.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "login": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": LIMITS_ROOT / "login",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
SILENCED_SYSTEM_CHECKS = [
    # Two of several attempts at the very same moment may be counted as one; the rate of logins an address has is exact.
    "axes.W001",
    # Django's libraries i18n and static are taken over by reports.templatetags.fixed, under their own names.
    "templates.W003",
]
AXES_HANDLER, AXES_CACHE = "axes.handlers.cache.AxesCacheHandler", "login"
AXES_FAILURE_LIMIT, AXES_COOLOFF_TIME = 8, timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS, AXES_ENABLE_ADMIN, AXES_VERBOSE = True, False, False
AXES_CLIENT_IP_CALLABLE = "reports.limits.address.address_of"
AXES_LOCKOUT_CALLABLE = "reports.views.site.later.locked_out"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / env.str("STATIC_ROOT", default="var/static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Behind TLS: HTTPS=1 makes cookies secure and believes the proxy's X-Forwarded-Proto, which nothing else does. HSTS_SECONDS
# tells browsers for so long to come by HTTPS alone (RFC 6797); it cannot be taken back sooner.
if env.bool("HTTPS", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=0)

LOGGING = configuration(env.str("LOG_FORMAT", default="plain" if DEBUG else ""))
