"""Blocks without a student's part in them, as they are shown: images, videos, recordings, files, callouts, code."""

from __future__ import annotations

from pathlib import PurePosixPath

from attune.classroom.courses.content.blocks import (
    AudioContent,
    CalloutContent,
    CodeContent,
    EmbedContent,
    FileContent,
    ImageContent,
    MarkdownContent,
    VideoContent,
)
from attune.classroom.courses.files import MEDIA_TYPES
from attune.classroom.courses.media import CourseLinks
from attune.classroom.courses.models import Block
from attune.classroom.learning.schemas import AudioOut, CalloutOut, CodeOut, EmbedOut, FileOut, ImageOut, VideoOut
from attune.classroom.platform.markdown import to_html
from attune.classroom.platform.markdown.code import highlight
from attune.classroom.platform.markdown.embedded_video import embedded_video

Shown = dict[str, object]


def show_markdown(block: Block, links: CourseLinks) -> Shown:
    """A text."""
    return {"html": to_html(MarkdownContent.model_validate(block.content).text, links.targets)}


def show_image(block: Block, links: CourseLinks) -> Shown:
    """An image, with its size: the page keeps its place free while it loads."""
    image = ImageContent.model_validate(block.content)
    found = next((target for target in links.targets if target.name == image.file), None)
    return {
        "image": ImageOut(
            url=links.url_of(image.file),
            alt=image.alt,
            caption_html=_html(image.caption, links),
            width=found.width if found is not None else None,
            height=found.height if found is not None else None,
        )
    }


def show_video(block: Block, links: CourseLinks) -> Shown:
    """A video of the course, or one of another site."""
    video = VideoContent.model_validate(block.content)
    elsewhere = embedded_video(video.url) if video.url else None
    return {
        "video": VideoOut(
            url=links.url_of(video.file) if video.file else None,
            embed_url=elsewhere.address if elsewhere is not None else None,
            provider=elsewhere.provider if elsewhere is not None else None,
            captions_url=links.url_of(video.captions) if video.captions else None,
            transcript_html=_html(video.transcript, links),
            duration_seconds=video.duration_seconds,
            poster_url=links.url_of(video.poster) if video.poster else None,
        )
    }


def show_audio(block: Block, links: CourseLinks) -> Shown:
    """A recording."""
    audio = AudioContent.model_validate(block.content)
    return {"audio": AudioOut(url=links.url_of(audio.file), transcript_html=_html(audio.transcript, links))}


def show_file(block: Block, links: CourseLinks) -> Shown:
    """A file to download."""
    file = FileContent.model_validate(block.content)
    name = PurePosixPath(file.file)
    media_type = MEDIA_TYPES.get(name.suffix.lower(), "application/octet-stream")
    return {"file": FileOut(url=links.url_of(file.file), name=name.name, bytes=file.bytes, media_type=media_type)}


def show_embed(block: Block, _links: CourseLinks) -> Shown:
    """A page of another site."""
    embed = EmbedContent.model_validate(block.content)
    return {"embed": EmbedOut(url=embed.url, title=embed.title)}


def show_callout(block: Block, links: CourseLinks) -> Shown:
    """A text that stands out."""
    callout = CalloutContent.model_validate(block.content)
    return {"callout": CalloutOut(tone=callout.tone, html=to_html(callout.text, links.targets))}


def show_code(block: Block, _links: CourseLinks) -> Shown:
    """Code with its colours."""
    code = CodeContent.model_validate(block.content)
    return {"code": CodeOut(language=code.language, html=highlight(code.text, code.language), text=code.text)}


def _html(text: str | None, links: CourseLinks) -> str | None:
    return to_html(text, links.targets) if text else None
