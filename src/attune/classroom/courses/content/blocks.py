"""What blocks of text, image, video, audio, files, links, callouts and code hold."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from attune.classroom.platform.markdown.embedded_video import HOSTS, embedded_video
from attune.classroom.platform.schemas import STORED


class Content(BaseModel):
    """The base of every block's content: closed and immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def stored(cls, content: object) -> Self:
        """What a stored block holds: dates that would be refused today are brought within their bounds."""
        return cls.model_validate(content, context=STORED)


class MarkdownContent(Content):
    """Text as its author wrote it; it becomes HTML when it is read."""

    text: str


class ImageContent(Content):
    """An image, by its name among the course's files.

    alt: what it shows, for who does not see it; empty for an image that only decorates.
    caption: Markdown below it.
    """

    file: Annotated[str, Field(min_length=1, max_length=255)]
    alt: Annotated[str, Field(max_length=1_000)]
    caption: Annotated[str, Field(max_length=5_000)] | None = None


class VideoContent(Content):
    """A video: one of the course's files, or one of another site by its address.

    url: at YouTube, Vimeo or a PeerTube site that is known; it is loaded when the student asks for it.
    captions: a WebVTT file; transcript: what is said, in Markdown.
    duration_seconds: of a file; None where another site plays it.
    """

    file: str | None = None
    url: Annotated[str, Field(max_length=2_000)] | None = None
    captions: str | None = None
    transcript: str | None = None
    duration_seconds: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    poster: str | None = None

    @model_validator(mode="after")
    def _comes_from_one_place(self) -> VideoContent:
        if bool(self.file) == bool(self.url):
            raise PydanticCustomError("video_source", "a video has either a file or an address")
        if self.file and self.duration_seconds is None:
            raise PydanticCustomError("video_duration", "'duration_seconds' is missing: how long the video is")
        if self.url and embedded_video(self.url) is None:
            hosts = ", ".join(sorted(HOSTS))
            raise PydanticCustomError("video_host", "the address is no video of {hosts}", {"hosts": hosts})
        return self


class AudioContent(Content):
    """A recording, by its name among the course's files; `transcript` is what is said, in Markdown."""

    file: Annotated[str, Field(min_length=1, max_length=255)]
    transcript: str | None = None


class Tone(StrEnum):
    """How a callout is meant."""

    NOTE = "note"
    TIP = "tip"
    WARNING = "warning"
    IMPORTANT = "important"


class CalloutContent(Content):
    """Markdown that stands out from the rest."""

    tone: Tone
    text: Annotated[str, Field(min_length=1)]


class CodeContent(Content):
    """Code, shown with its colours. `language`: by its short name, as in python; another is shown without colours."""

    language: Annotated[str, Field(pattern=r"^[a-z0-9+#.-]{1,30}$")]
    text: Annotated[str, Field(min_length=1, max_length=200_000)]


class FileContent(Content):
    """A file to download, by its name among the course's files."""

    file: Annotated[str, Field(min_length=1, max_length=255)]
    bytes: int


class EmbedContent(Content):
    """A page of another site, opened in a new tab."""

    url: Annotated[str, Field(pattern=r"^https://")]
    title: str
