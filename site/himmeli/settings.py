"""Settings of a Himmeli site. Everything that differs between sites is read from the environment; nothing needs to be
set for a site on one's own machine."""

import os
import secrets
import sys
from pathlib import Path

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from himmeli.accounts.sign_in_settings import *  # noqa: F403
from himmeli.outbox.mail_settings import *  # noqa: F403
from himmeli.plugins.boot import make_plan
from himmeli.running.environment import flag, words
from himmeli.running.logs import logging_settings
from himmeli.running.stores import caches, databases

ROOT = Path(__file__).resolve().parents[2]
DEBUG = flag("DEBUG")
HIMMELI_DEMO = flag("HIMMELI_DEMO")
TESTING = "pytest" in sys.modules
# A demo and a site of one's own in one folder do not share a database: everybody knows the demo's passwords.
VAR_DIR = Path(os.environ.get("HIMMELI_VAR", ROOT / "var" / "demo" if HIMMELI_DEMO else ROOT / "var"))
# While there is no administrator, every address leads to the set-up.
FIRST_RUN = flag("HIMMELI_FIRST_RUN", not (HIMMELI_DEMO or TESTING))


def own_secret():
    """A key made once and kept beside the database, for a site whose environment names none."""
    path = VAR_DIR / "secret-key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        try:
            with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
        return path.read_text().strip()


SECRET_KEY = os.environ.get("SECRET_KEY") or own_secret()
SITE_URL = os.environ.get("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
IS_HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = words("ALLOWED_HOSTS", f"{SITE_URL.split('://')[1].split(':')[0]},127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# Plugins ------------------------------------------------------------------------------------------------------------

PLUGIN_PLAN = make_plan(VAR_DIR)
HIMMELI_THEME_DIRS = [
    Path(path) for path in os.environ.get("HIMMELI_THEME_DIRS", str(ROOT / "themes")).split(os.pathsep)
]
HIMMELI_KIT_DIRS = [
    Path(path) for path in os.environ.get("HIMMELI_KIT_DIRS", str(ROOT / "fixtures" / "kits")).split(os.pathsep)
]
HIMMELI_PATTERN_DIR = ROOT / "fixtures" / "patterns"
HIMMELI_DEFAULT_THEME = "himmeli"
# Everybody knows it: sign-ins with it are made in demo sites only.
HIMMELI_DEMO_PASSWORD = "himmeli-demo"

INSTALLED_APPS = [
    "himmeli.stamps",
    "himmeli.plugins",
    "himmeli.media",
    "himmeli.accounts.apps.AccountsConfig",
    "himmeli.invitations",
    "himmeli.teams",
    "himmeli.audit",
    "himmeli.privacy",
    "himmeli.identity",
    "himmeli.outbox",
    "himmeli.notices",
    "himmeli.themes",
    "himmeli.blocks",
    "himmeli.pages",
    "himmeli.navigation",
    "himmeli.caching",
    "himmeli.search",
    "himmeli.seo",
    "himmeli.office",
    "himmeli.kits",
    "himmeli.backup",
    "himmeli.tasks",
    "himmeli.firstrun",
    "himmeli.health",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "himmeli.accounts.apps.AdminUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    *(found.config for found in PLUGIN_PLAN.installed.values()),
]

MIDDLEWARE = [
    "himmeli.running.middleware.RequestIdMiddleware",
    "himmeli.running.middleware.ProbesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "himmeli.headers.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "himmeli.stamps.middleware.StampsMiddleware",
    "himmeli.caching.middleware.PageCacheMiddleware",
    "himmeli.navigation.middleware.SiteMiddleware",
    "himmeli.health.times.PageTimesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "himmeli.plugins.middleware.LanguageMiddleware",
    "himmeli.themes.middleware.ThemeMiddleware",
    "himmeli.firstrun.middleware.FirstRunMiddleware",
    "django.middleware.common.CommonMiddleware",
    "himmeli.caching.csrf.CookielessCsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "himmeli.audit.actors.ActorMiddleware",
    "himmeli.seo.maintenance.MaintenanceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "himmeli.accounts.middleware.SecondStepMiddleware",
    "himmeli.plugins.middleware.PluginsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "himmeli.urls"
WSGI_APPLICATION = "himmeli.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "himmeli.themes.loaders.ThemedCachedLoader",
                    ["himmeli.themes.loaders.ThemeLoader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "wagtail.templatetags.wagtailcore_tags",
                "wagtail.images.templatetags.wagtailimages_tags",
                "himmeli.plugins.templatetags.himmeli_plugins",
                "himmeli.themes.templatetags.himmeli_theme",
                "himmeli.blocks.templatetags.himmeli_blocks",
                "himmeli.navigation.templatetags.himmeli_navigation",
                "himmeli.caching.templatetags.himmeli_forms",
                "himmeli.seo.templatetags.himmeli_seo",
                "himmeli.outbox.templatetags.himmeli_emails",
                "himmeli.notices.templatetags.himmeli_notices",
                "himmeli.office.templatetags.himmeli_dates",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "himmeli.identity.details.site_settings",
                "himmeli.themes.current.appearance",
            ],
        },
    }
]
FORM_RENDERER = "himmeli.themes.rendering.FormRenderer"

