from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Site
from wagtail.signals import page_published

from himmeli.plugins.events import subscribe
from tests.plugins_kernel.happenings import SomethingHappened, heard

from .models import Note


@subscribe(SomethingHappened, label="Writes down what happened")
def hear(event):
    heard.append(("event", event.number))


@receiver(page_published)
def hear_of_page(sender, instance, **kwargs):
    heard.append(("published", instance.pk))


@receiver(post_save, sender=Site)
def hear_of_site(sender, instance, **kwargs):
    heard.append(("site", instance.pk))


@receiver(post_save, sender=Note)
def hear_of_note(sender, instance, **kwargs):
    heard.append(("note", instance.text))
