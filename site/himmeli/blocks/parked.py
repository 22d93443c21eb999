import json

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import Adapter
from wagtail.admin.telepath import register as register_adapter

from .registry import offers


class ParkedBlock(blocks.Block):
    """Holds the stored item of a block whose plugin is off or gone, and gives it back as it was.

    Its value is the whole stored item. In the editor it is a card that says which plugin it is kept for; nothing of
    it can be edited, and the form carries it along as JSON text so that not a byte is interpreted on the way.
    """

    def get_default(self):
        return None

    def to_python(self, value):
        return value

    def normalize(self, value):
        return value

    def get_prep_value(self, value):
        return value

    def clean(self, value):
        return value

    def get_form_state(self, value):
        plugin = plugin_of_item(value)
        return {"json": json.dumps(value), "label": _label(value), "plugin": plugin}

    def value_from_datadict(self, data, files, prefix):
        try:
            return json.loads(data.get(prefix) or "null")
        except ValueError:
            return None

    def value_omitted_from_data(self, data, files, prefix):
        return prefix not in data

    def render(self, value, context=None):
        return ""

    def render_basic(self, value, context=None):
        return ""

    def get_api_representation(self, value, context=None):
        return None

    def get_searchable_content(self, value):
        return []

    def extract_references(self, value):
        return ()

    def get_translatable_segments(self, value):
        """Asked by wagtail-localize: there is nothing to translate while the plugin is off."""
        return []

    def restore_translated_segments(self, value, segments):
        return value

    class Meta:
        icon = "lock"
        group = "parked"
        label = gettext_lazy("Kept for a plugin")


def plugin_of_item(item) -> str:
    """The name of the plugin a parked item waits for, or the block's own name when nobody knows it."""
    entry = offers.find(item["type"]) if isinstance(item, dict) and "type" in item else None
    if entry is not None and entry.plugin:
        from django.apps import apps

        return str(apps.get_app_config(entry.plugin).verbose_name)
    return str(item.get("type", "")) if isinstance(item, dict) else ""


def _label(item):
    return _("Kept for %(plugin)s. It comes back when the plugin is switched on.") % {"plugin": plugin_of_item(item)}


class ParkedBlockAdapter(Adapter):
    js_constructor = "himmeli.blocks.ParkedBlock"

    def js_args(self, block):
        return [block.name, {"label": block.label, "icon": block.meta.icon, "blockDefId": block.definition_prefix}]

    @cached_property
    def media(self):
        return forms.Media(
            js=[
                versioned_static("wagtailadmin/js/telepath/blocks.js"),
                versioned_static("himmeli/admin/parked-block.js"),
            ]
        )


register_adapter(ParkedBlockAdapter(), ParkedBlock)
