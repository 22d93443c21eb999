import pytest
from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from django.test import Client, override_settings

from himmeli.kits.services import prepare_site
from himmeli.media.models import File, Picture
from himmeli.notices.models import Notice
from himmeli.office.roles import COORDINATOR, ensure_roles
from himmeli.pages.models import ContentPage
from himmeli.plugins.activation import switch_on
from himmeli.privacy.letters import confirmation_token
from himmeli.privacy.models import DataCopy
from himmeli.privacy.services import ask_for_copy
from himmeli.teams.models import Membership, Team
from plugins.blog.models import Comment

from ..media.conftest import draw
from ..plugins.blog.factories import make_blog, make_post


@pytest.fixture(scope="module")
def walked(module_db, tmp_path_factory, django_user_model_of_module):
    """A site with something of everything, and a client for each kind of person: set up once."""
    with override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield make_site(django_user_model_of_module)


@pytest.fixture(scope="module")
def django_user_model_of_module():
    from django.contrib.auth import get_user_model

    return get_user_model()


def make_site(user_model):
    home = prepare_site(title="Kylän väki", languages=["fi", "en", "sv"])
    switch_on("blog")
    ensure_roles()

    def make(name, **fields):
        return user_model.objects.create_user(f"{name}@example.org", "himmeli-testi-1", display_name=name, **fields)

    people = {"member": make("member"), "other": make("other"), "coordinator": make("coordinator")}
    people["administrator"] = make("administrator", is_superuser=True, is_staff=True)
    people["coordinator"].groups.set(people["coordinator"].groups.model.objects.filter(name=COORDINATOR))
    clients = {"anonymous": Client(raise_request_exception=False)}
    for name, user in people.items():
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(user)
    for client in clients.values():
        client.kept = {name: morsel.value for name, morsel in client.cookies.items()}
    member = people["member"]
    page = home.add_child(instance=ContentPage(title="Sivu", slug="sivu"))
    page.save_revision()
    post = make_post(make_blog(home))
    ask_for_copy(user=member)
    team = Team.objects.create(name="Uuniväki", slug="uunivaki", visibility="public", made_by=member)
    Membership.objects.create(team=team, user=member, state=Membership.State.IN, is_leader=True)
    notice = Notice.objects.create(
        receiver=member, kind="blog.comment_on_post", context={"name": "Aino", "post": "Leipä"}, url="/fi/"
    )
    session = UserSession.objects.create(user=member, session_key="s" * 32, ip="127.0.0.1", user_agent="Firefox")
    objects = {
        "team": team.slug,
        "notice": notice.pk,
        "session": session.pk,
        "page": page.pk,
        "post": post.pk,
        "comment": Comment.objects.create(post=post, user=member, body="Hei", status="shown").pk,
        "picture": Picture.objects.create(title="K", file=ContentFile(draw(), "k.jpg")).pk,
        "document": File.objects.create(title="A", file=ContentFile(b"a", "a.txt")).pk,
        "person": member.pk,
        "copy_token": DataCopy.objects.get(user=member).token,
        "erasure_token": confirmation_token(member),
    }
    return clients, objects
