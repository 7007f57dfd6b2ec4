"""Every kind of block as it is published and shown."""

from __future__ import annotations

import io
from uuid import uuid4

import pytest

from attune.classroom.platform.markdown.embedded_video import embedded_video
from tests.classroom.courses.folders import png


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def author(make, sign_in, course):
    return sign_in(make.tutor(course))


def block(kind, content):
    nothing = {"title": None, "hints": [], "example": None, "easier": None, "challenge": None, "prerequisite": None}
    return {"id": str(uuid4()), "kind": kind, "content": content, **nothing}


def preview(author, course, *blocks):
    body = {"title": "T", "minutes": 5, "blocks": list(blocks)}
    return author.post(f"/authoring/lessons/{course.lessons[0]}/preview", {"body": body}).json


def test_an_image_has_its_size_alt_and_caption(author, course):
    author.post(f"/authoring/courses/{course.id}/files", data={"file": (io.BytesIO(png(7, 5)), "bell.png")})
    shown = preview(author, course, block("image", {"file": "bell.png", "alt": "A bell", "caption": "*The* bell"}))
    image = shown["blocks"][0]["image"]
    assert (image["width"], image["height"], image["alt"]) == (7, 5, "A bell")
    assert image["caption_html"] == "<p><em>The</em> bell</p>\n"
    assert shown["problems"] == []


def test_a_callout_and_code_are_rendered_on_the_server(author, course):
    code = block("code", {"language": "python", "text": "if x < 1:\n    print('<b>')\n"})
    shown = preview(author, course, block("callout", {"tone": "tip", "text": "Do **this**."}), code)
    callout, coloured = shown["blocks"][0]["callout"], shown["blocks"][1]["code"]
    assert (callout["tone"], callout["html"]) == ("tip", "<p>Do <strong>this</strong>.</p>\n")
    assert '<span class="k">if</span>' in coloured["html"]
    assert "<b>" not in coloured["html"]
    assert coloured["text"].startswith("if x < 1")


def test_a_recording_needs_its_file(author, course):
    shown = preview(author, course, block("audio", {"file": "voice.mp3", "transcript": "Hello."}))
    assert shown["blocks"][0]["audio"]["transcript_html"] == "<p>Hello.</p>\n"
    assert [problem["field"] for problem in shown["problems"]] == ["file"]


def test_a_video_of_another_site_is_framed_from_where_it_sets_no_cookie(author, course):
    shown = preview(author, course, block("video", {"url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3"}))
    video = shown["blocks"][0]["video"]
    assert video["embed_url"] == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    assert (video["provider"], video["url"], video["captions_url"]) == ("YouTube", None, None)
    refused = preview(author, course, block("video", {"url": "https://evil.example/watch?v=dQw4w9WgXcQ"}))
    assert refused["blocks"] == []
    assert len(refused["problems"]) == 1


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        (
            "https://framatube.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
            "https://framatube.org/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        ),
        ("http://youtu.be/dQw4w9WgXcQ", None),
        ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", None),
        ("https://user@youtube.com/watch?v=dQw4w9WgXcQ", None),
        ("https://vimeo.com/channels", None),
        ('https://www.youtube.com/watch?v="><script>', None),
        ("https://[", None),
    ],
)
def test_only_known_addresses_become_frames(url, address):
    found = embedded_video(url)
    assert (found.address if found else None) == address


def test_pages_may_frame_exactly_these_sites(author):
    policy = author.get("/courses").headers["Content-Security-Policy"]
    assert "frame-src 'self' https://www.youtube-nocookie.com https://player.vimeo.com https://framatube.org" in policy
