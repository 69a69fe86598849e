import pytest

import textclass as tc

from .browser import browser


@pytest.fixture(scope="session")
def chrome(tmp_path_factory):
    with browser(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(scope="session")
def model():
    return tc.load_model("default")
