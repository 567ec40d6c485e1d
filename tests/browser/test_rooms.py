"""Every page of the rooms in a browser: no barrier, nothing sideways, nothing refused by the content policy."""

import pytest
from django.urls import reverse

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.content import build

WIDTHS = (320, 390, 768, 1200)


def pages(cast, rows):
    """(who, path) of the pages of this issue that show something."""
    step = {row.key: row for row in rows.leave.approval.steps.all()}["sa"]
    volume, sealed = rows.closed.volume, rows.sealed.volume
    named = [
        (cast.worker, "notifications:today"),
        (cast.worker, "notifications:week"),
        (cast.worker, "notifications:later"),
        (cast.worker, "notifications:done"),
        (cast.worker, "notifications:list"),
        (cast.worker, "notifications:settings"),
        (cast.worker, "leave:list"),
        (cast.worker, "leave:new"),
        (cast.worker2, "leave:detail", rows.leave.uuid),
        (cast.worker2, "leave:print", rows.leave.uuid),
        (cast.worker, "leave:handover", rows.taken.uuid),
        (cast.worker, "attendance:mine"),
        (cast.sa, "leave:away"),
        (cast.sa, "approvals:inbox"),
        (cast.sa, "approvals:decide", step.uuid),
        (cast.sa, "archives:room"),
        (cast.worker, "archives:volume", volume.uuid),
        (cast.archivist, "archives:volume", sealed.uuid),
        (cast.worker, "archives:requests"),
        (cast.worker, "archives:ask"),
        (cast.ddg, "archives:registers"),
        (cast.worker, "cases:list"),
        (cast.worker, "cases:detail", rows.case.uuid),
        (cast.supervisor, "cases:records", rows.case.uuid),
        (cast.worker, "cases:record_new", rows.case.uuid),
        (cast.worker, "cases:access", rows.case.uuid),
        (cast.worker, "cases:close", rows.case.uuid),
        (cast.worker, "cases:intake", rows.inquiry.uuid),
        (cast.worker, "cases:intake_new"),
        (cast.hr, "rulebook:settings"),
        (cast.hr, "rulebook:calendar"),
        (cast.auditor, "access:log"),
        (cast.worker, "search"),
    ]
    for who, name, *args in named:
        yield who, reverse(name, args=args)


@pytest.fixture
def rows(live_server, cast):
    return build(cast)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_page_of_the_rooms_has_a_barrier(visitor, cast, rows, size, theme):
    found, trouble, open_by = {}, {}, {}
    for who, path in pages(cast, rows):
        one = open_by.setdefault(who.pk, visitor(who, size=size, theme=theme))
        one.open(path)
        if barriers := one.violations():
            found[path] = barriers
        if one.trouble:
            trouble[path], one.trouble[:] = list(one.trouble), []
    assert found == {}, found
    assert trouble == {}, trouble


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_no_page_of_the_rooms_scrolls_sideways(visitor, cast, rows, lang):
    wide, open_by = {}, {}
    for who, path in pages(cast, rows):
        one = open_by.setdefault(who.pk, visitor(who, lang=lang))
        one.open(path)
        for width in WIDTHS:
            one.page.set_viewport_size({"width": width, "height": 844})
            if one.sideways() > 0:
                wide[path, width] = one.sideways()
    assert wide == {}, wide
