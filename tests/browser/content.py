"""Something true to look at in every room: cases in every state, leave underway, files of last month, one sealed."""

import datetime as dt
from types import SimpleNamespace

from archives import actions as archives
from core import clock
from notifications.actions import engage
from tests.factories import cases as made
from tests.leave.helpers import approved, ask


def build(cast):
    """Rows by name, made by the actions themselves on days before today."""
    today = clock.today()
    rows = SimpleNamespace(today=today)
    last_month = (today.replace(day=1) - dt.timedelta(days=1)).replace(day=12)
    rows.case = made.planned(cast.worker, cast.supervisor, on=today - dt.timedelta(days=60))
    with clock.standing_at(made.moment(today - dt.timedelta(days=20), 15)):
        made.record(rows.case, today - dt.timedelta(days=21))
    with clock.standing_at(made.moment(today - dt.timedelta(days=1), 9)):
        rows.inquiry = made.inquiry(cast.worker, client={"name": "李小明", "sex": "m", "group": "youth"})
        rows.opening = made.submitted(cast.worker, client={"name": "黄阿婆", "sex": "f", "group": "elderly"})
    rows.closed = made.closed(
        cast.worker, cast.supervisor, on=last_month - dt.timedelta(days=80), closed_on=last_month,
        client={"name": "周淑珍", "sex": "f", "group": "elderly"},
    )  # fmt: skip
    rows.sealed = made.closed(
        cast.worker, cast.supervisor, on=last_month - dt.timedelta(days=90), closed_on=last_month,
        client={"name": "何大力", "sex": "m", "group": "elderly"},
    )  # fmt: skip
    seal(rows.sealed.volume, cast)
    add_leave(rows, cast, today)
    for hour, what in ((9, "督导小组例会"), (14, "家访"), (17, "个案面谈")):
        engage(
            about=f"tests.meeting:{hour}", owner=cast.worker, what=what, place="长桥中心 活动室2",
            starts_at=made.moment(today, hour, 30), ends_at=made.moment(today, hour + 1),
        )  # fmt: skip
    return rows


def seal(volume, cast):
    archives.submit(volume=volume, by=volume.worker)
    archives.verify(volume=volume, by=cast.sa)
    archives.seal(volume=volume, by=cast.archivist, envelope_no="D-2026-001", location="档案室 A 柜 3 层")
    archives.run_sealings()
    volume.refresh_from_db()


def add_leave(rows, cast, today):
    def day(days):
        return (today + dt.timedelta(days=days)).isoformat()

    rows.leave = ask(cast.worker2, day(8), on=day(-1), reason="陪母亲到医院做手术前检查")
    rows.long_leave = ask(cast.worker2, day(20), day(23), on=day(-2), reason="回乡探望父母")
    rows.asked = ask(cast.worker, day(30), on=day(-3))
    rows.taken = approved(cast, cast.worker, day(-20), on=day(-60))
