"""Lines of the log: for people, or as one JSON object each for a program that collects them."""

import json
import logging
from datetime import UTC, datetime

from .request_ids import request_id

# What every record has; anything beyond it was told with `extra`.
USUAL = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request_id", "taskName"}


class RequestIdFilter(logging.Filter):
    def filter(self, record):
        record.request_id = request_id()
        return True


class PlainFormatter(logging.Formatter):
    """`2026-11-25 18:00:00,000 WARNING himmeli.tasks [task-1]: words`."""

    def formatMessage(self, record):
        name = f" [{record.request_id}]" if getattr(record, "request_id", "") else ""
        return f"{self.formatTime(record)} {record.levelname} {record.name}{name}: {record.message}"


class JsonFormatter(logging.Formatter):
    """One line, whatever is in it."""

    def format(self, record):
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", ""),
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        # A request is told by Django to every error's record; it is an object, not a fact.
        told |= {name: value for name, value in vars(record).items() if name not in USUAL and name != "request"}
        return json.dumps(told, default=str)


def logging_settings(style: str) -> dict:
    """Django's LOGGING, "plain" or "json"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": RequestIdFilter}},
        "formatters": {"plain": {"()": PlainFormatter}, "json": {"()": JsonFormatter}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": style, "filters": ["request_id"]},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "himmeli": {"level": "INFO"},
            "django.request": {"level": "ERROR"},
            # Without this, Django's own would write errors a second time while DEBUG is on.
            "django": {"handlers": [], "propagate": True},
            # A task that failed is told of by our worker, with what becomes of it.
            "django_tasks": {"level": "ERROR"},
        },
    }
