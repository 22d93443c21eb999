"""The part of the settings that says how e-mail leaves, read from the environment."""

import os

from himmeli.running.environment import flag

# Everything the site sends is written down first and leaves after the commit (docs/decisions/outbox.md).
EMAIL_BACKEND = "himmeli.outbox.backend.OutboxBackend"
# How it leaves: "smtp", "console" (printed in the log), "memory", "nowhere", or the path of an e-mail backend.
HIMMELI_MAIL_TRANSPORT = os.environ.get("EMAIL_TRANSPORT") or ("smtp" if os.environ.get("EMAIL_HOST") else "console")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", not flag("EMAIL_USE_SSL"))
EMAIL_USE_SSL = flag("EMAIL_USE_SSL")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "himmeli@localhost")
# Seconds: of silence, and of one whole e-mail.
EMAIL_TIMEOUT = int(os.environ.get("EMAIL_TIMEOUT", "10"))
HIMMELI_MAIL_SECONDS_PER_MESSAGE = 60
HIMMELI_MAIL_GIVE_UP_DAYS = int(os.environ.get("EMAIL_GIVE_UP_DAYS", "4"))
HIMMELI_MAIL_KEEP_TEXTS_DAYS = 14
HIMMELI_MAIL_KEEP_LINES_DAYS = 180
