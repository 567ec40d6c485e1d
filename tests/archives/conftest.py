"""Matters of the tests' own kind, at any stage of the way into the archive."""

import datetime as dt

import pytest

from archives import actions
from core import clock
from people import roles
from tests.kind.models import Consent, Matter, Note, NoteGoal


@pytest.fixture
def make_matter(cast):
    """A matter with its papers: `consent=False` leaves the consent form out."""

    def make(worker=None, *, consent=True, note=True, file_no="017SG03-2026C001"):
        worker = worker or cast.worker
        post = roles.post_of(worker)
        matter = Matter(worker=worker, point=post.point if post else None, file_no=file_no)
        matter.save()
        if note:
            row = Note(matter=matter, filled_by=worker, way="phone", no_next_reason="closed", summary="她睡得好些了。")
            row.save()
            NoteGoal(sheet=row, goal="每周五晚睡六小时", position=1).save()
        if consent:
            Consent(matter=matter, filled_by=worker, scope="个案服务").save()
        return matter

    return make


@pytest.fixture
def open_volume(make_matter):
    def make(worker=None, *, finished_on=dt.date(2026, 3, 20), **kwargs):
        matter = make_matter(worker, **kwargs)
        volume = actions.open_volume(
            subject=matter,
            kind="matter",
            worker=matter.worker,
            point=matter.point,
            finished_on=finished_on,
            file_no=matter.file_no,
            by=matter.worker,
        )
        matter.volume = volume
        matter.save()
        return volume

    return make


@pytest.fixture
def april():
    """The first working day of the archiving round for March 2026."""
    with clock.standing_at(dt.date(2026, 4, 1)) as instant:
        yield instant


@pytest.fixture
def verified(open_volume, cast):
    return make_verified(open_volume(), cast)


def make_verified(volume, cast):
    actions.submit(volume=volume, by=volume.worker)
    actions.verify(volume=volume, by=cast.sa)
    return volume


def make_sealed(volume, cast):
    make_verified(volume, cast)
    actions.seal(volume=volume, by=cast.archivist, envelope_no="D-2026-001", location="档案室 A 柜 3 层")
    assert actions.run_sealings() == 1
    volume.refresh_from_db()
    return volume


@pytest.fixture
def sealed(open_volume, cast):
    return make_sealed(open_volume(), cast)
