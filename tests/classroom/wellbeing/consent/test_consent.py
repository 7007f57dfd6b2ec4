"""Switches and a mode: off until chosen, each effective at once."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from attune.affect.evidence import BehaviourKind
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, Mode, Preset
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.platform.audit import AuditAction, AuditEntry
from attune.classroom.wellbeing.consent.service import settings_and_policy, shares_with_administration
from attune.classroom.wellbeing.models import StoredWindow
from attune.expressions import Expression
from tests.classroom.wellbeing.readings import window

SWITCHES = (
    "process_camera",
    "process_on_server",
    "save_summaries",
    "count_in_class",
    "share_with_tutors",
    "share_with_administration",
)


def settings(learner):
    return learner.browser.get("/wellbeing/settings").json


def change(learner, **body):
    return learner.browser.patch("/wellbeing/settings", body)


def send(learner):
    return learner.browser.post("/wellbeing/windows", {"windows": [window(learner.clock.now())]})


def test_everything_is_off_until_a_student_opts_in(learner):
    found = settings(learner)
    assert found["mode"] == "off"
    assert found["consent"] == {switch: {"granted": False, "set_at": None} for switch in SWITCHES}
    assert found["allowed_modes"] == ["off", "self_report", "on_device"]


def test_whoever_has_set_nothing_sees_what_their_institution_allows_all_the_same(learner, database):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(allowed_modes=[Mode.OFF, Mode.SERVER]))
    assert settings(learner)["allowed_modes"] == ["off", "server"]


def test_windows_need_the_mode_and_the_permission(learner):
    assert send(learner).json["error"]["code"] == "consent_required"
    change(learner, consent={"process_camera": True})
    assert send(learner).status_code == 409
    change(learner, mode="on_device")
    assert send(learner).status_code == 202


def test_a_camera_mode_without_the_permission_is_refused_and_changes_nothing(learner):
    answer = change(learner, mode="on_device", consent={"save_summaries": True})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "consent_required")
    assert not settings(learner)["consent"]["save_summaries"]["granted"]


def test_a_camera_read_on_the_device_is_no_permission_to_send_its_images(learner, database):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(allowed_modes=list(Mode)))
    assert change(learner, mode="on_device", consent={"process_camera": True}).status_code == 200
    answer = change(learner, mode="server")
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "consent_required")
    assert answer.json["error"]["data"]["switch"] == "process_on_server"
    assert settings(learner)["mode"] == "on_device"
    assert change(learner, mode="server", consent={"process_on_server": True}).json["mode"] == "server"
    assert change(learner, consent={"process_on_server": False}).json["mode"] == "off"


def test_a_mode_the_institution_does_not_allow_is_refused(learner, database):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(allowed_modes=[Mode.OFF, Mode.SELF_REPORT]))
    answer = change(learner, mode="on_device", consent={"process_camera": True})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "mode_not_allowed")


def test_a_policy_that_forbids_cameras_ends_reading_at_once(learner, database):
    learner.allow()
    with database.transaction() as session:
        modes = [Mode.OFF, Mode.SELF_REPORT]
        write_policy(session, InstitutionPolicy(preset=Preset.EU_EDUCATION, allowed_modes=modes))
    assert settings(learner)["mode"] == "off"
    assert send(learner).status_code == 409


@pytest.mark.parametrize(("mode", "after"), [("on_device", "off"), ("self_report", "self_report")])
def test_taking_the_camera_back_turns_reading_off(learner, mode, after):
    learner.allow(mode)
    assert change(learner, consent={"process_camera": False}).json["mode"] == after
    assert send(learner).status_code == 409


def test_what_a_camera_saw_is_forgotten_when_the_camera_is_turned_off(learner):
    learner.allow(save_summaries=False)
    learner.show(*[Expression.ANGER] * 4)
    change(learner, mode="self_report")
    assert learner.pause() is None


@pytest.mark.parametrize("switch", SWITCHES)
def test_each_switch_is_its_own_and_is_written_down(learner, database, clock, switch):
    learner.allow(share_with_administration=True)
    clock.advance(minutes=1)
    found = change(learner, consent={switch: False}).json["consent"]
    taken_back = [switch, "share_with_administration"] if switch == "save_summaries" else [switch]
    assert [name for name in SWITCHES if not found[name]["granted"]] == taken_back
    assert found[switch]["set_at"] == "2026-03-02T09:01:00Z"
    with database.session(writes=False) as session:
        changes = session.query(AuditEntry).filter_by(action=AuditAction.CONSENT_CHANGED).order_by(AuditEntry.seq)
        last = [each.detail for each in changes][-len(taken_back) :]
        assert last == [{"switch": each, "granted": False} for each in taken_back]


def test_what_is_not_saved_cannot_be_shared_with_the_administration(learner):
    answer = change(learner, consent={"share_with_administration": True})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "consent_required")
    assert answer.json["error"]["data"]["switch"] == "save_summaries"
    both = change(learner, consent={"save_summaries": True, "share_with_administration": True}).json["consent"]
    assert both["share_with_administration"]["granted"]
    again = change(learner, consent={"save_summaries": False, "share_with_administration": True})
    assert again.status_code == 409
    assert settings(learner)["consent"] == both


def test_an_institution_may_not_offer_it_and_ends_nothing_that_a_student_cannot_take_back(learner, database):
    learner.allow(share_with_administration=True)
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(allows_administration_sharing=False))
    found = settings(learner)
    assert found["administration_sharing_allowed"] is False
    assert found["consent"]["share_with_administration"]["granted"]
    with database.session(writes=False) as session:
        assert not shares_with_administration(*settings_and_policy(session, learner.user.id))
    assert change(learner, consent={"share_with_administration": False}).status_code == 200
    answer = change(learner, consent={"share_with_administration": True})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "sharing_not_allowed")


CHANGES = st.dictionaries(st.sampled_from(SWITCHES), st.booleans(), max_size=3)
MODES = st.sampled_from([None, "off", "self_report", "on_device"])


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CHANGES, MODES), max_size=8))
def test_in_whatever_order_consent_changes_the_administration_sees_only_what_is_saved_and_shared(
    learner, database, changes
):
    assert change(learner, mode="off", consent=dict.fromkeys(SWITCHES, False)).status_code == 200
    granted, mode = dict.fromkeys(SWITCHES, False), "off"
    for consent, asked in changes:
        after = granted | consent
        refused = asked == "on_device" and not after["process_camera"]
        refused |= bool(consent.get("share_with_administration")) and not after["save_summaries"]
        answer = change(learner, consent=consent, **({"mode": asked} if asked else {}))
        assert answer.status_code == (409 if refused else 200)
        if not refused:
            after["share_with_administration"] &= after["save_summaries"]
            granted, mode = after, asked or ("off" if mode == "on_device" and not after["process_camera"] else mode)
        found = settings(learner)
        assert {name: found["consent"][name]["granted"] for name in SWITCHES} == granted
        with database.session(writes=False) as session:
            seen = shares_with_administration(*settings_and_policy(session, learner.user.id))
        assert seen == (granted["share_with_administration"] and mode != "off")
    history = learner.browser.get("/wellbeing/me/consents").json["changes"]
    last = {each["switch"]: each["granted"] for each in reversed(history)}
    assert {name: last.get(name, False) for name in SWITCHES} == granted


def test_summaries_are_kept_only_with_permission(learner, database):
    learner.allow(save_summaries=False)
    answer = send(learner)
    assert answer.json == {"accepted": 1, "stored": 0, "duplicates": 0, "refused": []}
    change(learner, consent={"save_summaries": True})
    assert send(learner).json["stored"] == 1
    with database.session(writes=False) as session:
        assert session.query(StoredWindow).count() == 1


@pytest.mark.parametrize(
    ("snooze", "until", "enabled"),
    [
        ("30_minutes", "2026-03-02T09:30:00Z", True),
        ("today", "2026-03-02T21:00:00Z", True),
        ("off", None, False),
        ("none", None, True),
    ],
)
def test_support_can_be_snoozed_in_one_tap(learner, snooze, until, enabled):
    found = change(learner, support={"snooze": snooze}).json["support"]
    assert (found["enabled"], found["snoozed_until"]) == (enabled, until)


def test_a_student_chooses_how_messages_sound(learner):
    assert settings(learner)["support"]["message_style"] == "warm"
    assert settings(learner)["support"]["use_name"] is True
    found = change(learner, support={"message_style": "brief", "use_name": False}).json["support"]
    assert (found["message_style"], found["use_name"], found["enabled"]) == ("brief", False, True)


def test_behaviour_is_not_taken_in_with_the_mode_off(learner):
    lesson, block = str(learner.course.lessons[0]), str(learner.course.text)
    event = {"kind": BehaviourKind.REWIND, "at": "2026-03-02T09:00:00Z", "lesson_id": lesson, "block_id": block}
    events = {"events": [{"id": "8a63f1b6-6a53-4c1e-9d2c-0f0f6d0f7a11", **event}]}
    assert learner.browser.post("/wellbeing/behaviour", events).json == {"accepted": 0, "refused": []}
    learner.allow("self_report")
    assert learner.browser.post("/wellbeing/behaviour", events).json == {"accepted": 1, "refused": []}
    assert learner.browser.post("/wellbeing/behaviour", events).json == {"accepted": 0, "refused": []}


def test_only_students_have_wellbeing_settings(make, sign_in):
    tutor = sign_in(make.tutor())
    assert tutor.get("/wellbeing/settings").status_code == 403
    assert tutor.post("/wellbeing/windows", {"windows": []}).status_code == 403
