"""The served process itself: it comes up, answers, and goes quietly."""

from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

from tests.e2e.conftest import serve


def test_a_stopped_platform_ends_without_a_crash(tmp_path: Path):
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
