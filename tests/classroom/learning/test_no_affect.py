"""No route of learning touches a table about how somebody feels: every statement that they send is looked at."""

from __future__ import annotations

import re

import pytest

from attune.classroom.platform.database.engine import Base
from attune.classroom.platform.permissions import GRANTS, access_of
from tests.classroom.queries import counted
from tests.classroom.test_access import bodies, browsers, call, every_route, last_sign_out, world  # noqa: F401

ROOMS = (
    "attune.classroom.wellbeing",
    "attune.classroom.live_class",
    "attune.classroom.help",
    "attune.classroom.insight",
)
OF_LEARNING = ("attune.classroom.learning", "attune.classroom.courses")


def tables_of(rooms):
    mappers = Base.registry.mappers
    return {mapper.local_table.name for mapper in mappers if mapper.class_.__module__.startswith(rooms)}


@pytest.mark.in_process("counts the process's statements")
def test_the_routes_of_learning_touch_no_table_about_how_somebody_feels(app, world, clock, database, services):  # noqa: F811
    # Who listens to what was learnt is told in the same transaction, and answers nothing: here nobody listens.
    services.domain_events._handlers.clear()
    forbidden = tables_of(ROOMS)
    assert {"wellbeing_settings", "support_messages", "help_threads"} <= forbidden
    sound, walked, seen = bodies(world, clock), set(), set()
    for role, _whose, browser in browsers(world):
        for method, rule, name in last_sign_out(every_route(app)):
            view = app.view_functions[rule.endpoint]
            if not view.__module__.startswith(OF_LEARNING) or access_of(view).permission not in GRANTS[role]:
                continue
            with counted(database) as sent:
                call(browser, method, rule, world, sound.get(name))
            walked.add(name)
            words = {word for statement in sent for word in re.findall(r"[a-z_]+", statement)}
            assert not words & forbidden, f"{name} of a {role} touches {words & forbidden}"
            seen |= words & tables_of(OF_LEARNING)
    assert {"read_gradebook", "read_roster", "grade_work", "read_home", "submit_answers", "read_work"} <= walked
    assert {"quiz_attempts", "grades", "hand_ins", "lesson_progress"} <= seen
