"""The archive and the paper forms in chromium: drafts that save themselves, two windows, the room, barriers."""

import datetime as dt
import os
import time

import pytest

from archives import actions
from archives.models import Draft
from core import clock
from people import roles
from tests.archives.conftest import make_sealed, make_verified
from tests.browser.conftest import PHONE
from tests.kind.models import Consent, Matter, Note, NoteGoal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.kind.urls")]


def shot(visitor, name):
    """A picture for people, where SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        visitor.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def month_ago():
    return (clock.today().replace(day=1) - dt.timedelta(days=1)).replace(day=20)


def finished(worker, number, *, consent=True):
    post = roles.post_of(worker)
    matter = Matter(worker=worker, point=post.point, file_no=number)
    matter.save()
    note = Note(
        matter=matter, filled_by=worker, way="phone", no_next_reason="结案", summary="近两周睡眠好转，愿意下楼。"
    )
    note.save()
    NoteGoal(sheet=note, goal="每周五晚睡六小时", position=1).save()
    if consent:
        Consent(matter=matter, filled_by=worker, scope="个案服务").save()
    volume = actions.open_volume(
        subject=matter, kind="matter", worker=worker, point=post.point, finished_on=month_ago(), file_no=number
    )
    matter.volume = volume
    matter.save()
    return volume


@pytest.fixture
def shelf(cast):
    gap = finished(cast.worker, "017SG03-2026C009", consent=False)
    waiting = finished(cast.worker, "017SG03-2026C011")
    actions.submit(volume=waiting, by=cast.worker)
    make_verified(finished(cast.worker2, "018SG03-2026C002"), cast)
    sealed = make_sealed(finished(cast.worker2, "018SG03-2026C001"), cast)
    return {"gap": gap, "waiting": waiting, "sealed": sealed}


def request_for(cast, volume):
    from approvals.actions import act

    request = actions.request_access(
        volume=volume, by=cast.worker, reason="跟进同一家庭，需要了解前期工作", kinds=["read", "copy"]
    )
    act(step_id=request.approval.steps.get(key="opinion").pk, by=cast.sa, outcome="ok", comment="工作需要，同意。")
    return request


def test_the_archive_pages_have_no_barriers(visitor, cast, shelf):
    request = request_for(cast, shelf["sealed"])
    pages = [
        (cast.sa, "/archive/", "room"),
        (cast.supervisor, f"/archive/volumes/{shelf['gap'].uuid}/", "volume"),
        (cast.archivist, "/archive/registers/", "registers"),
        (cast.ddg, f"/archive/access/{request.uuid}/", "decide"),
        (cast.worker, "/archive/access/new/", "ask"),
        (cast.sa, f"/archive/volumes/{shelf['waiting'].uuid}/read/", "read"),
    ]
    for person, path, name in pages:
        for size, theme in (((1440, 900), "light"), (PHONE, "dark")):
            one = visitor(person, size=size, theme=theme)
            one.open(path)
            shot(one, f"{name}-{size[0]}")
            assert one.violations() == [], (path, theme)
            assert one.sideways() == 0, (path, size)
            assert one.trouble == [], path


def test_a_volume_is_sealed_and_its_month_signed_in_the_browser(visitor, cast, shelf):
    cast.archivist.set_password("correct horse battery")
    cast.archivist.save()
    volume = actions.volumes.Volume.objects.get(state="verified")
    one = visitor(cast.archivist)
    page = one.open(f"/archive/volumes/{volume.uuid}/seal/")
    page.fill("[name=envelope_no]", "D-2026-002")
    page.fill("[name=location]", "档案室 A 柜")
    page.check("[name=originals][value=original]", force=True)
    page.fill("[name=password]", "correct horse battery")
    shot(one, "seal")
    with page.expect_navigation():
        page.click(".savebar .btn-primary")
    assert actions.run_sealings() == 1
    page = one.open("/archive/registers/")
    page.fill("[name=password]", "correct horse battery")
    with page.expect_navigation():
        page.click("form .btn-primary")
    page = one.open(page.url.split("://")[1].partition("/")[2].join(["/", "?verify=1"]))
    assert page.locator(".note.ok").count() == 1
    shot(one, "register")


@pytest.fixture
def new(cast):
    matter = Matter(worker=cast.worker, file_no="017SG03-2026C020")
    matter.save()
    return f"/kind/{matter.uuid}/new/"


def until(page, expression, patience=15):
    """Ask the page again and again; its content policy forbids Playwright's own waiting."""
    end = time.monotonic() + patience
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(100)


def saved(page, version="1"):
    until(page, f"document.querySelector('[name=_version]').value === '{version}'")


def test_a_draft_saves_itself_and_is_there_again_after_a_reload(visitor, cast, new):
    one = visitor(cast.worker)
    page = one.open(new)
    page.fill("#id_summary", "她说这几晚睡得好些了。")
    saved(page)
    assert "已自动保存" in page.locator(".saved").inner_text() or "Saved" in page.locator(".saved").inner_text()
    page.click("[data-add-line]")
    assert page.locator("[name=goals-1-goal]").count() == 1
    shot(one, "edit")
    page.reload()
    assert page.input_value("#id_summary") == "她说这几晚睡得好些了。"
    kept = page.evaluate("JSON.stringify(Object.assign({}, localStorage, sessionStorage))")
    assert "睡得好" not in kept
    assert one.trouble == []


def test_a_second_window_reads_only_until_taken_over_and_the_first_is_told(visitor, cast, new):
    first, second = visitor(cast.worker), visitor(cast.worker)
    page = first.open(new)
    page.fill("#id_summary", "第一个窗口")
    saved(page)
    other = second.open(new)
    assert other.locator("[data-elsewhere]").is_visible()
    assert other.evaluate("document.querySelector('#id_summary').readOnly")
    shot(second, "elsewhere")
    with other.expect_navigation():
        other.click("[data-take-over]")
    other.fill("#id_summary", "第二个窗口")
    saved(other, "2")
    page.fill("#id_summary", "第一个窗口又改")
    page.wait_for_selector("[data-conflict]", timeout=15000)
    assert "第二个窗口" in page.locator("[data-conflict]").inner_text()
    shot(first, "conflict")
    assert "第二个窗口" in Draft.objects.get().text()


def test_without_a_network_the_page_says_so_and_saves_when_it_is_back(visitor, cast, new):
    one = visitor(cast.worker)
    page = one.open(new)
    page.context.set_offline(True)
    page.fill("#id_summary", "断网时写的")
    until(page, "document.querySelector('.saved').classList.contains('st-bad')")
    page.context.set_offline(False)
    saved(page)
    assert "断网时写的" in Draft.objects.get().text()


def test_the_form_works_without_javascript(visitor, cast, new):
    one = visitor(cast.worker, js=False)
    page = one.open(new)
    page.fill("#id_summary", "没有脚本")
    one.submit("_add", "goals")
    assert page.locator("[name=goals-1-goal]").count() == 1
    assert page.input_value("#id_summary") == "没有脚本"
    with page.expect_navigation():
        page.click(".savebar .btn-primary")
    assert page.locator("#errors").count() == 1
    assert page.input_value("#id_summary") == "没有脚本"
