"""Run inside a site: every row of every model, by Django's own serializers, into the file SNAPSHOT_TO."""

import json
import os

from django.apps import apps
from django.core import serializers

# Changed by a restore on purpose: what tells every process to forget, and an index that each database has of its own.
LEFT_OUT = {"stamps.stamp", "modelsearch.indexentry", "modelsearch.sqliteftsindexentry", "wagtailsearch.indexentry"}
LEFT_OUT |= {"wagtailsearch.sqliteftsindexentry"}


def plain(value):
    """PostgreSQL keeps the keys of JSON in an order of its own."""
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return plain(json.loads(value))
        except ValueError:
            return value
    if isinstance(value, dict):
        return {key: plain(value[key]) for key in sorted(value)}
    return [plain(one) for one in value] if isinstance(value, list) else value


found = {}
for model in apps.get_models(include_auto_created=True):
    if model._meta.label_lower not in LEFT_OUT and model._meta.managed and not model._meta.proxy:
        queryset = model._base_manager.order_by("pk")
        if model._meta.label_lower == "audit.entry":
            # Each site tells of its own backups that they were made and brought back.
            queryset = queryset.exclude(action__startswith="backup.")
        rows = serializers.serialize("json", queryset.iterator())
        found[model._meta.label_lower] = sorted(map(plain, json.loads(rows)), key=lambda row: str(row["pk"]))
with open(os.environ["SNAPSHOT_TO"], "w") as file:
    json.dump(found, file)
