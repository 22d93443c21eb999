"""Pictures are there in every size before somebody asks for them."""

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from django.utils.timezone import now
from PIL import Image

from himmeli.media.models import Picture, Rendition
from plugins.blog.pages import PostPage
from plugins.blog.tasks import make_pictures_of_posts

from .factories import make_post


@pytest.fixture
def picture(db, tmp_path):
    path = tmp_path / "sauna.png"
    Image.new("RGB", (2000, 1400), "#23493C").save(path)
    with path.open("rb") as file:
        return Picture.objects.create(title="Sauna", file=ImageFile(file, "sauna.png"))


@pytest.fixture
def published(blog, picture):
    post = make_post(blog, image=picture, body=[("image", {"image": picture, "size": "text"})])
    post.save_revision().publish()
    return post


def test_publishing_makes_none_and_the_job_makes_all(published, blog, client):
    assert Rendition.objects.count() == 0

    make_pictures_of_posts()

    made = set(Rendition.objects.values_list("filter_spec", flat=True))
    assert PostPage.ENCLOSED_SIZE in made
    for address in (published.url, blog.url, reverse("blog:feed", args=["rss"]), reverse("blog:feed", args=["atom"])):
        assert client.get(address).status_code == 200
    assert set(Rendition.objects.values_list("filter_spec", flat=True)) == made


def test_post_is_seen_to_once_until_it_is_published_again(published):
    assert list(PostPage.objects.without_pictures()) == [published]

    make_pictures_of_posts()
    assert list(PostPage.objects.without_pictures()) == []

    published.last_published_at = now()
    published.save()
    assert list(PostPage.objects.without_pictures()) == [published]


def test_picture_that_cannot_be_made_keeps_the_others_from_nothing(published, blog, picture, tmp_path):
    broken = Picture.objects.create(title="Rikki", file="original_images/none.png", width=10, height=10)
    spoilt = make_post(blog, "Rikkinäinen", image=broken)

    for _ in range(2):
        try:
            make_pictures_of_posts()
        except OSError:
            continue

    assert list(PostPage.objects.without_pictures()) == []
    assert picture.renditions.filter(filter_spec=PostPage.ENCLOSED_SIZE).exists()
    assert spoilt.pk
