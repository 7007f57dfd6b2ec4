"""Gather the site: the pages of docs/, those that are written from the code, and those of the root.

make docs        gathers into build/docs and builds build/site from it, as mkdocs.yml says
"""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.reference import pages

ROOT = Path(__file__).resolve().parents[1]
GATHERED = ROOT / "build/docs"
# Pages that lie in the root of the repository, where people and GitHub look for them, and where the site has them.
ROOT_PAGES: Mapping[str, str] = {
    "CONTRIBUTING.md": "project/contributing.md",
    "SECURITY.md": "project/security.md",
    "RESPONSIBLE_USE.md": "project/responsible-use.md",
    "CHANGELOG.md": "project/changelog.md",
}
LINK = re.compile(r"(\]\()([^)\s]+)(\))")
CODE = re.compile(r"(^```.*?^```|`[^`\n]+`)", re.DOTALL | re.MULTILINE)


def map_links(text: str, replace: Callable[[str], str]) -> str:
    """Return Markdown in which every link's target has been replaced, code apart."""
    parts = CODE.split(text)
    parts[::2] = [LINK.sub(lambda found: found[1] + replace(found[2]) + found[3], part) for part in parts[::2]]
    return "".join(parts)


def site_place(name: str) -> str:
    """Return where the site has a file of the repository: below docs/, or a page of the root."""
    if name.startswith("docs/"):
        return name.removeprefix("docs/")
    return ROOT_PAGES.get(name, name)


def relink(text: str, name: str) -> str:
    """Return a page's Markdown with links as they have to be in the site.

    Args:
        text: Markdown of the page.
        name: where it lies in the repository, as `docs/index.md`.

    Raises:
        ValueError: a link leads to a file that the site does not have.
    """
    folder = posixpath.dirname(site_place(name))

    def replace(target: str) -> str:
        path, hash_sign, fragment = target.partition("#")
        if "://" in target or target.startswith("mailto:") or not path:
            return target
        linked = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        place = site_place(linked)
        if place == linked:
            raise ValueError(f"{name} links to {linked}, which is not in the site: name it as `{linked}` instead")
        return posixpath.relpath(place, folder or ".") + hash_sign + fragment

    return map_links(text, replace)


def gather(target: Path) -> None:
    """Write every page and picture of the site into a folder, which is emptied first."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT / "docs", target)
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT).as_posix()
        (target / site_place(name)).write_text(relink(page.read_text("utf-8"), name), encoding="utf-8")
    for name, place in ROOT_PAGES.items():
        (target / place).parent.mkdir(exist_ok=True)
        (target / place).write_text(relink((ROOT / name).read_text("utf-8"), name), encoding="utf-8")
    for place, write in pages().items():
        (target / place).write_text(write(), encoding="utf-8")


if __name__ == "__main__":
    gather(GATHERED)
