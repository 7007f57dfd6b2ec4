"""The pages that people read, and what they name: links, paths, commands."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
ROOT_FILES = {"README.md", "CONTRIBUTING.md", "SECURITY.md", "RESPONSIBLE_USE.md", "CHANGELOG.md"}
FOLDERS = {"docs", "web", "requirements", ".github"}  # models' cards are written by a program


def written_pages():
    """Every Markdown file that somebody wrote, by its name from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return {
        name: (ROOT / name).read_text("utf-8")
        for name in sorted(set(listed))
        if (ROOT / name).exists() and name.split("/")[0] in FOLDERS | ROOT_FILES
    }


def links_of(text):
    """Targets of links and pictures, outside of code."""
    return LINK.findall(SPAN.sub("", FENCE.sub("", text)))


def code_of(text):
    """What stands in code spans and in fences: (code, whether it is a fence)."""
    fences = [(body, True) for _, body in FENCE.findall(text)]
    return [(span, False) for span in SPAN.findall(FENCE.sub("", text))] + fences


def anchors_of(text):
    """The anchors of a page's headings, as GitHub and the site make them."""
    titles = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}
