"""What the pages of a test are about: the demo's course and lesson, and a course in Arabic with work that waits.

The Arabic course is there so that every page about a course is seen from right to left as well, with long names.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from playwright.sync_api import APIRequestContext, Browser

from tests.e2e.conftest import ADMINISTRATOR, PASSWORD, STUDENT, TUTOR

COURSE, LESSON = "Statistics for everyone", "Samples and the bell"
ARABIC_COURSE, ARABIC_LESSON = "مدخل إلى علم الضوء والألوان", "لماذا تبدو القشة مكسورة في كأس الماء؟"
WORKER = "ines@demo.attune"
"""The student of the Arabic course, who has handed something in."""


class Client:
    """Somebody who uses the API as the pages do."""

    def __init__(self, browser: Browser, url: str, email: str) -> None:
        self.context = browser.new_context(base_url=url, locale="en-GB")
        self.request = self.context.request
        self.send("post", "session", {"email": email, "password": PASSWORD})

    def get(self, path: str) -> Any:
        return self.request.get(f"/api/v1/{path}").json()

    def send(self, method: str, path: str, body: dict[str, Any]) -> Any:
        """Change something; fails with the server's words when it refuses."""
        token = self.get("session")["csrf_token"]
        answer = self.request.fetch(f"/api/v1/{path}", method=method, data=body, headers={"X-CSRF-Token": token})
        assert answer.ok, f"{method} {path}: {answer.status} {answer.text()}"
        return answer.json() if answer.text() else None


def find_places(browser: Browser, url: str) -> dict[str, str]:
    """Return the ids that the addresses of pages hold; what is not there yet is made."""
    emails = (STUDENT, TUTOR, WORKER, ADMINISTRATOR)
    student, tutor, worker, administrator = (Client(browser, url, email) for email in emails)
    try:
        demo = demo_places(student.request, url)
        thread = {"thread": _thread(student)}
        sharer = {"sharer": administrator.get("insight/people")["people"][0]["id"]}
        return demo | thread | sharer | _attempt(tutor, student, demo["course"]) | _arabic(tutor, worker)
    finally:
        for each in (student, tutor, worker, administrator):
            each.context.close()


def demo_places(student: APIRequestContext, url: str) -> dict[str, str]:
    """The ids of the demo's course and lesson, as a signed-in student sees them."""
    courses = student.get(f"{url}/api/v1/courses").json()["courses"]
    course = next(course["id"] for course in courses if course["title"] == COURSE)
    modules = student.get(f"{url}/api/v1/courses/{course}").json()["modules"]
    lessons = [lesson for module in modules for lesson in module["lessons"]]
    return {"course": course, "lesson": next(lesson["id"] for lesson in lessons if lesson["title"] == LESSON)}


def _thread(student: Client) -> str:
    """A question that the student has asked the tutors."""
    threads = student.get("help/threads")["threads"]
    if threads:
        return threads[0]["id"]
    lesson = demo_places(student.request, "")["lesson"]
    return student.send("post", "help/threads", {"id": str(uuid4()), "lesson_id": lesson, "text": "Why a bell?"})["id"]


def _attempt(tutor: Client, student: Client, course: str) -> dict[str, str]:
    """The student of the demo and the first of their attempts at a quiz, as the tutor finds them."""
    user = student.get("session")["user"]["id"]
    quizzes = tutor.get(f"courses/{course}/students/{user}/record")["quizzes"]
    return {"student": user, "attempt": quizzes[0]["attempts"][0]["id"]}


def _arabic(tutor: Client, worker: Client) -> dict[str, str]:
    """The Arabic course with its lesson, its code, and the work that a student has handed in."""
    found = [course["id"] for course in tutor.get("authoring/courses")["courses"] if course["title"] == ARABIC_COURSE]
    course = found[0] if found else _write(tutor)
    detail = tutor.get(f"authoring/courses/{course}")
    lesson = detail["modules"][0]["lessons"][0]["id"]
    codes = tutor.get(f"courses/{course}/codes")["codes"]
    code = codes[0]["code"] if codes else tutor.send("post", f"courses/{course}/codes", {})["code"]
    if not found:
        worker.send("post", "join", {"code": code})
        task = tutor.get(f"authoring/lessons/{lesson}/draft")["body"]["blocks"][-1]["id"]
        text = "لأن الضوء ينكسر عند سطح الماء، فيصل إلى العين من اتجاه آخر."
        worker.send("post", f"assignments/{task}/hand-ins", {"id": str(uuid4()), "text": text, "file_ids": []})
    queue = tutor.get("grading")["entries"] + tutor.get("grading?state=graded")["entries"]
    return {
        "ar_course": course,
        "ar_lesson": lesson,
        "code": code,
        "work": next(entry["id"] for entry in queue if entry["course_title"] == ARABIC_COURSE),
        "worker": worker.get("session")["user"]["id"],
    }


def _write(tutor: Client) -> str:
    """Write the course, publish its lesson and open it; returns its id."""
    new = {"title": ARABIC_COURSE, "language": "ar", "summary": "كيف ينكسر الضوء، ولماذا نرى الألوان."}
    course = tutor.send("post", "authoring/courses", new)["id"]
    module = tutor.send("post", f"authoring/courses/{course}/modules", {"title": "البداية"})["id"]
    lesson = tutor.send("post", f"authoring/modules/{module}/lessons", {"title": ARABIC_LESSON})["id"]
    revision = tutor.get(f"authoring/lessons/{lesson}/draft")["revision"]
    body = {"title": ARABIC_LESSON, "minutes": 10, "blocks": [_text(), _task()]}
    saved = tutor.send("put", f"authoring/lessons/{lesson}/draft", {"revision": revision, "body": body})
    tutor.send("post", f"authoring/lessons/{lesson}/publish", {"revision": saved["revision"]})
    tutor.send("put", f"authoring/courses/{course}/state", {"state": "running"})
    return course


def _block(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    help_for_learners = dict.fromkeys(("title", "example", "easier", "challenge", "prerequisite"))
    return {"id": str(uuid4()), "kind": kind, "hints": [], "content": content} | help_for_learners


def _text() -> dict[str, Any]:
    return _block("markdown", {"text": "ينكسر الضوء: $n_1 \\sin a = n_2 \\sin b$، والثمن $3000.\n\n- الماء\n- الزجاج"})


def _task() -> dict[str, Any]:
    lines = (("السبب مذكور", 6), ("مثال من عندك", 4))
    rubric = [{"id": str(uuid4()), "title": title, "points": points, "description": ""} for title, points in lines]
    return _block("assignment", {"prompt": "لماذا تبدو القشة مكسورة؟", "points": 10, "rubric": rubric})
