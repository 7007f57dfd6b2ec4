"""Routes of private help, for the student who asks and the tutors who answer."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.help import inbox, service
from attune.classroom.help.conversation import read_conversation
from attune.classroom.help.schemas import (
    HelpConversation,
    HelpQuery,
    HelpThreads,
    MessageToStudents,
    QuestionIn,
    ReplyIn,
    SettledIn,
    UnreadHelp,
    WrittenThreads,
)
from attune.classroom.help.urgent.schemas import HelpReaders
from attune.classroom.help.writing import write_to_students
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, body_limit, requires
from attune.classroom.wellbeing.learner_state.current import current_study_sessions
from attune.classroom.wellbeing.schemas import LARGEST_BODY

LARGEST_MESSAGE = 64 * 1024  # bytes: three hundred ids, and four thousand characters of the longest kind

blueprint = APIBlueprint("help", __name__, url_prefix="/api/v1/help")


@blueprint.get("/threads")
@requires(Permission.TAKE_PART_IN_HELP)
@blueprint.input(HelpQuery, location="query", arg_name="query")
@blueprint.output(HelpThreads)
def list_help_threads(query: HelpQuery) -> HelpThreads:
    """My questions, or those in the courses I teach; open urgent ones first, then the latest first."""
    return inbox.list_threads(current_session(), current_actor(), query)


@blueprint.get("/unread")
@requires(Permission.TAKE_PART_IN_HELP)
@blueprint.output(UnreadHelp)
def count_unread_help() -> UnreadHelp:
    """How many threads hold something I have not seen."""
    return inbox.count_unread(current_session(), current_actor())


@blueprint.get("/lessons/<uuid:lesson_id>/readers")
@requires(Permission.ASK_TUTOR)
@blueprint.output(HelpReaders)
def list_help_readers(lesson_id: UUID) -> HelpReaders:
    """Who reads a question that I ask in this lesson."""
    return service.list_readers(current_session(), current_actor(), lesson_id)


@blueprint.post("/threads")
@requires(Permission.ASK_TUTOR)
@body_limit(LARGEST_BODY)
@blueprint.input(QuestionIn, arg_name="question")
@blueprint.output(HelpConversation, status_code=201)
def ask_tutor(question: QuestionIn) -> HelpConversation:
    """Ask the tutors of a course in private, with the place attached."""
    session, student = current_session(), current_actor()
    thread_id = service.ask(session, current_study_sessions(), student, question, now())
    return read_conversation(session, student, thread_id, now())


@blueprint.post("/courses/<uuid:course_id>/messages")
@requires(Permission.WRITE_TO_STUDENTS)
@body_limit(LARGEST_MESSAGE)
@blueprint.input(MessageToStudents, arg_name="message")
@blueprint.output(WrittenThreads, status_code=201)
def write_message_to_students(course_id: UUID, message: MessageToStudents) -> WrittenThreads:
    """Write to students of a course: each of them reads it in private and can answer."""
    return write_to_students(current_session(), current_actor(), course_id, message, now())


@blueprint.get("/threads/<uuid:thread_id>")
@requires(Permission.TAKE_PART_IN_HELP, writes=True)
@blueprint.output(HelpConversation)
def read_help_thread(thread_id: UUID) -> HelpConversation:
    """One conversation."""
    return read_conversation(current_session(), current_actor(), thread_id, now())


@blueprint.post("/threads/<uuid:thread_id>/messages")
@requires(Permission.TAKE_PART_IN_HELP)
@body_limit(LARGEST_BODY)
@blueprint.input(ReplyIn, arg_name="answer")
@blueprint.output(HelpConversation, status_code=201)
def reply_in_help_thread(thread_id: UUID, answer: ReplyIn) -> HelpConversation:
    """Write into a conversation."""
    service.reply(current_session(), current_actor(), thread_id, answer, now())
    return read_conversation(current_session(), current_actor(), thread_id, now())


@blueprint.put("/threads/<uuid:thread_id>/settled")
@requires(Permission.TAKE_PART_IN_HELP)
@blueprint.input(SettledIn, arg_name="change")
@blueprint.output(HelpConversation)
def settle_help_thread(thread_id: UUID, change: SettledIn) -> HelpConversation:
    """Mark a question as answered, or as open again."""
    service.settle(current_session(), current_actor(), thread_id, settled=change.settled, now=now())
    return read_conversation(current_session(), current_actor(), thread_id, now())


@blueprint.put("/threads/<uuid:thread_id>/read")
@requires(Permission.TAKE_PART_IN_HELP)
@blueprint.doc(responses={204: "Read"})
def mark_help_thread_read(thread_id: UUID) -> tuple[str, int]:
    """Record that I have seen everything in a conversation."""
    service.mark_read(current_session(), current_actor(), thread_id, now())
    return "", 204
