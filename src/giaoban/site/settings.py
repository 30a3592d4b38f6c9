"""Settings, driven by the environment.

`giaoban serve` and `giaoban manage` put the database's address and role into the environment before Django starts;
nothing here starts a server or writes outside GIAOBAN_HOME.
"""

import datetime as dt
import sys
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from giaoban.site import home, postgres, safety

env = environ.Env()
HERE = Path(__file__).resolve().parent
TESTING = "pytest" in sys.modules

DEBUG = env.bool("GIAOBAN_DEBUG", default=False)
# The demonstration: one-click sign-in by role, a clock that stands in 2021, a ribbon on every page.
DEMONSTRATION = env.bool("GIAOBAN_DEMO", default=False)

HOME = home.path()
SECRET_KEY = safety.strong_key("GIAOBAN_SECRET_KEY", env.str("GIAOBAN_SECRET_KEY", default="")) or (
    "for-tests-only-" * 4 if TESTING else home.secret("secret_key", HOME)
)
ALLOWED_HOSTS = env.list("GIAOBAN_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("GIAOBAN_ORIGINS", default=[])
# Behind a TLS proxy (production): cookies only over TLS, plain requests sent on.
TLS = env.bool("GIAOBAN_TLS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
# Whose X-Forwarded-For is believed: addresses or networks of our own proxies. With TLS one on this machine stands before us.
PROXIES = env.list("GIAOBAN_PROXIES", default=["127.0.0.1", "::1"] if TLS else [])
if TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
# A session ends after a working day, whatever happens in it, and earlier where nobody uses it (seconds).
SESSION_LONGEST = 12 * 3600
SESSION_IDLE = 4 * 3600
# For so long after signing in, or showing it again, one need not show anew that it is oneself (seconds).
CONFIRMED_FOR = 15 * 60
SESSION_COOKIE_NAME = "giaoban_session"
CSRF_COOKIE_NAME = "giaoban_csrf"
LANGUAGE_COOKIE_NAME = "giaoban_language"

INSTALLED_APPS = [
    # Ours first: our templates stand before a library's of the same name.
    "giaoban.site",
    "giaoban.portal",
    "giaoban.briefing",
    "giaoban.voices",
    "giaoban.news",
    "giaoban.reporting",
    "giaoban.activities",
    "giaoban.visits",
    "giaoban.documents",
    "giaoban.registry",
    "giaoban.kernel",
    # After all that register what can be found: it subscribes to their events.
    "giaoban.search",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "rules",
    "procrastinate.contrib.django",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]

MIDDLEWARE = [
    "giaoban.site.logs.RequestLog",
    "giaoban.site.security.Headers",
    # Pages on a bad line: a front page of 40 KB travels as 8. Django pads what it packs, so that a token cannot be guessed.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "giaoban.registry.session_life.SessionLife",
    "giaoban.registry.middleware.ActorMiddleware",
    "giaoban.registry.middleware.ReadOnlyGet",
    "giaoban.registry.middleware.LoginRequired",
    "giaoban.registry.middleware.HistoryContext",
    "giaoban.registry.middleware.MemberSeen",
    "axes.middleware.AxesMiddleware",
    "giaoban.news.middleware.OldAddresses",
]

ROOT_URLCONF = "giaoban.site.urls"
WSGI_APPLICATION = "giaoban.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "giaoban.kernel.templatetags.ui",
                "giaoban.kernel.templatetags.ui_forms",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "giaoban.registry.context.page",
                "giaoban.portal.around.page",
                "giaoban.site.demonstration.tour.page",
            ],
        },
    },
]

# Starts nothing: `giaoban serve` and `giaoban manage` start the server of the home, or DATABASE_URL names another.
DATABASES = postgres.databases(home=HOME)
if env.bool("GIAOBAN_DB_POOL", default=False):
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 2,
        "max_size": env.int("GIAOBAN_DB_POOL_SIZE", default=12),
        "timeout": 10,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "registry.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "giaoban.registry.backends.CodeBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:my-work"
LOGOUT_REDIRECT_URL = "portal:front"

ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "giaoban.registry.adapter.Adapter"
ACCOUNT_FORMS = {"login": "giaoban.registry.forms.SignInForm"}
ACCOUNT_SESSION_REMEMBER = True
# Counted by address, and a whole office shares one; axes counts by account instead.
ACCOUNT_RATE_LIMITS = False

# The second factor: a code from a phone, or one from paper. Asked of these roles at bodies that sit above the communes.
SECOND_FACTOR_ROLES = env.list(
    "GIAOBAN_SECOND_FACTOR_ROLES",
    default=[
        "secretariat",
        "leader",
        "coordinator",
        "officer",
        "voice_handler",
        "poll_editor",
        "editor",
        "approver",
        "account_manager",
        "territory_account_manager",
        "operator",
    ],
)
# Without this key nobody's second factor can be read: part of the backup of keys, apart from that of the data.
SECOND_FACTOR_KEY = safety.strong_key(
    "GIAOBAN_SECOND_FACTOR_KEY", env.str("GIAOBAN_SECOND_FACTOR_KEY", default="")
) or ("for-tests-only-" * 4 if TESTING else home.secret("second_factor_key", HOME))
# Without this key nobody reads the sealed personal columns; the same holds of its backup.
PERSONAL_KEY = safety.strong_key("GIAOBAN_PERSONAL_KEY", env.str("GIAOBAN_PERSONAL_KEY", default="")) or (
    "for-tests-only-" * 4 if TESTING else home.secret("personal_key", HOME)
)
MFA_ADAPTER = "giaoban.registry.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {"authenticate": "giaoban.registry.forms.SignInCodeForm"}

# Five wrong passwords or codes lock one account for a quarter of an hour, whoever tries: kept in the database, all workers agree.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "giaoban.registry.adapter.tried_name"
# Trying on while it is locked does not prolong it: nobody can be kept out for good.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_CALLABLE = "giaoban.registry.views.signing_in.locked_out"
AXES_VERBOSE = False
# What failed is kept without what was typed.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "code"]

# Background jobs stand in each room's `jobs.py`.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
FORMAT_MODULE_PATH = "giaoban.site.formats"
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
# Only production collects the static files; before that they are served from where the package keeps them.
FROM_PACKAGE = DEBUG or TESTING or DEMONSTRATION
STATIC_ROOT = None if FROM_PACKAGE else env.path("GIAOBAN_STATIC", default=HOME / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if FROM_PACKAGE
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = FROM_PACKAGE
WHITENOISE_AUTOREFRESH = DEBUG
FILES = HOME / "files"

# Everything that a browser may send in one request; files have their own limit in documents.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

LOGGING_CONFIG = "giaoban.site.logs.configure"
LOGGING = {"level": env.str("GIAOBAN_LOG_LEVEL", default="INFO")}

SILENCED_SYSTEM_CHECKS = [
    # Locked by account, whoever tries from wherever: rotating addresses or cookies gains nothing.
    "axes.W006",
    # `site.security.Headers` forbids framing, on files and refusals too.
    "security.W002",
    # TLS ends at the proxy; GIAOBAN_TLS=1 (the production guide) turns these on, the demonstration on loopback has none.
    *(() if TLS else ("security.W004", "security.W008", "security.W012", "security.W016")),
]

PRODUCT = _("Giao Ban")
