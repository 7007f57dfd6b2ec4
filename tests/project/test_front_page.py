"""The README is short and quotes what docs/benchmarks.md has; changelog and citation keep to their formats."""

import re
import subprocess
import tomllib

import pytest
import yaml
from tests.project.pages import ROOT

README = (ROOT / "README.md").read_text("utf-8")
BENCHMARKS = (ROOT / "docs/benchmarks.md").read_text("utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def rows(text):
    """(what, figure, command) of every row of a table of figures."""
    found = [re.split(r"\s*\|\s*", line.strip("| ")) for line in text.splitlines() if line.startswith("| ")]
    return [row for row in found if len(row) == 3 and "`" in row[2]]


def test_the_readme_is_what_a_newcomer_reads():
    assert len(README.split()) < 600
    assert len(rows(README)) == 5
    assert "make run" in README
    assert "make test" in README
    assert re.search(r"!\[[^\]]+\]\(docs/screenshots/", README)


def test_the_readme_quotes_figures_that_the_benchmarks_have_with_the_same_command():
    kept = rows(BENCHMARKS)
    assert len(kept) > 20
    for _, figure, command in rows(README):
        figures = [row[1] for row in kept if command in row[2]]
        assert any(set(NUMBER.findall(figure)) <= set(NUMBER.findall(each)) for each in figures), (figure, command)


def test_every_figure_has_a_command():
    assert not [row for row in rows(BENCHMARKS) if "…" in row[2] or "above" in row[2]]


def test_the_changelog_is_kept_as_keep_a_changelog_has_it():
    headings = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", heading) for heading in headings[1:])
    kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
    for version in re.split(r"^## .+$", CHANGELOG, flags=re.MULTILINE)[1:]:
        found = re.findall(r"^### (.+)$", version, re.MULTILINE)
        assert found == [kind for kind in kinds if kind in found], found
        before = version.split("### ")[0]
        assert not before.strip(), "every entry belongs under a kind of change"
    assert all(re.match(r"- \S|  \S|#|$", line) for line in CHANGELOG.split("## [Unreleased]")[1].splitlines())


def test_the_citation_can_be_cited():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "version", "license", "type"} <= set(citation)
    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]
    for entry in (citation, *citation["references"]):
        assert entry["title"]
        assert all("family-names" in author or "name" in author for author in entry["authors"])


def test_github_runs_what_one_runs_at_home():
    workflow = yaml.safe_load((ROOT / ".github/workflows/checks.yml").read_text("utf-8"))
    job = workflow["jobs"]["run"]
    assert ".ci/run" in [step.get("run") for step in job["steps"]]
    assert set(job["services"]) == {"postgres", "redis"}
    program = (ROOT / ".ci/run").read_text("utf-8")
    assert all(name in program for name in job["env"])
    assert workflow["permissions"] == {"contents": "read"}


def test_actions_are_pinned_to_a_commit():
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        for used in re.findall(r"uses: (.+)", path.read_text("utf-8")):
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda path: path.name)
def test_templates_and_workflows_can_be_read(path):
    assert yaml.safe_load(path.read_text("utf-8"))


def test_dependabot_looks_where_packages_are_pinned():
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    pinned = {"pip": "*.txt", "npm": "package-lock.json", "github-actions": ".github/workflows/*.yml"}
    assert {update["package-ecosystem"] for update in updates} == set(pinned)
    for update in updates:
        assert list((ROOT / update["directory"].strip("/")).glob(pinned[update["package-ecosystem"]]))


def test_hooks_run_the_repository_s_own_tools():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [repository["repo"] for repository in hooks] == ["local"]
    for hook in hooks[0]["hooks"]:
        assert hook["language"] == "system"
        program = hook["entry"].split()[0]
        assert program.startswith((".venv/bin/", "scripts/"))
        assert program.startswith(".venv") or (ROOT / program).exists()


def test_a_command_in_web_gets_its_files_as_they_are_called_there():
    command = ["scripts/in-web", "echo", "--flag", "web/src/main.tsx"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "--flag src/main.tsx\n"
