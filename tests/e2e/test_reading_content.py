"""What lessons hold, as a browser shows it: pictures, languages written from right to left, paper, links that lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.arabic_course import add_arabic_course
from tests.e2e.conftest import ADMINISTRATOR, PASSWORD, STUDENT, TUTOR, Platform
from tests.e2e.pages import SCREENS
from tests.e2e.places import demo_places, find_places

PEOPLE = {"student": STUDENT, "tutor": TUTOR, "administrator": ADMINISTRATOR}


def enter(page: Page, email: str) -> Page:
    """Sign somebody in without the page, so that nothing is on the screen yet."""
    token = page.request.get("/api/v1/session").json()["csrf_token"]
    entry = {"email": email, "password": PASSWORD}
    assert page.request.post("/api/v1/session", data=entry, headers={"X-CSRF-Token": token}).ok
    return page


@pytest.fixture
def page(platform: Platform, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(base_url=platform.url, locale="en-GB", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def arabic_lesson(platform: Platform) -> str:
    return str(add_arabic_course(platform.folder, STUDENT))


def x_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"]


def test_an_arabic_lesson_is_laid_out_from_right_to_left(page: Page, arabic_lesson: str):
    enter(page, STUDENT).goto(f"/lessons/{arabic_lesson}")
    expect(page.get_by_role("heading", name="المتوسط الحسابي")).to_be_visible()
    text = page.locator("p", has_text="مجموع القيم")
    assert text.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert page.locator("pre").evaluate("element => getComputedStyle(element).direction") == "ltr"
    assert page.locator("math").first.evaluate("element => getComputedStyle(element).direction") == "ltr"
    assert "$3000 و $3000" in text.inner_text()
    choice = page.get_by_role("radio").first.bounding_box()
    label = page.get_by_text("ثلاثة").bounding_box()
    assert choice is not None
    assert label is not None
    assert choice["x"] > label["x"] + label["width"]
    assert page.get_by_role("textbox").evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert x_of(page, "aside") < x_of(page, "pre")


def test_formulas_need_no_script_and_are_read_aloud(page: Page, arabic_lesson: str):
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    enter(page, STUDENT).goto(f"/lessons/{arabic_lesson}")
    expect(page.locator("math").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [url for url in requested if "katex" in url.lower()]
    assert [url for url in requested if "noto-sans-math" in url]
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    roles = [node["role"]["value"] for node in tree["nodes"]]
    assert {"MathMLMath", "MathMLIdentifier"} <= set(roles)


def test_a_file_is_offered_and_saved_under_the_name_it_was_given(page: Page, arabic_lesson: str):
    enter(page, STUDENT).goto(f"/lessons/{arabic_lesson}")
    expect(page.get_by_text("ورقة عمل 1.pdf")).to_be_visible()
    expect(page.get_by_title("ورقة عمل 1.pdf")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "ورقة عمل 1.pdf"


def test_a_picture_keeps_its_place_and_comes(page: Page, platform: Platform):
    enter(page, STUDENT)
    course = demo_places(page.request, platform.url)["course"]
    lesson = page.request.get(f"/api/v1/courses/{course}").json()["modules"][0]["lessons"][0]["id"]
    page.goto(f"/lessons/{lesson}")
    picture = page.get_by_role("img", name=re.compile("Seven journeys"))
    picture.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
    size = picture.evaluate("image => [image.naturalWidth, image.naturalHeight, image.width / image.height]")
    assert [picture.get_attribute("width"), picture.get_attribute("height")] == [str(size[0]), str(size[1])]
    assert size[2] == pytest.approx(size[0] / size[1], rel=0.02)


LIGHT = """element => {
  const [r, g, b] = getComputedStyle(element).color.match(/[0-9.]+/g).map(Number);
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}"""
OVERLAYS = """() => [...document.querySelectorAll('body *')]
  .filter((element) => ['fixed', 'sticky'].includes(getComputedStyle(element).position))
  .filter((element) => { const box = element.getBoundingClientRect(); return box.width > 0 && box.height > 0; })
  .map((element) => element.className)"""


@pytest.mark.parametrize("width", [390, 794, 1440])
def test_a_lesson_is_printed_dark_on_white_and_nothing_lies_over_it(
    platform: Platform, browser: Browser, arabic_lesson: str, width: int
):
    context = browser.new_context(
        base_url=platform.url, color_scheme="dark", viewport={"width": width, "height": 900}, locale="en-GB"
    )
    page = enter(context.new_page(), STUDENT)
    page.goto(f"/lessons/{arabic_lesson}")
    text = page.locator("p", has_text="مجموع القيم")
    expect(text).to_be_visible()
    assert text.evaluate(LIGHT) > 0.5  # dark mode: pale on dark
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert text.evaluate(LIGHT) < 0.3
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(OVERLAYS) == []
    for gone in (page.get_by_role("banner"), page.get_by_role("button").first, page.get_by_role("navigation").first):
        expect(gone).to_be_hidden()
    page.emulate_media(media="screen", color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert text.evaluate(LIGHT) > 0.5
    context.close()


def test_a_real_printout_is_asked_for_in_light_colours(platform: Platform, browser: Browser, arabic_lesson: str):
    """Chromium's own printing fires the events that the colours hang on."""
    context = browser.new_context(base_url=platform.url, color_scheme="dark", locale="en-GB")
    page = enter(context.new_page(), STUDENT)
    page.goto(f"/lessons/{arabic_lesson}")
    expect(page.locator("pre")).to_be_visible()
    page.evaluate("""() => { window.printed = [];
        for (const name of ['beforeprint', 'afterprint'])
          addEventListener(name, () => window.printed.push(document.documentElement.dataset.mantineColorScheme)); }""")
    assert page.pdf()[:5] == b"%PDF-"
    assert page.evaluate("window.printed") == ["light", "dark"]
    context.close()


