"""Posts to measure with: as many words as a real one, always the same ones."""

import random
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

TEXT = """
    kylä talo uuni leipä ruis järvi vene verkko talkoot saha hunaja villa pärekori sauna metsä
    sieni marja puikula kokous kahvi pöytä tieto taito käsi olki lanka naula höylä lumi kevät
    syksy kesä talvi ystävä naapuri
"""
WORDS = TEXT.split()
WORDS_A_POST = 600


def seed(posts: int, email: str, password: str) -> None:
    """Add posts of 600 words to the kit's blog, and a member who can sign in."""
    from plugins.blog.pages import BlogIndexPage, PostPage

    get_user_model().objects.create_user(email, password, display_name="Mittaaja")
    index = BlogIndexPage.objects.filter(locale__language_code="fi").first()
    known = index.get_children().count()
    rng = random.Random(4)
    for number in range(known, posts):
        title = f"{' '.join(rng.sample(WORDS, 3)).capitalize()} {number}"
        index.add_child(instance=_post(PostPage, index, title, number, rng))


def _post(model, index, title, number, rng):
    paragraphs = [" ".join(rng.choices(WORDS, k=WORDS_A_POST // 6)).capitalize() + "." for _ in range(6)]
    post = model(
        title=title,
        slug=f"mitta-{number}",
        locale=index.locale,
        intro=" ".join(rng.choices(WORDS, k=20)).capitalize() + ".",
        body=[("rich_text", {"text": f"<p>{text}</p>"}) for text in paragraphs],
    )
    at = timezone.now() - timedelta(hours=number)
    post.first_published_at = post.last_published_at = at
    if hasattr(post, "published_at"):
        post.published_at = at
    if hasattr(post, "published_on"):
        post.published_on = at.date()
    return post
