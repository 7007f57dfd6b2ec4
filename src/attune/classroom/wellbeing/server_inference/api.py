"""The route of server mode. Its body is a picture, so it is read into memory here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from apiflask import APIBlueprint, APIFlask
from flask import current_app, request

from attune.classroom.platform.context import current_actor, current_session, release_session, services
from attune.classroom.platform.observability import unlogged
from attune.classroom.platform.permissions import Permission, body_limit, requires
from attune.classroom.wellbeing.server_inference import service as frames
from attune.classroom.wellbeing.server_inference.admission import Admission, AdmissionLimits
from attune.classroom.wellbeing.server_inference.schemas import FrameOut, FrameQuery

blueprint = APIBlueprint("frames", __name__, url_prefix="/api/v1/wellbeing")

READER = "attune.frame_reader"


@dataclass(frozen=True, slots=True)
class Reader:
    """What this process reads frames with, and the queue before it."""

    analysis: frames.Analysis
    admission: Admission


def init_app(app: APIFlask, analysis: frames.Analysis, limits: AdmissionLimits) -> None:
    """Register the route and make the queue of this process."""
    app.extensions[READER] = Reader(analysis, Admission(limits))
    app.register_blueprint(blueprint)


@blueprint.post("/frames")
@requires(Permission.SEND_OWN_READINGS, writes=False)
@body_limit(frames.LARGEST_FRAME)
@unlogged
@blueprint.input(FrameQuery, location="query", arg_name="query")
@blueprint.output(FrameOut)
@blueprint.doc(
    description="The body is one JPEG, both sides from 32 to 1280 pixels.", extensions={"x-raw-body": "image/jpeg"}
)
def read_frame(query: FrameQuery) -> FrameOut:
    """Read one frame of my camera in memory, answer, and forget it."""
    if request.mimetype != "image/jpeg":
        raise frames.FrameNotJpeg("Send one picture with Content-Type image/jpeg.")
    encoded = request.get_data(cache=False)
    student = current_actor()
    frames.require_server_mode(current_session(), student)
    release_session()  # a frame that waits for its turn keeps no database connection from others
    reader = cast(Reader, current_app.extensions[READER])
    with services().observations.reading_frame():
        return frames.read_frame(reader.admission, reader.analysis, student, encoded, query.t, query.last_box())
