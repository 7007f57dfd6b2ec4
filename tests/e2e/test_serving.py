"""The served process itself: it comes up, answers, and goes quietly."""

import shutil
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

from tests.e2e.conftest import serve


def test_a_stopped_platform_ends_without_a_crash(tmp_path: Path, demo_state: Path):
    shutil.copytree(demo_state, tmp_path, dirs_exist_ok=True)
    with ExitStack() as stack:
        platform = serve(tmp_path, stack)
        with urlopen(f"{platform.url}/api/v1/session") as answer:  # the worker has loaded what it needs
            assert answer.status == 200
        with urlopen(f"{platform.url}/readyz") as answer:
            assert answer.status == 200
    log = (tmp_path / "server.log").read_text()
    assert "Attune is at" in log
    assert "terminate called" not in log
    assert "SIGABRT" not in log
