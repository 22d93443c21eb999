"""Whatever holds a person tells what for, gives it to her, and lets it go."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from himmeli.plugins.personal_data import personal_data

# Model: why nothing has to be declared for it.
EXCEPTIONS = {
    "accounts.user_groups": "told and erased with the account, as its roles",
    "accounts.user_user_permissions": "goes with the account; nobody is given permissions one by one here",
    "identity.siteidentity": "the address is the cooperative's own",
    "pages.formpage": "the address is the cooperative's own",
    "wagtailimages.image": "Wagtail's own, which himmeli.media stands for: the table is empty",
    "wagtaildocs.document": "Wagtail's own, which himmeli.media stands for: the table is empty",
}


def fields_of_people(model):
    user = get_user_model()
    for field in model._meta.get_fields():
        if field.auto_created and not field.concrete or getattr(field, "model", None) is not model:
            continue
        if isinstance(field, models.EmailField) or getattr(field, "related_model", None) is user:
            yield field.name


def models_with_people():
    found = {}
    for model in apps.get_models(include_auto_created=True):
        names = list(fields_of_people(model))
        if names and not model._meta.proxy:
            found[model._meta.label_lower] = names
    return found


def test_every_model_with_a_person_can_tell_and_erase():
    lacking = {
        name: fields
        for name, fields in models_with_people().items()
        if name not in EXCEPTIONS and personal_data.find(name) is None
    }

    assert lacking == {}, "declare them (docs/reference/privacy.md), or say here why not"


def test_no_exception_has_outlived_its_reason():
    known = models_with_people()

    assert [name for name in EXCEPTIONS if name not in known or personal_data.find(name)] == []


@pytest.mark.parametrize("entry", personal_data.entries(), ids=lambda entry: entry.name)
def test_every_declaration_is_whole(entry):
    value = entry.value

    assert all(str(words).strip() for words in (value.purpose, value.basis, value.retention))
    assert callable(value.export)
    assert callable(value.erase)


def test_the_check_sees_a_person_in_each_of_its_shapes():
    names = models_with_people()

    assert names["blog.talkfollower"] == ["user"]
    assert "email" in names["blog.comment"]
    assert names["accounts.user"] == ["email"]
    assert names["accounts.user_groups"] == ["user"]
