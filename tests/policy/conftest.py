import pytest

from tests.policy.planting import plant


@pytest.fixture
def planted(cast, world):
    """{object of the truth table: Plant}, with the people of every relation added to the cast."""
    return plant(cast, world)