# Data ---------------------------------------------------------------------------------------------------------------

DATABASES = databases(VAR_DIR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = caches()
# Pages of visitors are kept whole (docs/decisions/page-cache.md). Not while templates are being worked on.
PAGE_CACHE = flag("PAGE_CACHE", not DEBUG)
# Who does the tasks that wait in the database: a worker that `serve` starts beside the web server, or one of its own
# (`manage.py worker`). For developers: nobody, they are done at once by whoever asks for them.
HIMMELI_WORKER = os.environ.get("HIMMELI_WORKER") or ("immediate" if DEBUG or TESTING else "beside")
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if HIMMELI_WORKER == "immediate"
        else "django_tasks_db.DatabaseBackend"
    }
}

# People -------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("display_name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# How people sign in is in himmeli.accounts.sign_in_settings; this depends on the site.
# Browsers themselves give out passkeys on secure origins only; of insecure ones, on this very machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
# People change their own in the site's pages; there is one form for it.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False

# Languages ----------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = os.environ.get("HIMMELI_LANGUAGE", "fi")
# Those that Himmeli itself speaks, and any other that the site is told to be in.
LANGUAGES = [("fi", _("Finnish")), ("en", _("English")), ("sv", _("Swedish"))]
SITE_LANGUAGES = words("HIMMELI_LANGUAGES", "fi,en,sv")
LANGUAGES += [
    (code, LANG_INFO[code]["name_local"].capitalize())
    for code in SITE_LANGUAGES
    if code in LANG_INFO and code not in dict(LANGUAGES)
]
WAGTAIL_CONTENT_LANGUAGES = [(code, name) for code, name in LANGUAGES if code in SITE_LANGUAGES]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [ROOT / "site" / "himmeli" / "locale", ROOT / "site" / "himmeli" / "locale_admin"]
FORMAT_MODULE_PATH = "himmeli.formats"
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
# A translation is a draft until somebody publishes it, and nobody translates by machine unasked.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_JOBS = {"BACKEND": "himmeli.office.localize_jobs.TaskBackend"}

# Files --------------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STATICFILES_FINDERS = ["himmeli.themes.finders.ThemeFinder", "django.contrib.staticfiles.finders.AppDirectoriesFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING or HIMMELI_DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Media in a bucket instead of a folder: for several web servers, which share no folder.
if os.environ.get("S3_BUCKET"):
    from himmeli.running.object_storage import public_origin, s3_storage

    STORAGES["default"] = s3_storage(os.environ)
WHITENOISE_USE_FINDERS = DEBUG or TESTING or HIMMELI_DEMO
WHITENOISE_AUTOREFRESH = DEBUG

# Backups ------------------------------------------------------------------------------------------------------------

HIMMELI_BACKUP_DIR = Path(os.environ.get("HIMMELI_BACKUP_DIR", VAR_DIR / "backups"))
# How many days and weeks are kept of the archives made each day. With 0 days none are made by themselves.
HIMMELI_BACKUP_DAILY = int(os.environ.get("HIMMELI_BACKUP_DAILY", "0" if HIMMELI_DEMO or DEBUG or TESTING else "7"))
HIMMELI_BACKUP_WEEKLY = int(os.environ.get("HIMMELI_BACKUP_WEEKLY", "4"))

# Wagtail ------------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = os.environ.get("SITE_NAME", "Himmeli")
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "himmeli.media.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_MODEL = "media.File"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "webp", "webp": "webp", "png": "webp", "jpeg": "webp"}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "key", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILADMIN_NOTIFICATION_USE_HTML = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILREDIRECTS_AUTO_CREATE = True
# "simple": words as they are written. How they bend is known to himmeli.search.words, in every language of the site.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database", "AUTO_UPDATE": True, "SEARCH_CONFIG": "simple"}
}
TAGGIT_CASE_INSENSITIVE = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Security -----------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "https://tile.openstreetmap.org"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "media-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
if os.environ.get("S3_BUCKET"):
    for directive in ("img-src", "media-src"):
        CONTENT_SECURITY_POLICY["DIRECTIVES"][directive].append(public_origin(os.environ))
X_FRAME_OPTIONS = "SAMEORIGIN"
# W003 looks for Django's own CSRF middleware: ours is a subclass of it. W019 wants no frames at all: the editor and the
# appearance page show the site in one, from the same origin. W040: an index is a little larger on SQLite, that is all.
SILENCED_SYSTEM_CHECKS = ["security.W003", "security.W019", "models.W040"]
CSRF_FAILURE_VIEW = "himmeli.caching.csrf.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
if flag("BEHIND_PROXY"):
    # Whose tries are counted: the visitor's, not the proxy's.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Logs ---------------------------------------------------------------------------------------------------------------

LOGGING = logging_settings("json" if os.environ.get("LOG_FORMAT", "plain") == "json" else "plain")
LOG_REQUESTS = flag("LOG_REQUESTS")
if os.environ.get("SENTRY_DSN"):
    from himmeli.running import sentry

    sentry.start(os.environ["SENTRY_DSN"], site_url=SITE_URL)
