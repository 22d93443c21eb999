"""Gives wagtail-localize's one long job to the site's own tasks."""

from django.contrib.auth import get_user_model

from himmeli.tasks import task


class TaskBackend:
    """Set as WAGTAILLOCALIZE_JOBS. Only plain values can wait in a queue, so what it is given becomes numbers."""

    def __init__(self, options):
        pass

    def enqueue(self, func, args, kwargs):
        if func.__name__ != "translate_page_subtree" or kwargs:
            func(*args, **kwargs)
            return
        page_id, locales, _components, user = args
        translate_pages_below.enqueue(page_id, [locale.pk for locale in locales], user.pk if user else None)


@task(retries=3)
def translate_pages_below(page_id: int, locale_ids: list[int], user_id: int | None) -> None:
    # wagtail-localize's models import this module: theirs can't be imported before.
    from wagtail.models import Locale
    from wagtail_localize.operations import translate_page_subtree

    locales = Locale.objects.filter(pk__in=locale_ids)
    translate_page_subtree(page_id, locales, None, get_user_model().objects.filter(pk=user_id).first())
