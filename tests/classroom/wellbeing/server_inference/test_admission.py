"""Frames are read in the order in which they came, one of each student at a time, and no more than fit."""

import threading
from contextlib import ExitStack
from uuid import uuid4

import pytest

from attune.classroom.wellbeing.server_inference.admission import Admission, AdmissionLimits, AnalysisBusy, FrameTooSoon
from attune.classroom.wellbeing.server_inference.pacing import ENOUGH_FRAMES


class Watch:
    """A clock that is moved by hand."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    return Watch()


def test_a_second_frame_of_one_student_waits_for_the_answer_to_the_first(watch):
    admission, student = Admission(AdmissionLimits(places=2, interval_seconds=0), watch), uuid4()
    with admission.admit(student), pytest.raises(FrameTooSoon) as refused, admission.admit(student):
        pytest.fail("two frames of one student were read at once")
    assert (refused.value.status, refused.value.data) == (429, {"retry_after": 1})
    with admission.admit(student):
        pass


def test_a_student_who_sends_faster_than_anybody_needs_is_slowed_down(watch):
    admission, student = Admission(AdmissionLimits(places=1, interval_seconds=0.1), watch), uuid4()
    with admission.admit(student):
        pass
    watch.now = 0.09
    with pytest.raises(FrameTooSoon), admission.admit(student):
        pass
    watch.now = 0.11
    with admission.admit(student):
        pass


def test_when_nobody_leaves_in_time_a_frame_is_turned_away_and_others_come_in_later():
    admission = Admission(AdmissionLimits(places=1, patience_seconds=0.02))
    with admission.admit(uuid4()), pytest.raises(AnalysisBusy) as refused, admission.admit(uuid4()):
        pytest.fail("there was no place")
    assert (refused.value.status, refused.value.data) == (503, {"retry_after": 1.0})
    with admission.admit(uuid4()):
        pass


def test_no_more_than_the_queue_holds_may_wait():
    admission = Admission(AdmissionLimits(places=1, waiting=0))
    with admission.admit(uuid4()), pytest.raises(AnalysisBusy), admission.admit(uuid4()):
        pytest.fail("there was no place, and none to wait at")


def read_frames(admission, watch, how_many, seconds):
    """Frames of as many students, each of which holds its place for some seconds."""
    for _ in range(how_many):
        with admission.admit(uuid4()):
            watch.now += seconds


def test_those_turned_away_come_back_one_after_the_other(watch):
    admission = Admission(AdmissionLimits(places=1, waiting=0, share=1), watch)
    read_frames(admission, watch, ENOUGH_FRAMES, seconds=0.5)
    watch.now += 60
    waits = []
    with admission.admit(uuid4()):
        for _ in range(3):
            with pytest.raises(AnalysisBusy) as refused, admission.admit(uuid4()):
                pytest.fail("there was no place")
            waits.append(refused.value.data["retry_after"])
    assert waits == pytest.approx([1.0, 1.5, 2.0])


def test_a_frame_well_before_its_turn_is_refused_and_one_a_little_early_is_not(watch):
    admission, student = Admission(AdmissionLimits(places=1, interval_seconds=0.1, share=0.5), watch), uuid4()
    read_frames(admission, watch, ENOUGH_FRAMES, seconds=1.0)
    watch.now += 60
    with admission.admit(student):
        pass
    wait = admission.next_turn(student)
    assert wait == pytest.approx(2.0), "one second a frame, half of the time"
    watch.now += 0.9
    with pytest.raises(FrameTooSoon), admission.admit(student):
        pytest.fail("it was read before its turn")
    watch.now += 0.2
    with admission.admit(student):
        pass


def test_a_frame_that_keeps_its_turn_is_not_counted_once_more(watch):
    admission, student = Admission(AdmissionLimits(places=1, interval_seconds=0.1, share=1), watch), uuid4()
    read_frames(admission, watch, ENOUGH_FRAMES, seconds=1.0)
    watch.now += 60
    with admission.admit(student):
        pass
    for _ in range(3):
        wait = admission.next_turn(student)
        assert wait == pytest.approx(1.0)
        watch.now += wait
        with admission.admit(student):
            pass


def fail_after(seconds, watch):
    watch.now += seconds
    raise RuntimeError


def test_frames_that_could_not_be_read_say_nothing_of_how_long_one_takes(watch):
    admission, student = Admission(AdmissionLimits(places=1, interval_seconds=0), watch), uuid4()
    for _ in range(ENOUGH_FRAMES):
        with pytest.raises(RuntimeError), admission.admit(uuid4()):
            fail_after(3, watch)
    assert admission.next_turn(student) == 0


def test_an_error_while_a_frame_is_read_gives_the_place_back():
    admission, student = Admission(AdmissionLimits(places=1, interval_seconds=0)), uuid4()
    for _ in range(3):
        with pytest.raises(RuntimeError), admission.admit(student):
            raise RuntimeError
    with admission.admit(student):
        pass


def test_places_are_given_in_the_order_of_arrival():
    admission, order, threads = Admission(AdmissionLimits(places=1, patience_seconds=120)), [], []

    def send(name):
        with admission.admit(uuid4()):
            order.append(name)

    with ExitStack() as held:
        held.enter_context(admission.admit(uuid4()))
        for name in range(8):
            threads.append(threading.Thread(target=send, args=(name,)))
            threads[-1].start()
            while admission.waiting <= name:
                threading.Event().wait(0.001)
    for thread in threads:
        thread.join()
    assert order == list(range(8))


def test_at_most_the_places_are_taken_however_many_come():
    admission, lock, inside, most = (
        Admission(AdmissionLimits(places=3, patience_seconds=120)),
        threading.Lock(),
        [0],
        [0],
    )
    everybody_came = threading.Event()

    def send():
        with admission.admit(uuid4()):
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            everybody_came.wait(60)
            threading.Event().wait(0.002)
            with lock:
                inside[0] -= 1

    threads = [threading.Thread(target=send) for _ in range(30)]
    for thread in threads:
        thread.start()
    for _ in range(
        60_000
    ):  # all are here before one leaves: a third who is scheduled late would not be inside with two
        if (inside[0], admission.waiting) == (3, 27):
            break
        threading.Event().wait(0.001)
    everybody_came.set()
    for thread in threads:
        thread.join()
    assert (inside[0], most[0]) == (0, 3)