def links(page: Page) -> set[str]:
    """The addresses within the platform that the page offers, without files and the API."""
    found = page.eval_on_selector_all("a[href]", "anchors => anchors.map((anchor) => anchor.href)")
    own = urlsplit(page.url).netloc
    paths = {urlsplit(address).path for address in found if urlsplit(address).netloc == own}
    return {path for path in paths if not path.startswith(("/api/", "/models/"))}


@pytest.mark.parametrize("role", PEOPLE)
def test_no_link_within_the_platform_leads_nowhere(page: Page, platform: Platform, role: str, arabic_lesson: str):
    enter(page, PEOPLE[role])
    places = find_places(page.context.browser, platform.url)
    waiting = [
        screen.path.format(**places) for screen in SCREENS if screen.email == PEOPLE[role] and screen.path != "/nowhere"
    ]
    waiting += [f"/courses/{places['course']}"] if role == "tutor" else []
    followed, dead = set(waiting), []
    shapes: dict[str, int] = {}
    while waiting:
        path = waiting.pop(0)
        page.goto(path)
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        page.wait_for_load_state("load")
        if page.get_by_role("heading", name="This page does not exist").count():
            dead.append(path)
        for link in sorted(links(page) - followed):
            shape = re.sub(r"[0-9a-f-]{36}", "id", link)
            shapes[shape] = shapes.get(shape, 0) + 1
            if shapes[shape] <= 3:  # the twentieth lesson is found as the first one is
                followed.add(link)
                waiting.append(link)
    assert dead == []
    assert len(followed) > 5


def test_a_german_page_says_what_is_wrong_in_german(page: Page):
    page.add_init_script("localStorage.setItem('attune.locale', 'de')")
    page.goto("/sign-in")
    page.get_by_role("button", name="Anmelden", exact=True).click()
    expect(page.get_by_text("Das fehlt.")).to_have_count(2)
    page.get_by_label("E-Mail").fill("niemand")
    page.get_by_label("Passwort", exact=True).fill("x" * 300)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Höchstens 200 Zeichen sind möglich.")
    said = page.locator("main, body").first.inner_text()
    assert not re.search(r"\b(String|Value|Input|should|at most|characters?)\b", said)
