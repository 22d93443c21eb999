"""Raises the `content` stamp after the commit of any change that visitors may see."""

from functools import lru_cache

from django.db import DatabaseError, connection, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.images.models import AbstractRendition
from wagtail.signals import post_page_move

from himmeli.stamps.models import Stamp
from himmeli.stamps.services import bump

from .visibility import is_seen, is_seen_change

NAME = "himmeli.caching"
# The look of the site is kept under a stamp of its own, with the logo in it.
LOOK_APPS = {"media"}


def watch():
    post_save.connect(_saved, dispatch_uid=NAME)
    post_delete.connect(_deleted, dispatch_uid=NAME)
    m2m_changed.connect(_related, dispatch_uid=NAME)
    post_page_move.connect(_moved, dispatch_uid=NAME)


def content_changed() -> None:
    """Raise the stamp once the transaction under way has committed; once, however much it changes.

    For changes that send no signal: `QuerySet.update()`, `bulk_create()`, SQL.
    """
    _once_after_commit(_bump)


def _changed(model):
    content_changed()
    if model._meta.app_label in LOOK_APPS:
        _once_after_commit(_bump_theme)


def _once_after_commit(function):
    # One that waits can only be lost in a rollback that loses this change, too: if its savepoint is still open, then
    # it is around ours.
    if not any(waiting is function for _, waiting, *_ in connection.run_on_commit):
        transaction.on_commit(function)


def _bump():
    _bump_stamp("content")


def _bump_theme():
    _bump_stamp("theme")


def _bump_stamp(name):
    try:
        bump(name)
    except DatabaseError:
        # A first migration writes rows before there are stamps, and before there are pages to keep.
        if Stamp._meta.db_table in connection.introspection.table_names():
            raise


_seen = lru_cache(maxsize=None)(is_seen)


def _saved(sender, update_fields=None, raw=False, **kwargs):
    if _seen(sender) and is_seen_change(sender, update_fields):
        _changed(sender)


def _deleted(sender, **kwargs):
    # A size of a picture that is made is no news; one that is thrown away may be named in what is kept.
    if _seen(sender) or issubclass(sender, AbstractRendition):
        _changed(sender)


def _related(sender, action, **kwargs):
    if action in {"post_add", "post_remove", "post_clear"} and _seen(sender):
        content_changed()


def _moved(**kwargs):
    content_changed()
