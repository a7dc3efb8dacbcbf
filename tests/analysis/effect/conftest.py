import pytest

from tests.drawn import database


@pytest.fixture(scope="module")
def engine():
    made = database()
    yield made
    made.dispose()
