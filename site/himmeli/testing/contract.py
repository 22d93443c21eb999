"""What every plugin promises, as tests it runs on itself."""

import ast
import json
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from wagtail.admin.telepath import JSContext
from wagtail.models import Page

import himmeli.themes
from himmeli.blocks.registry import offers
from himmeli.blocks.streams import PluginStreamBlock
from himmeli.kits.services import prepare_site
from himmeli.pages.base import SitePage
from himmeli.plugins.activation import active_plugins, forget_active, requirements_of, switch_off, switch_on
from himmeli.plugins.ownership import plan
from himmeli.plugins.personal_data import personal_data
from himmeli.plugins.registry import Registry
from himmeli.stamps.services import forget_remembered

from .routes import addresses_of

ICONS = Path(himmeli.themes.__path__[0]) / "icons"


class PluginContract:
    """Subclass it in a plugin's tests and name the plugin. `languages` are those its own texts are complete in."""

    plugin: str
    languages: tuple[str, ...] = ("fi",)

    @pytest.fixture
    def found(self):
        return plan().found[self.plugin]

    @pytest.fixture
    def switched_on(self, db):
        forget_remembered()
        forget_active()
        switch_on(self.plugin, with_requirements=True)

    @pytest.fixture
    def visitors(self, db):
        superuser = get_user_model().objects.create_superuser("contract@example.org", "himmeli-testi-1")
        administrator = Client(raise_request_exception=False)
        administrator.force_login(superuser)
        return {"anonymous": Client(raise_request_exception=False), "superuser": administrator}

    def test_it_is_not_quarantined(self, found):
        assert found.label not in plan().quarantined, plan().quarantined.get(found.label)

    def test_manifest_is_complete(self, found):
        assert found.problem == ""
        for name in ("verbose_name", "summary", "version", "icon"):
            assert found.facts.get(name), f"{name} is missing in plugin.py, or not written out"
        assert (ICONS / f"{found.facts['icon']}.svg").is_file(), "the icon is none of the site's"

    def test_readme_is_there(self, found):
        assert len((found.path / "README.md").read_text(encoding="utf-8").split()) > 20

    def test_templates_static_files_and_addresses_bear_its_name(self, found):
        for folder in ("templates", "static"):
            names = {path.name for path in (found.path / folder).glob("*")}
            assert names <= {found.label}, f"{folder}/ may hold {found.label}/ only"
        for stylesheet in apps.get_app_config(found.label).stylesheets:
            assert (found.path / "static" / found.label / stylesheet).is_file()

    def test_page_types_are_site_pages(self, found):
        pages = [model for model in apps.all_models[found.label].values() if issubclass(model, Page)]
        assert [model for model in pages if not issubclass(model, SitePage)] == []

    def test_models_with_people_declare_personal_data(self, found):
        user = get_user_model()
        declared = {entry.name for entry in personal_data.of(found.label)}
        for model in apps.all_models[found.label].values():
            people = [
                field.name
                for field in model._meta.get_fields()
                if getattr(field, "related_model", None) is user and not field.auto_created and field.model is model
            ]
            if people and not model._meta.auto_created:
                assert model._meta.label_lower in declared, f"{model.__name__}.{people[0]} is a person"

    def test_migrations_are_complete(self, found, db):
        try:
            call_command("makemigrations", found.label, check=True, dry_run=True, verbosity=0)
        except SystemExit:
            pytest.fail("models changed without a migration")

    def test_other_plugins_are_used_through_their_api_only(self, found):
        others = {other.module: label for label, other in plan().found.items() if label != found.label}
        for path in found.path.rglob("*.py"):
            for module in _imported(path):
                for base, label in others.items():
                    if module == base or module.startswith(f"{base}."):
                        assert label in found.requires, f"{path.name} imports {module}, which it does not require"
                        assert module == f"{base}.api", f"{path.name} imports {module}, not {base}.api"

    @pytest.mark.parametrize("who", ["anonymous", "superuser"])
    def test_no_address_is_there_while_it_is_off(self, who, switched_on, visitors):
        prepare_site(title="Kylän väki", languages=["fi"])
        addresses = addresses_of(self.plugin)
        switch_off(self.plugin, with_dependants=True)

        answers = {address: visitors[who].get(address).status_code for address in addresses}

        assert {address: status for address, status in answers.items() if status != 404} == {}

    def test_pages_are_not_served_while_it_is_off(self, switched_on, visitors):
        home = prepare_site(title="Kylän väki", languages=["fi"])
        addresses = [_add_page(home, model) for model in apps.all_models[self.plugin].values() if _is_page(model)]
        switch_off(self.plugin, with_dependants=True)

        assert [visitors["superuser"].get(address).status_code for address in addresses] == [404] * len(addresses)

    def test_what_it_brings_has_names_for_people(self, found):
        named = {"jobs", "slots", "receivers", "providers", "waiting"}
        registries = [registry for kind, registry in Registry.all.items() if kind in named]
        entries = [entry for registry in registries for entry in registry.of(found.label)]
        assert [entry.name for entry in entries if not entry.label] == [], "give each a label=_(...)"

    def test_registries_do_not_give_it_out_while_it_is_off(self, switched_on):
        switch_off(self.plugin, with_dependants=True)

        assert self.plugin not in active_plugins()
        shown = {kind: [e for e in registry.active() if e.plugin == self.plugin] for kind, registry in _registries()}
        assert {kind: entries for kind, entries in shown.items() if entries} == {}

    def test_blocks_can_be_added_in_the_editor(self, found, switched_on):
        for entry in offers.of(found.label):
            block = entry.value.block
            JSContext().pack(block)
            JSContext().pack(block.get_form_state(block.get_default()))
            assert str(block.label)

    def test_blocks_are_kept_while_it_is_off(self, found, switched_on):
        stored = [
            {"type": entry.name, "value": _as_json(entry.value.block), "id": f"block-{number}"}
            for number, entry in enumerate(offers.of(found.label))
        ]
        switch_off(self.plugin, with_dependants=True)
        stream = PluginStreamBlock()

        value = stream.to_python(json.dumps(stored))

        assert [child.block_type for child in value] == ["parked"] * len(stored)
        assert json.dumps(stream.get_prep_value(value)) == json.dumps(stored)

    def test_requirements_are_there(self, found):
        assert [name for name in requirements_of(found.label) if name not in plan().installed] == []

    def test_texts_are_translated(self, found):
        for language in self.languages:
            catalogue = found.path / "locale" / language / "LC_MESSAGES" / "django.po"
            assert catalogue.is_file(), f"no texts in {language}"
            texts = polib.pofile(str(catalogue))
            assert [entry.msgid for entry in texts.untranslated_entries() + texts.fuzzy_entries()] == []


def _imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module.count(".") == 0)


def _is_page(model):
    return issubclass(model, Page)


def _add_page(home, model):
    page = model(title=model.__name__, slug=f"contract-{model._meta.model_name}", live=True)
    page.full_clean = lambda *args, **kwargs: None
    home.add_child(instance=page)
    return page.get_url()


def _registries():
    return [(kind, registry) for kind, registry in Registry.all.items() if kind != "personal data"]


def _as_json(block):
    from django.core.serializers.json import DjangoJSONEncoder

    return json.loads(json.dumps(block.get_prep_value(block.get_default()), cls=DjangoJSONEncoder))
