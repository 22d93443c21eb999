"""Imported by the preflight in a process of its own: what a site needs before its first request."""

from django.urls import get_resolver
from wagtail import hooks

hooks.search_for_hooks()
get_resolver().url_patterns  # noqa: B018  (asking for them imports every URL module)
