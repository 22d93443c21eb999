"""The pages of the set-up. They are there only while the site has no administrator."""

from datetime import timedelta
from functools import wraps

from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from himmeli.caching.csrf import full_csrf_check
from himmeli.kits.descriptions import describe_kits
from himmeli.search.limits import visitor_address
from himmeli.themes.theme import find_themes

from .code import exchange_code, is_claim
from .exceptions import AlreadySetUp, BeingMade, ClaimLost, TooManyTries, WrongCode
from .forms import CodeForm
from .models import SetUp
from .need import is_needed
from .overview import languages_of, lines_of, progress_of
from .progress import lines_so_far
from .steps import choices_of, first_open, keep_answers, steps_to_take
from .work import mend_interrupted, start_making

CLAIM = "setup_claim"
SECONDS_BETWEEN_LOOKS = 3
READY_FOR = timedelta(hours=1)
REFUSALS = {
    WrongCode: gettext_lazy(
        "That is not the newest code, or it has been used. Check each letter, or print a new one: manage.py setup"
    ),
    TooManyTries: gettext_lazy("That was many wrong codes. Wait ten minutes, then try again."),
    BeingMade: gettext_lazy("Somebody is making the site just now."),
}


def while_needed(view):
    """404 once there is an administrator; kept by no cache, found by no search engine, and told to no other site."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not is_needed():
            raise Http404
        return _private(view(request, *args, **kwargs))

    return full_csrf_check(guarded)


def for_claimer(view):
    """Gives the view the row of the set-up. Who has not given the code, or has been replaced, is asked for it."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        mend_interrupted()
        row = SetUp.objects.filter(pk=SetUp.ONLY).first()
        if row is None or not is_claim(row, request.session.get(CLAIM, "")):
            return redirect("setup:begin")
        return view(request, row, *args, **kwargs)

    return guarded


@require_safe
def to_begin(request):
    """The address without a language, when somebody asks for it once the site is there: nothing."""
    raise Http404


@while_needed
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request):
    """Asks for the code. What the link of the log carries is filled in, and used only when the button is pressed."""
    row = SetUp.objects.filter(pk=SetUp.ONLY).first()
    if row is not None and is_claim(row, request.session.get(CLAIM, "")) and "code" not in request.GET:
        return redirect("setup:progress" if row.state == SetUp.State.WORKING else "setup:check")
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")[:40]})
    if request.method == "POST" and form.is_valid():
        try:
            claim = exchange_code(form.cleaned_data["code"], address=visitor_address(request))
        except AlreadySetUp:
            raise Http404 from None
        except tuple(REFUSALS) as refusal:
            form.add_error("code", REFUSALS[type(refusal)])
        else:
            request.session.cycle_key()
            request.session[CLAIM] = claim
            return redirect("setup:step", steps_to_take()[0].name)
    return _page(request, "begin.html", form=form)


@while_needed
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_claimer
def step(request, row, name):
    """One step: a few fields. Steps can be gone back to, and ahead to the first that is open."""
    steps = steps_to_take()
    current = next((step for step in steps if step.name == name), None)
    if current is None:
        raise Http404
    if row.state == SetUp.State.WORKING:
        return redirect("setup:progress")
    open_step = first_open(steps, row.answers)
    if open_step is not None and steps.index(current) > steps.index(open_step):
        return redirect("setup:step", open_step.name)
    form = current.form(request.POST if request.method == "POST" else None, answers=row.answers, initial=row.answers)
    if request.method == "POST" and form.is_valid():
        keep_answers(row, current, form)
        return redirect(_after(steps, current, row.answers))
    context = progress_of(steps, current)
    return _page(request, "step.html", form=form, step=current, **context)


@while_needed
@require_http_methods(["GET", "HEAD", "POST"])
@for_claimer
def check(request, row):
    """Everything that was chosen, and the button that makes the site."""
    steps = steps_to_take()
    open_step = first_open(steps, row.answers)
    if row.state == SetUp.State.WORKING:
        return redirect("setup:progress")
    if open_step is not None:
        return redirect("setup:step", open_step.name)
    if request.method == "POST":
        try:
            start_making(choices_of(row.answers), claim=request.session[CLAIM], language=request.LANGUAGE_CODE)
        except (AlreadySetUp, ClaimLost):
            return redirect("setup:begin")
        except BeingMade:
            pass
        return redirect("setup:progress")
    context = progress_of(steps, None)
    return _page(request, "check.html", lines=lines_of(steps, row.answers), error=row.error, **context)


@require_safe
def progress(request):
    """How far the making is. It looks again by itself, also without JavaScript, and ends at the finished site."""
    if not is_needed():
        return _private(redirect("setup:ready"))
    return _private(_progress(request))


@for_claimer
def _progress(request, row):
    if row.state != SetUp.State.WORKING:
        return redirect("setup:check")
    response = _page(request, "progress.html", lines=lines_so_far())
    response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


@require_safe
def ready(request):
    """The end: shown to the one who made the site, for a while. Nothing is here for anybody else."""
    row = SetUp.objects.filter(state=SetUp.State.DONE, done_at__gt=timezone.now() - READY_FOR).first()
    if row is None or not is_claim(row, request.session.get(CLAIM, "")):
        raise Http404
    sign_in = f"{reverse('account_login')}?next={reverse('wagtailadmin_home')}"
    return _private(_page(request, "ready.html", sign_in_url=sign_in))


@while_needed
@require_safe
def picture(request, kind, name):
    """What a kit or a theme looks like."""
    path = None
    if kind == "kit":
        path = next((kit.picture for kit in describe_kits() if kit.name == name), None)
    elif kind == "theme" and name in find_themes()[0]:
        path = find_themes()[0][name].screenshot
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"))


def _after(steps, current, answers):
    """The next step or, for who came back to change one, the check when all else is answered."""
    following = steps[steps.index(current) + 1 :]
    next_step = next((step for step in following if not step.is_done(answers)), None)
    return reverse("setup:step", args=[next_step.name]) if next_step else reverse("setup:check")


def _page(request, template, **context):
    context.update(languages=languages_of(request), is_hidden_from_search=True)
    context["title"] = context.get("title") or _("Set up your site")
    return render(request, f"setup/{template}", context)


def _private(response):
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    # The code may stand in the address.
    response["Referrer-Policy"] = "same-origin"
    return response
