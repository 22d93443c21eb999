"""The himmeli of the front page in a real browser: it turns where motion is welcome, and nothing else moves."""

import pytest

from .conftest import DESKTOP, PHONE

STRAWS = "document.querySelector('svg[data-turn] .ornament__straws').innerHTML"
SHIFTS = """() => new Promise(done => { let sum = 0;
    new PerformanceObserver(list => { for (const shift of list.getEntries()) sum += shift.value; })
        .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 300); })"""
INSIDE = """() => { const svg = document.querySelector('svg[data-turn]'), box = svg.viewBox.baseVal;
    const drawn = svg.querySelector('.ornament__straws').getBBox();
    return drawn.x >= box.x && drawn.y >= box.y && drawn.x + drawn.width <= box.x + box.width
        && drawn.y + drawn.height <= box.y + box.height; }"""
OVER_WORDS = """() => { const mobile = document.querySelector('svg[data-turn]').getBoundingClientRect();
    return [...document.querySelectorAll('.hero__words :is(.eyebrow, h1, p, .button)')].some(words => {
        const range = document.createRange(); range.selectNodeContents(words);
        return [...range.getClientRects()].some(line => line.right > mobile.left && line.left < mobile.right
            && line.bottom > mobile.top && line.top < mobile.bottom); }); }"""


@pytest.fixture
def front(demo_server, page):
    def front(size, motion):
        page.set_viewport_size(size)
        page.emulate_media(reduced_motion=motion)
        page.goto(f"{demo_server}/fi/", wait_until="networkidle")
        return page

    return front


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_it_turns_within_its_own_room_and_moves_nothing_else(front, size):
    complaints = []
    page = front(size, "no-preference")
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)

    before = page.evaluate(STRAWS)
    page.wait_for_timeout(600)

    assert page.evaluate(STRAWS) != before
    assert page.evaluate(INSIDE)
    assert page.evaluate(SHIFTS) < 0.01
    assert not page.evaluate(OVER_WORDS)
    assert complaints == []


def test_it_hangs_still_for_who_wants_no_motion(front, fits_the_screen):
    page = front(DESKTOP, "reduce")

    before = page.evaluate(STRAWS)
    page.wait_for_timeout(600)

    assert page.evaluate(STRAWS) == before
    assert not page.locator(".hero__pause").is_visible()
    fits_the_screen(page)


def test_on_a_phone_it_comes_to_rest_within_five_seconds(front):
    page = front(PHONE, "no-preference")

    page.wait_for_timeout(5000)
    before = page.evaluate(STRAWS)
    page.wait_for_timeout(600)

    assert page.evaluate(STRAWS) == before


def test_a_visitor_stops_it_and_it_stays_so(front, assert_accessible):
    page = front(DESKTOP, "no-preference")
    assert_accessible(page)

    page.click(".hero__pause")
    page.reload(wait_until="networkidle")
    before = page.evaluate(STRAWS)
    page.wait_for_timeout(600)

    assert page.evaluate(STRAWS) == before
    page.click(".hero__pause")
    page.wait_for_timeout(600)
    assert page.evaluate(STRAWS) != before


def test_it_rests_out_of_sight(front):
    page = front(DESKTOP, "no-preference")

    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    page.wait_for_timeout(300)
    before = page.evaluate(STRAWS)
    page.wait_for_timeout(600)

    assert page.evaluate(STRAWS) == before
