import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english():
    """Messages as the code writes them; the Chinese ones are the catalogue's business."""
    with translation.override("en"):
        yield
