import json

from django import forms
from django.core import signing
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import Adapter
from wagtail.admin.telepath import register as register_adapter

from himmeli.plugins.presentation import title_of

from .models import BlockUse
from .registry import offers

PARKED = "parked"
_signer = signing.Signer(salt="himmeli.blocks.parked")


class Unreadable(ValueError):
    """What a form sent for a parked block is not what the site had put into it."""


class ParkedBlock(blocks.Block):
    """Holds the stored item of a block whose plugin is off or gone, and gives it back as it was.

    Its value is the whole stored item. In the editor it is a card that says which plugin it is kept for; nothing of
    it can be edited. The form carries it along as JSON text, so that not a byte is interpreted on the way, and signed,
    so that nobody can put anything else in its place.
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
        label = _("Kept for %(plugin)s. It comes back when the plugin is switched on.") % {"plugin": plugin}
        return {"json": _signer.sign(json.dumps(value)), "label": label, "plugin": plugin}

    def value_from_datadict(self, data, files, prefix):
        """The item as it was. Raises Unreadable."""
        try:
            return json.loads(_signer.unsign(data.get(prefix, "")))
        except (signing.BadSignature, ValueError) as error:
            raise Unreadable from error

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
        """What the waiting block refers to, as far as its plugin is there: its pictures are still needed."""
        entry = offers.find(value["type"]) if type_of_item(value) else None
        if entry is None:
            return
        block = entry.value.block
        try:
            references = list(block.extract_references(block.to_python(value["value"])))
        except Exception:
            # Code of a plugin that is off: it has nothing to say, not even by an error.
            return
        yield from references

    def get_translatable_segments(self, value):
        """Asked by wagtail-localize: there is nothing to translate while the plugin is off."""
        return []

    def restore_translated_segments(self, value, segments):
        return value

    class Meta:
        icon = "lock"
        group = "parked"
        label = gettext_lazy("Kept for a plugin")


def type_of_item(item) -> str:
    """The block name of a stored item; empty when it is not an item."""
    name = item.get("type") if isinstance(item, dict) else None
    return name if isinstance(name, str) and "value" in item else ""


def id_of_item(item) -> str | None:
    known = item.get("id") if isinstance(item, dict) else None
    return known if isinstance(known, str) and known else None


def plugin_of_item(item) -> str:
    """The name of the plugin a parked item waits for, or the block's own name when nobody knows it."""
    name = item.get("type") if isinstance(item, dict) else None
    if not isinstance(name, str) or not name:
        return _("an unknown plugin")
    entry = offers.find(name)
    plugin = entry.plugin if entry else plugin_last_seen_with(name)
    return title_of(plugin) if plugin else name


def plugin_last_seen_with(name: str) -> str | None:
    """The plugin that had brought a block when it was last counted, for plugins that are quarantined or removed."""
    return BlockUse.objects.filter(block=name).exclude(plugin="").values_list("plugin", flat=True).first()


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
