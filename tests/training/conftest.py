from pathlib import Path

import pytest

from tests.training.faces import write_data


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty drawn faces in the shared layout, with votes: 28 to train on, 8 to validate on, 4 to test on."""
    return write_data(tmp_path_factory.mktemp("data"), 40)
