"""A simulated term, counted again by code that shares nothing with the platform: every figure that is shown agrees."""

import ast
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from scripts.recount_term.export import read_lines, read_term
from scripts.recount_term.recount import recount
from sqlalchemy import func, select

from attune.classroom.commands.simulating import simulate
from attune.classroom.demo.people import PASSWORD
from attune.classroom.demo.term.export import RawExport
from attune.classroom.demo.term.school import ADMINISTRATOR, TUTOR
from attune.classroom.demo.term.service import DatabaseNotEmpty, simulate_term
from attune.classroom.insight.facts.models import StudyFact
from attune.classroom.platform.settings import UnsafeSettings
from attune.classroom.wellbeing.learner_state.current import STUDY_SESSIONS
from attune.classroom.wellbeing.models import StoredWindow
from attune.simulation.term.plan import LATE_BY, TermEventKind, TermSize, in_order, plan_student
from tests.classroom.conftest import Browser

ROOT = Path(__file__).resolve().parents[3]
AUCKLAND = ZoneInfo("Pacific/Auckland")
SIZE = TermSize(students=44, weeks=2, courses=1, groups=2, lessons=2)
SEED = 5


@pytest.fixture
def institution():
    return None


@pytest.fixture
def confirmed_resources():
    return None


@pytest.fixture
def simulated(app, services, clock, tmp_path):
    """A small term that is over; the institution is in Auckland, where clocks change in the night to 5 April."""
    clock.advance(days=44)  # to Wednesday, 15 April
    steps = []
    with app.app_context(), RawExport(tmp_path / "term") as export:
        simulate_term(
            services, app.extensions[STUDY_SESSIONS], export, SIZE, SEED, AUCKLAND, lambda *at: steps.append(at)
        )
    assert steps[-1][0] == steps[-1][1]
    return tmp_path / "term"


def fetcher(app, email):
    browser = Browser(app.test_client())
    assert browser.sign_in(email, PASSWORD).status_code == 200

    def fetch(path):
        answer = browser.get(path)
        assert answer.status_code == 200, answer.json
        return answer.json

    return fetch


def off_by_two_points(fetch):
    """What fetches as `fetch` does, with the share of struggling of every week a little off."""

    def fetch_off(path):
        answer = fetch(path)
        for week in answer.get("weeks", ()):
            if week["figures"]:
                week["figures"]["struggling"]["share"] += 0.02
        return answer

    return fetch_off


def test_every_figure_of_a_term_agrees_with_the_recount_and_one_that_is_off_does_not(simulated, app, clock, database):
    today = read_term(simulated).day_of(clock.now())
    administrator, tutor = (fetcher(app, email) for email in (ADMINISTRATOR, TUTOR))
    report = recount(simulated, administrator, tutor, today)
    assert not report.wrong, report.text()
    assert report.agree["figures of a week"] > 100
    assert report.agree["readings of a block"] > 30
    assert report.agree["friction of a block"] > 30
    kinds = {line["kind"] for _at, line in read_lines(simulated)}
    assert kinds >= {
        "window",
        "consent",
        "behaviour",
        "check_in",
        "lost_here",
        "attempt",
        "completed",
        "decided",
        "looked",
    }
    with database.session(writes=False) as session:
        assert session.scalar(select(func.count()).select_from(StudyFact))
        sent = sum(line["kind"] == "window" for _at, line in read_lines(simulated))
        assert 0 < session.scalar(select(func.count()).select_from(StoredWindow)) <= sent
    wrong = recount(simulated, off_by_two_points(administrator), tutor, today).wrong
    assert wrong
    assert all("struggling" in said for said in wrong)


def test_the_recount_imports_nothing_of_the_platform():
    imported = set()
    for file in (ROOT / "scripts" / "recount_term").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module)
    assert {name.partition(".")[0] for name in imported} - {"scripts", "__future__"} <= sys.stdlib_module_names
    assert {name for name in imported if name.startswith("scripts")} == {
        name for name in imported if name.startswith("scripts.recount_term")
    }


def test_a_term_is_not_simulated_among_people(app, services, make, tmp_path):
    make.student()
    with app.app_context(), RawExport(tmp_path) as export, pytest.raises(DatabaseNotEmpty):
        simulate_term(services, app.extensions[STUDY_SESSIONS], export, SIZE, SEED, AUCKLAND, lambda *_at: None)


def test_a_term_is_not_simulated_in_production(app, services, tmp_path, monkeypatch):
    monkeypatch.setattr(type(services.settings), "production", True)
    with app.app_context(), RawExport(tmp_path) as export, pytest.raises(UnsafeSettings):
        simulate_term(services, app.extensions[STUDY_SESSIONS], export, SIZE, SEED, AUCKLAND, lambda *_at: None)


def test_an_unknown_zone_is_refused_with_what_to_give():
    refused = CliRunner().invoke(simulate, ["term", "somewhere", "--zone", "Europe/Munich"])
    assert refused.exit_code == 2
    assert "Europe/Berlin" in refused.output


def test_the_same_seed_plans_the_same_term_and_another_seed_another():
    size = TermSize()
    first = datetime(2026, 8, 31, tzinfo=UTC).date()

    def plan(seed):
        return in_order([plan_student(seed, student, size, first, AUCKLAND) for student in range(60)])

    assert plan(1) == plan(1) != plan(2)
    assert {
        event.kind for event in in_order([plan_student(1, each, size, first, AUCKLAND) for each in range(400)])
    } == {*TermEventKind}
    assert all(event.at >= datetime(2026, 8, 30, 12, tzinfo=UTC) for event in plan(1))


def test_what_is_sent_late_over_the_night_in_which_clocks_change_is_sent_as_many_hours_later():
    first = datetime(2026, 10, 19, tzinfo=UTC).date()
    size = TermSize(weeks=1)
    events = in_order([plan_student(1, each, size, first, ZoneInfo("Europe/Berlin")) for each in range(400)])
    late = [event for event in events if event.kind is TermEventKind.SEND_LATE]
    assert {(event.at.date(), event.studied_at.date()) for event in late} >= {
        (first + timedelta(days=6), first + timedelta(days=5))  # from Saturday to the Sunday of 25 hours
    }
    assert {event.at - event.studied_at for event in late} == {LATE_BY}
    assert all(event.at.tzinfo is UTC for event in events)
