from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Site
from wagtail.signals import page_published

from himmeli.plugins.events import subscribe
from tests.plugins_kernel.happenings import SomethingHappened

from .boom import boom
from .models import Note


@subscribe(SomethingHappened, label="Writes down what happened")
def hear(event):
    boom()


@receiver(page_published)
def hear_of_page(sender, instance, **kwargs):
    boom()


@receiver(post_save, sender=Site)
def hear_of_site(sender, instance, **kwargs):
    boom()


@receiver(post_save, sender=Note)
def hear_of_note(sender, instance, **kwargs):
    boom()
