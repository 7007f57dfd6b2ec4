"""An administrator serves another model, and a student's next camera reads with it."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from attune import DEFAULT_MODEL
from tests.e2e.conftest import ADMINISTRATOR, Newcomer, SignIn

OTHER = "tiny"


def test_a_chosen_model_reaches_students_at_once_and_can_be_taken_back(
    browser: Browser, sign_in: SignIn, newcomer: Newcomer
):
    student = sign_in(browser, newcomer())
    student.get_by_role("link", name="Camera & support").click()
    expect(student.get_by_text(f"Model {DEFAULT_MODEL}, version")).to_be_visible()
    administrator = sign_in(browser, ADMINISTRATOR)
    administrator.get_by_role("link", name="System").click()
    administrator.get_by_role("button", name=f"Serve {OTHER}").click()
    expect(administrator.get_by_text(f"{OTHER} is served now.")).to_be_visible()
    expect(student.get_by_text(f"Model {OTHER}, version")).to_be_visible()
    administrator.get_by_role("button", name="Undo").click()
    expect(student.get_by_text(f"Model {DEFAULT_MODEL}, version")).to_be_visible()
