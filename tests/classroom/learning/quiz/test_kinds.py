"""Grading by kind: what is right, what earns a part, what is refused, what waits for a tutor."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.learning.quiz.grading import mark_quiz
from attune.classroom.learning.quiz.kinds import QuizChanged, right_id
from attune.classroom.learning.quiz.questions import quiz_version
from attune.classroom.learning.quiz.selection import draw, items_of, rights_of, seed_of
from attune.classroom.platform.errors import InvalidInput

QUESTION = UUID(int=9)
A, B, C, D = (UUID(int=number) for number in (1, 2, 3, 4))


def quiz(points=1.0, **question):
    asked = {"id": QUESTION, "prompt": "?", "points": points, **question}
    return QuizContent.model_validate({"questions": [asked]})


def points(content, answer, **options):
    return mark_quiz(content, {QUESTION: answer}, reveal=True, language="en", **options).marks[0].points


CHOICES = [{"id": each, "text": str(each), "correct": each in {A, B}} for each in (A, B, C, D)]
PARTIAL = quiz(4, kind="multiple", choices=CHOICES, partial_credit=True)
STATEMENT = quiz(kind="true_false", answer=False)
PAIRS = [{"id": A, "left": "Berlin", "right": "Germany"}, {"id": B, "left": "Rome", "right": "Italy"}]
MATCHING = quiz(2, kind="matching", pairs=PAIRS, distractors=["Spain"])
ORDERING = quiz(3, kind="ordering", items=[{"id": each, "text": str(each)} for each in (A, B, C, D)])
GAPS = quiz(
    2,
    kind="gaps",
    text="The {{m}} is the {{n}} value.",
    gaps=[{"id": "m", "accepted": ["median"]}, {"id": "n", "accepted": ["middle"], "choices": ["middle", "largest"]}],
)
LONG = quiz(5, kind="long_text", max_words=5)
FILES = quiz(kind="file", accept=[".pdf"], max_files=2)


def side(text):
    return str(right_id(MATCHING.questions[0], text))


@pytest.mark.parametrize(
    ("content", "answer", "earned"),
    [
        (PARTIAL, [str(A), str(B)], 4),
        (PARTIAL, [str(A)], 2),
        (PARTIAL, [str(A), str(C)], 0),
        (PARTIAL, [str(A), str(B), str(C)], 2),
        (PARTIAL, [str(C), str(D)], 0),
        (STATEMENT, "false", 1),
        (STATEMENT, "true", 0),
        (MATCHING, {str(A): side("Germany"), str(B): side("Italy")}, 2),
        (MATCHING, {str(A): side("Germany"), str(B): side("Spain")}, 1),
        (MATCHING, {str(A): side("Germany")}, 1),
        (ORDERING, [str(each) for each in (A, B, C, D)], 3),
        (ORDERING, [str(each) for each in (B, C, D, A)], 2),
        (ORDERING, [str(each) for each in (D, C, B, A)], 0),
        (GAPS, {"m": " Median.", "n": "middle"}, 2),
        (GAPS, {"m": "mean", "n": "middle"}, 1),
        (GAPS, {}, 0),
        (LONG, "Because it is robust.", None),
        (LONG, "  ", 0),
        (FILES, [str(A)], None),
        (FILES, [], 0),
    ],
)
def test_an_answer_earns_its_part(content, answer, earned):
    assert points(content, answer) == earned


@pytest.mark.parametrize(
    ("content", "answer", "error"),
    [
        (STATEMENT, "maybe", InvalidInput),
        (STATEMENT, ["true"], InvalidInput),
        (MATCHING, [str(A)], InvalidInput),
        (MATCHING, {str(C): side("Italy")}, QuizChanged),
        (MATCHING, {str(A): str(B)}, QuizChanged),
        (ORDERING, [str(A), str(A), str(B), str(C)], InvalidInput),
        (ORDERING, [str(A), str(B)], InvalidInput),
        (GAPS, {"x": "median"}, QuizChanged),
        (GAPS, {"m": "x" * 501}, InvalidInput),
        (LONG, "one two three four five six", InvalidInput),
        (FILES, [str(A), str(B), str(C)], InvalidInput),
        (PARTIAL, {str(A): "x"}, InvalidInput),
    ],
)
def test_what_cannot_be_an_answer_is_refused_and_earns_nothing_when_time_is_up(content, answer, error):
    with pytest.raises(error):
        points(content, answer)
    assert points(content, answer, lenient=True) in {0.0, None}


def test_what_waits_for_a_tutor_counts_as_nothing_yet():
    content = QuizContent.model_validate(
        {
            "questions": [
                {"id": A, "kind": "true_false", "prompt": "?", "answer": True, "points": 1},
                {"id": B, "kind": "long_text", "prompt": "?", "points": 3},
            ]
        }
    )
    marked = mark_quiz(content, {A: "true", B: "Because."}, reveal=True, language="en")
    assert (marked.score, marked.passed, marked.waits) == (0.25, False, True)
    assert (marked.marks[1].correct, marked.marks[1].points, marked.marks[1].possible) == (None, None, 3)


def test_several_choices_are_all_or_nothing_where_no_partial_credit_is_given():
    strict = quiz(kind="multiple", choices=CHOICES)
    assert [points(strict, [str(A)]), points(strict, [str(A), str(B)])] == [0, 1]


@given(st.permutations([A, B, C, D]))
def test_only_the_right_order_earns_everything_and_never_more(order):
    earned = points(ORDERING, [str(each) for each in order])
    assert 0 <= earned <= 3
    assert (earned == 3) == (list(order) == [A, B, C, D])


@given(st.sets(st.sampled_from([A, B, C, D]), min_size=1))
def test_a_wrong_choice_never_earns_and_a_right_one_never_costs(picked):
    given_points = points(PARTIAL, [str(each) for each in picked])
    assert 0 <= given_points <= 4
    for other in {A, B, C, D} - picked:
        more = points(PARTIAL, [str(each) for each in picked | {other}])
        assert more >= given_points if other in {A, B} else more <= given_points


POOLED = QuizContent.model_validate(
    {
        "shuffle": True,
        "draw": {"easy": 2},
        "questions": [
            {"id": UUID(int=n), "kind": "number", "prompt": "?", "answer": n, **({"pool": "easy"} if n < 5 else {})}
            for n in range(8)
        ],
    }
)


@given(st.text())
def test_a_draw_asks_as_many_as_it_says_and_the_same_again(seed):
    asked = draw(POOLED, seed).questions
    assert sum(item.pool == "easy" for item in asked) == 2
    assert {item.id for item in asked if item.pool is None} == {UUID(int=n) for n in (5, 6, 7)}
    assert asked == draw(POOLED, seed).questions


def test_attempts_and_students_get_different_questions():
    seeds = [seed_of(user, QUESTION, number) for user in (A, B) for number in range(6)]
    assert len({tuple(item.id for item in draw(POOLED, seed).questions) for seed in seeds}) > 6


@given(st.text())
def test_what_is_to_be_ordered_or_matched_does_not_come_in_the_right_order(seed):
    assert items_of(ORDERING.questions[0], seed) != [A, B, C, D]
    assert sorted(rights_of(MATCHING.questions[0], seed)) == ["Germany", "Italy", "Spain"]


def test_the_order_of_what_is_right_does_not_show_in_the_version():
    turned = quiz(3, kind="ordering", items=[{"id": each, "text": str(each)} for each in (D, C, B, A)])
    assert quiz_version(turned) == quiz_version(ORDERING)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ({"draw": {"easy": 3}}, "asks for 3 of the pool 'easy', which has 0"),
        ({"review": "after_last"}, "needs 'attempts_allowed'"),
        ({"review": "after_due"}, "needs 'available_until'"),
        ({"available_from": "2026-03-02T09:00Z", "available_until": "2026-03-02T09:00Z"}, "has to be later"),
    ],
)
def test_a_quiz_that_cannot_be_kept_says_why(content, problem):
    with pytest.raises(ValueError, match=problem):
        QuizContent.model_validate(
            {"questions": [{"id": A, "kind": "true_false", "prompt": "?", "answer": True}], **content}
        )


def test_every_gap_stands_in_the_text_once():
    with pytest.raises(ValueError, match="the gap 'm' has to stand once"):
        quiz(kind="gaps", text="{{m}} and {{m}}", gaps=[{"id": "m", "accepted": ["x"]}])


def test_what_was_stored_before_reads_as_it_was():
    old = {
        "questions": [
            {
                "id": str(A),
                "kind": "multiple",
                "prompt": "?",
                "choices": [{**each, "id": str(each["id"])} for each in CHOICES],
            }
        ]
    }
    content = QuizContent.model_validate(old)
    assert (content.questions[0].points, content.questions[0].partial_credit, content.begins_by_hand) == (
        1,
        False,
        False,
    )
