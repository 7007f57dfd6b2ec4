"""A reflection says where it was smooth, where it was hard and what helped; or that little is known."""

from hypothesis import given
from hypothesis import strategies as st

from attune.affect.evidence import LearningState
from attune.affect.messages.library import Strategy
from attune.affect.reflection import BlockStory, Remark, RemarkKind, reflect

CONFUSED, ENGAGED, UNKNOWN = LearningState.MAYBE_CONFUSED, LearningState.ENGAGED, LearningState.UNKNOWN


def kinds(remarks):
    return [remark.kind for remark in remarks]


def test_where_it_was_smooth_and_where_it_was_hard_are_named():
    smooth = BlockStory("a", {ENGAGED: 200})
    hard = BlockStory("b", {ENGAGED: 60, CONFUSED: 90}, last=CONFUSED)
    assert reflect([smooth, hard], []) == (Remark(RemarkKind.SMOOTH, "a"), Remark(RemarkKind.HARD, "b"))


def test_a_difficulty_that_passed_is_told_as_one_that_passed():
    assert kinds(reflect([BlockStory("a", {CONFUSED: 90}, last=ENGAGED)], [])) == [RemarkKind.EASED]


def test_what_a_learner_said_comes_before_what_a_camera_saw():
    seen = BlockStory("a", {CONFUSED: 300}, last=CONFUSED)
    said = BlockStory("b", lost=True)
    assert reflect([seen, said], []) == (Remark(RemarkKind.SAID_LOST, "b"),)
    assert kinds(reflect([seen, BlockStory("b", reported=(CONFUSED,))], [])) == [RemarkKind.SAID_HARD]


def test_a_block_somebody_was_lost_at_is_never_called_smooth():
    assert RemarkKind.SMOOTH not in kinds(reflect([BlockStory("a", {ENGAGED: 300}, lost=True)], []))


def test_a_glimpse_or_a_passing_frown_is_no_remark():
    blocks = [BlockStory("a", {ENGAGED: 60}), BlockStory("b", {CONFUSED: 40})]
    assert kinds(reflect(blocks, [])) == [RemarkKind.LITTLE_KNOWN]


def test_time_that_could_not_be_read_is_never_smooth():
    assert kinds(reflect([BlockStory("a", {UNKNOWN: 900})], [])) == [RemarkKind.LITTLE_KNOWN]


def test_trying_again_is_what_helped_before_any_message():
    again = BlockStory("a", tried_again=True)
    assert reflect([again], [Strategy.HINT]) == (Remark(RemarkKind.TRIED_AGAIN, "a"),)
    assert reflect([], [Strategy.BREAK, Strategy.HINT]) == (Remark(RemarkKind.HELPED, strategy=Strategy.HINT),)


def test_nothing_known_is_said_plainly():
    assert reflect([], []) == (Remark(RemarkKind.LITTLE_KNOWN),)


STORIES = st.builds(
    BlockStory,
    block_id=st.sampled_from("abc"),
    seconds=st.dictionaries(st.sampled_from(LearningState), st.floats(0, 600)),
    last=st.sampled_from(LearningState),
    lost=st.booleans(),
    reported=st.lists(st.sampled_from(LearningState), max_size=3).map(tuple),
    tried_again=st.booleans(),
)


@given(st.lists(STORIES, max_size=4), st.lists(st.sampled_from(Strategy), max_size=3))
def test_a_reflection_has_one_to_three_remarks_and_no_kind_twice(blocks, helped):
    found = kinds(reflect(blocks, helped))
    assert 1 <= len(found) <= 3
    assert len(set(found)) == len(found)
