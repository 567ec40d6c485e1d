import pytest

from approvals import actions
from approvals.models import Step
from tests.approvals.paperwork.models import Paper


@pytest.fixture
def paper(cast, world):
    """make(author=, chain=, **fields): a document, submitted along `chain` if one is named."""

    def make(author=None, chain=None, **fields):
        author = author or cast.worker2
        made = Paper(author=author, **fields)
        made.save()
        if chain:
            actions.start(subject=made, chain=f"paper.{chain}", by=author)
        return made

    return make


@pytest.fixture
def step_of():
    """The row of one step of a document's newest run, fresh from the database."""

    def find(document, key):
        return Step.objects.get(approval__subject_ref=document.ref, approval_id=document.approval_id, key=key)

    return find


@pytest.fixture
def seated(step_of):
    """Staff numbers of those who may act on a step now."""

    def find(document, key):
        return {permission.user for permission in step_of(document, key).permissions.select_related("user")}

    return find
