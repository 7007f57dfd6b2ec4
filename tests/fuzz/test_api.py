"""Requests that schemathesis makes up from the OpenAPI document, for a while, as everybody: no answer is a failure.

FUZZ_SECONDS: how long in all (300), an equal part as each kind of user.
FUZZ_SEED: with the same one the same requests come again, as far as the time allows (2026; 0 chooses one).
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from itertools import count

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from attune.classroom.platform.permissions import GRANTS, Permission, Role

SECONDS = float(os.environ.get("FUZZ_SECONDS", "300"))
SEED = int(os.environ.get("FUZZ_SEED", "2026")) or random.SystemRandom().randrange(1, 2**31)
LEAST = 200  # requests as each kind of user, however slow the machine
BURST = 15  # requests to one operation before it is the next one's turn
ENDLESS = {"/api/v1/events"}  # an event stream; its headers and its address are tried in the corpus
EVERYBODY = (None, *Role)


@pytest.fixture
def made_up(app):
    """For every operation and kind of request, right and wrong: how such requests are made up."""
    described = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    found = [result.ok() for result in described.get_all_operations()]
    return [
        (operation, operation.as_strategy(generation_mode=mode))
        for operation in found
        if operation.path not in ENDLESS
        for mode in GenerationMode
    ]


class Caller:
    """A user of one role, or a visitor who is not signed in, who sends what is made up."""

    def __init__(self, world, role):
        self.world, self.role = world, role
        self.browser = world.enter(role)
        self.seen, self.failures = Counter(), {}

    def may(self, operation):
        permission = operation.definition.raw["x-permission"]
        return permission is None or (self.role is not None and Permission(permission) in GRANTS[self.role])

    def send(self, case, *, places):
        """Send the request; with `places`, ids that mean something stand in for those that are made up."""
        known = self.world.known[""]
        if places:
            case.path_parameters = {
                name: known[name] if isinstance(known.get(name), str) else value
                for name, value in (case.path_parameters or {}).items()
            }
            if isinstance(case.body, dict):
                case.body = {
                    name: known[name] if name.endswith("_id") and value is not None and name in known else value
                    for name, value in case.body.items()
                }
        request = case.as_transport_kwargs(headers={"X-CSRF-Token": self.browser.token})
        answer = self.browser.client.open(**request, buffered=False)
        answer.close()
        self.seen[answer.status_code] += 1
        if answer.status_code >= 500:
            self.failures.setdefault(case.operation.label, f"{answer.status_code}: {case.as_curl_command()}")
        if answer.status_code in {204, 401} and self.role is not None:
            self.browser = self.world.enter(self.role)  # the request may have signed out


def try_operation(person, operation, strategy, seed, most):
    @seeded(seed)
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def run(case):
        person.send(case, places=seed % 2 == 0)

    try:
        run()
    except Unsatisfiable:  # what has no parameters has no wrong ones
        return


@pytest.mark.parametrize("role", EVERYBODY, ids=[role or "visitor" for role in EVERYBODY])
def test_no_request_that_is_made_up_makes_an_answer_a_failure(world, made_up, role, record_property):
    person = Caller(world, role)
    until = time.monotonic() + SECONDS / len(EVERYBODY)
    order = random.Random(SEED)
    for turn in count():
        for operation, strategy in order.sample(made_up, len(made_up)):
            if time.monotonic() >= until and person.seen.total() >= LEAST:
                break
            if person.may(operation) or turn == 0:
                most = BURST if person.may(operation) else 1
                try_operation(person, operation, strategy, SEED + turn, most)
        else:
            continue
        break
    record_property(f"FUZZ_SEED={SEED} as {role or 'visitor'}", dict(sorted(person.seen.items())))
    assert person.failures == {}, f"again with FUZZ_SEED={SEED}"
