"""The page of a student and the list of who needs a look: from missing work to a message that is read."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import TUTOR, Platform, SignIn
from tests.e2e.places import Client

BEHIND, PRACTISING = "paula@demo.attune", "vera@demo.attune"


def block(kind: str, title: str, content: dict[str, Any]) -> dict[str, Any]:
    nothing = dict.fromkeys(("example", "easier", "challenge", "prerequisite"))
    return {"id": str(uuid4()), "kind": kind, "title": title, "hints": [], "content": content} | nothing


def question(prompt: str) -> dict[str, Any]:
    return {"id": str(uuid4()), "kind": "true_false", "prompt": prompt, "answer": True}


def write_course(tutor: Client, title: str) -> dict[str, Any]:
    """A running course of one lesson with practice and an assignment; its ids."""
    course = tutor.send("post", "authoring/courses", {"title": title, "language": "en", "summary": "By rays."})["id"]
    module = tutor.send("post", f"authoring/courses/{course}/modules", {"title": "Beginnings"})["id"]
    lesson = tutor.send("post", f"authoring/modules/{module}/lessons", {"title": "Rays"})["id"]
    asked = [question("Is light quick?"), question("Is glass denser than air?")]
    practice = block("quiz", "Try it", {"graded": False, "questions": asked})
    task = block("assignment", "Draw a ray", {"prompt": "Draw it.", "points": 10})
    body = {"title": "Rays", "minutes": 10, "blocks": [practice, task]}
    revision = tutor.get(f"authoring/lessons/{lesson}/draft")["revision"]
    saved = tutor.send("put", f"authoring/lessons/{lesson}/draft", {"revision": revision, "body": body})
    tutor.send("post", f"authoring/lessons/{lesson}/publish", {"revision": saved["revision"]})
    tutor.send("put", f"authoring/courses/{course}/state", {"state": "running"})
    code = tutor.send("post", f"courses/{course}/codes", {})["code"]
    questions = [each["id"] for each in asked]
    return {
        "course": course,
        "lesson": lesson,
        "quiz": practice["id"],
        "task": task["id"],
        "code": code,
        "ask": questions,
    }


def come_in(browser: Browser, platform: Platform, email: str, made: dict[str, Any]) -> tuple[Client, dict[str, str]]:
    """A student who has joined the course: their client, and their id and name."""
    student = Client(browser, platform.url, email)
    student.send("post", "join", {"code": made["code"]})
    return student, student.get("session")["user"]


def change_rules(page: Page) -> None:
    """One missing piece of work is enough."""
    page.get_by_role("button", name="Change the rules").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Due items missing, at least").fill("1")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("Listed from: 1 due item missing", exact=False)).to_be_visible()


def test_who_falls_behind_is_found_written_to_and_marked(browser: Browser, platform: Platform, sign_in: SignIn):
    author = Client(browser, platform.url, TUTOR)
    made = write_course(author, "Rays for those behind")
    student, user = come_in(browser, platform, BEHIND, made)
    tutor = sign_in(browser, TUTOR, viewport={"width": 1440, "height": 900})
    tutor.goto(f"/teach/courses/{made['course']}/at-risk")
    expect(tutor.get_by_role("heading", name="No student needs a look by these rules")).to_be_visible()
    change_rules(tutor)

    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    author.send("put", f"courses/{made['course']}/extensions/{made['task']}/{user['id']}", {"due_at": yesterday})
    tutor.reload()
    row = tutor.get_by_role("listitem").filter(has=tutor.get_by_role("link", name=user["name"]))
    expect(row).to_contain_text("1 of 1 due item missing")
    expect(row).to_contain_text("Draw a ray")

    row.get_by_role("checkbox").press("Space")
    tutor.get_by_role("button", name=f"Write to {user['name']}").click()
    dialog = tutor.get_by_role("dialog")
    dialog.get_by_label("Your message").fill("How is the drawing going?")
    dialog.get_by_role("button", name="Send").click()
    expect(tutor.get_by_text("Sent to 1 student.")).to_be_visible()
    tutor.get_by_role("button", name=f"I have looked: {user['name']}").click()
    expect(tutor.get_by_text("All who are listed have had their look.", exact=False)).to_be_visible()
    tutor.get_by_role("button", name="Undo").click()
    expect(row).to_be_visible()

    reader = sign_in(browser, BEHIND)
    reader.goto("/help")
    reader.get_by_role("link", name=re.compile("How is the drawing going")).click()
    expect(reader.get_by_role("heading", name=re.compile("^Message from "), level=1)).to_be_visible()
    reader.get_by_label("Write an answer").fill("Nearly there.")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_label("Write an answer")).to_have_value("")

    tutor.goto("/teach")
    tutor.get_by_role("link", name="1 student needs a look: Rays for those behind").click()
    row.get_by_role("link", name=user["name"]).click()
    expect(tutor.get_by_role("heading", name=user["name"], level=1)).to_be_visible()
    expect(tutor.get_by_role("region", name="Questions and messages")).to_contain_text("Nearly there.")
    work = tutor.get_by_role("region", name="Work and results")
    work.get_by_role("button", name="Change: Draw a ray").click()
    tutor.get_by_role("dialog").get_by_role("switch", name="Excused").press("Space")
    expect(work).to_contain_text("Excused")
    for each in (author, student):
        each.context.close()


def test_practice_and_what_is_shared_are_on_the_page_of_a_student(
    browser: Browser, platform: Platform, sign_in: SignIn
):
    author = Client(browser, platform.url, TUTOR)
    made = write_course(author, "Rays to practise")
    student, user = come_in(browser, platform, PRACTISING, made)
    student.send("patch", "wellbeing/settings", {"mode": "off", "consent": {"share_with_tutors": False}})
    first, second = made["ask"]
    answers = {"answers": {first: "true", second: "false"}}
    student.send("post", f"quizzes/{made['quiz']}/attempts", {"id": str(uuid4())} | answers)

    tutor = sign_in(browser, TUTOR, viewport={"width": 390, "height": 844})
    page = f"/teach/courses/{made['course']}/students/{user['id']}"
    tutor.goto(page)
    quizzes = tutor.get_by_role("region", name="Quizzes and practice")
    expect(quizzes).to_contain_text("Best 50% · last 50%")
    expect(quizzes.get_by_role("list", name="Went wrong: Try it")).to_contain_text("2. Is glass denser than air?")
    shared = tutor.get_by_role("region", name="Their own view")
    expect(shared).to_contain_text("There is no view of their own to see here.")
    quizzes.get_by_role("link", name=re.compile("^Attempt 1: 50%")).click()
    expect(tutor.get_by_role("heading", name="Try it", level=1)).to_be_visible()
    expect(tutor.get_by_text("Is glass denser than air?")).to_be_visible()

    consent = {"process_camera": True, "save_summaries": True, "share_with_tutors": True}
    student.send("patch", "wellbeing/settings", {"mode": "on_device", "consent": consent})
    now = datetime.now(UTC)
    said = {"id": str(uuid4()), "kind": "lost_here", "lesson_id": made["lesson"], "block_id": made["quiz"]}
    student.send("post", "wellbeing/checkins", said | {"at": now.isoformat()})
    tutor.goto(page)
    expect(shared).to_contain_text("They can read that you have looked")
    expect(shared).to_contain_text("I'm lost here")

    owner = sign_in(browser, PRACTISING)
    owner.goto("/my-data")
    expect(owner.get_by_text("Student page · Rays to practise")).to_be_visible()
    student.send("patch", "wellbeing/settings", {"consent": {"share_with_tutors": False}})
    tutor.reload()
    expect(shared).to_contain_text("There is no view of their own to see here.")
    for each in (author, student):
        each.context.close()
