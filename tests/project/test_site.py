"""The site has every page in its navigation, its links lead somewhere, its diagram is that of the import contracts."""

import posixpath
import re
import tomllib

import pytest
import yaml
from scripts import architecture_diagram, docs_site, reference
from tests.project.pages import ROOT, links_of

from attune.classroom.platform.settings import PREFIX, Settings

SITE = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))


def navigation(entries):
    """Every page of a navigation, in order."""
    for entry in entries:
        value = next(iter(entry.values())) if isinstance(entry, dict) else entry
        yield from navigation(value) if isinstance(value, list) else [value]


def written_and_generated():
    written = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    return written | set(docs_site.ROOT_PAGES.values()) | set(reference.pages())


def test_every_page_is_in_the_navigation_once():
    listed = list(navigation(SITE["nav"]))
    assert sorted(listed) == sorted(written_and_generated())


def test_every_decision_is_in_the_index():
    index = (ROOT / "docs/decisions/index.md").read_text("utf-8")
    titles = {path.name: path.read_text("utf-8").splitlines()[0] for path in (ROOT / "docs/decisions").glob("0*.md")}
    assert len(titles) >= 12
    assert len({name[:4] for name in titles}) == len(titles), "two decisions of one number"
    for name, title in titles.items():
        assert f"[{title.removeprefix('# ')}]({name})" in index


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    """The pages of the site, those of the commands apart: with torch out of reach some cannot be asked."""
    folder = tmp_path_factory.mktemp("site") / "docs"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "commands_page", lambda: "# Commands\n")
        docs_site.gather(folder)
    return folder


def test_every_link_of_the_gathered_site_leads_to_a_page_of_it(gathered):
    pages = {path.relative_to(gathered).as_posix(): path.read_text("utf-8") for path in gathered.rglob("*.md")}
    assert set(navigation(SITE["nav"])) <= set(pages)
    links = [
        (name, target.partition("#")[0])
        for name, text in pages.items()
        for target in links_of(text)
        if "://" not in target and not target.startswith(("#", "mailto:"))
    ]
    assert len(links) > 60
    dead = [(name, to) for name, to in links if not (gathered / posixpath.dirname(name) / to).resolve().exists()]
    assert not dead


def test_a_link_out_of_the_site_is_refused():
    with pytest.raises(ValueError, match=r"src/attune/cli\.py"):
        docs_site.relink("[code](../src/attune/cli.py)", "docs/index.md")


def test_links_follow_a_page_of_the_root_into_the_site():
    text = "[how](docs/how-to/read-faces.md#in-python), [use](RESPONSIBLE_USE.md), `[no](link)`, [out](https://example.org)"
    assert docs_site.relink(text, "CONTRIBUTING.md") == (
        "[how](../how-to/read-faces.md#in-python), [use](responsible-use.md), `[no](link)`, [out](https://example.org)"
    )
    fenced = "```markdown\n[the bell](bell.png)\n```\n"
    assert docs_site.relink(fenced, "docs/how-to/write-a-course.md") == fenced


def test_the_reference_has_every_setting_and_operation(gathered):
    settings = (gathered / "reference/settings.md").read_text("utf-8")
    for name, field in Settings.model_fields.items():
        assert f"| `{PREFIX}{name.upper()}` |" in settings
        assert (field.description or "").rstrip(".").replace("|", "\\|") in settings
    http = (gathered / "reference/http-api.md").read_text("utf-8")
    for path, operations in reference.read_openapi()["paths"].items():
        for method in operations.keys() & {"get", "post", "put", "patch", "delete"}:
            assert f"### `{method.upper()} {path}`" in http


def test_the_reference_has_every_public_module(gathered):
    for package in reference.PACKAGES:
        page = (gathered / f"reference/python-{package}.md").read_text("utf-8")
        for path in (ROOT / "src/attune" / package).rglob("*.py"):
            module = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
            if not path.name.startswith("_"):
                assert f"\n::: {module}\n" in page


def test_the_diagram_is_that_of_the_contracts():
    drawn = architecture_diagram.DIAGRAM.read_text("utf-8")
    assert drawn == architecture_diagram.draw(architecture_diagram.read_columns()), "run: make diagram"


def test_the_diagram_names_every_package_in_its_layer():
    columns = architecture_diagram.read_columns()
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    for column, (contract, _) in zip(columns, architecture_diagram.DRAWN, strict=True):
        layers = next(each["layers"] for each in contracts if each["id"] == contract)
        assert [set(re.findall(r"\w+", layer)) for layer in layers] == [set(names) for names in column.layers]
    assert architecture_diagram.split_layer("(a) | b : c") == ["a", "b", "c"]


def test_the_architecture_page_describes_every_folder_of_the_code():
    page = (ROOT / "docs/explanation/architecture.md").read_text("utf-8")
    folders = {path.parent.name for path in (ROOT / "src/attune").glob("*/__init__.py")}
    assert folders
    assert not [name for name in folders if f"`src/attune/{name}`" not in page]


def test_the_site_asks_no_other_host():
    assert SITE["theme"]["font"] is False
    assert not {"extra_javascript", "extra_css"} & set(SITE)
