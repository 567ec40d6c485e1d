"""Something to be about: a registered kind of object that some people may see."""

import uuid
from types import SimpleNamespace

import pytest

from core import subjects
from core.subjects import Described


@pytest.fixture
def paper(monkeypatch):
    """`paper.ref()` makes an opaque reference; everybody sees it but those in `paper.barred`."""
    barred, made = set(), []

    def describe(user, uuids):
        if user.pk in barred:
            return {}
        return {one: Described(title="陈女士的申请", url=f"/papers/{one}/", icon="file-text") for one in uuids}

    monkeypatch.setitem(subjects._describers, "kind.paper", describe)

    def ref():
        made.append(f"kind.paper:{uuid.uuid4()}")
        return made[-1]

    return SimpleNamespace(ref=ref, barred=barred)
