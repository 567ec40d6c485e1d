"""Events at any point of their life, made by the actions themselves on a given day."""

import datetime as dt

from approvals.actions import act
from archives.sheets import Filled
from community import actions, facts
from community.models import Event
from community.sheets import Debrief
from core import clock
from gatherings.actions import tally

BEGUN = dt.date(2026, 3, 2)  # a Monday
DAY = dt.date(2026, 3, 21)  # a Saturday, nineteen days later
START, END = dt.time(14, 0), dt.time(16, 30)
PLAN = {
    "target_group": ["elderly"], "background": "走访中不少长者说周末没有去处", "idea": "邻里一起做一餐饭", "publicity": "社区公告栏与微信群",
    "difficulties": "人多，分两批入场", "evaluation": "意见表与签到", "fund_source": "none", "planned_people": 60,
}  # fmt: skip
ROWS = {
    "goals": [{"goal": "邻里相识", "indicator": "六成参加者认识一位新邻居"}],
    "flow": [{"at": "14:00", "item": "开场", "content": "介绍与安全提示", "person": "林晓岚"}],
    "staff": [{"duty": "sign_in", "person": "林晓岚"}],
    "materials": [{"item": "横幅", "quantity": "1 条", "have": "have"}],
}
BUDGET = [{"item": "食材", "unit_price": "300", "quantity": 2}]
EMERGENCY = {
    "overall_head": "林晓岚 13800000000", "site_head": "梁伟 13800000001", "evacuation": "两个出口，工作人员在门口引导",
    "medical": "社区医院 急诊", "bad_weather": "改到室内或延期", "materials": "急救包、扩音器",
}  # fmt: skip
TEAM = {
    "section_heads": [{"section": "疏散", "person": "梁伟"}],
    "risks": [{"risk": "crowding", "prevention": "分批入场", "response": "暂停入场，开侧门"}],
}


def at(day, hour=10, minute=0):
    return clock.standing_at(clock.moment(day, dt.time(hour, minute)))


def again(event):
    return Event.objects.select_related("worker", "point__host_unit", "fund_request", "volume").get(pk=event.pk)


def draft(worker, *, on=BEGUN, day=DAY, title="邻里一家宴", **more):
    with at(on):
        return actions.begin(by=worker, title=title, day=day, starts=START, ends=END, place="社区广场", **more)


def consented(event, *, on=BEGUN):
    """Where a host unit has to be asked, it has agreed by phone."""
    with at(on, 10, 10):
        if facts.consent_needed(event):
            consent = actions.ask_host(event=again(event), by=event.worker)
            step = consent.approval.steps.get(key="host")
            answer = {"way": "phone", "name": "陈主任", "on": on.isoformat()}
            act(step_id=step.pk, by=event.worker, outcome="ok", evidence=answer)
    return again(event)


def with_emergency_plan(event, *, on=BEGUN, rows=None):
    with at(on, 10, 20):
        actions.write_emergency_plan(event=event, by=event.worker, rows=TEAM if rows is None else rows, **EMERGENCY)
    return again(event)


def submit(event, *, late_reason="", rows=None, **boxes):
    """The plan to the supervisor, now."""
    values = {**PLAN, **boxes}
    lines = {**ROWS, **(rows or {})}
    if values["fund_source"] != "none" and "budget" not in lines:
        lines["budget"] = BUDGET
    actions.write_plan(event=again(event), by=event.worker, rows=lines, late_reason=late_reason, **values)
    return again(event)


def ready(worker, *, on=BEGUN, day=DAY, **more):
    """Consented and with an emergency plan: the plan may go in."""
    return with_emergency_plan(consented(draft(worker, on=on, day=day, **more), on=on), on=on)


def submitted(worker, *, on=BEGUN, day=DAY, **boxes):
    event = ready(worker, on=on, day=day)
    with at(on, 10, 30):
        return submit(event, **boxes)


def decide(sheet, by, key, *, outcome="ok", comment="同意开展", **more):
    sheet = type(sheet).objects.get(pk=sheet.pk)
    return act(step_id=sheet.approval.steps.get(key=key).pk, by=by, outcome=outcome, comment=comment, **more)


def forwarded(cast, *, worker=None, on=BEGUN, **boxes):
    event = submitted(worker or cast.worker, on=on, **boxes)
    with at(on, 11):
        decide(facts.plan(event), cast.supervisor, "supervisor")
    with at(on, 12):
        decide(facts.plan(event), cast.sa, "forward")
    return again(event)


def agreed(cast, *, on=BEGUN, **boxes):
    """Supervisor, supervision assistant and department head have agreed on the day of submission."""
    event = forwarded(cast, on=on, **boxes)
    with at(on, 13):
        decide(facts.plan(event), cast.service, "head")
    return again(event)


def held(cast, *, heads=60, here=0, **more):
    """On its day: `here` people tapped from a list, `heads` counted."""
    event = agreed(cast, **more)
    pks = []
    if here:
        with at(event.day, 9):
            for number in range(here):
                person = {"name": f"张桂{number:02}", "phone": f"1390000{number:04}", "birth_year": 1950}
                pks.append(actions.register(event=again(event), by=event.worker, person=person).pk)
    with at(event.day, 16, 40):
        actions.hold(event=again(event), by=event.worker, here=pks, heads=heads, staff_count=3)
    return again(event)


def debriefed(event):
    with at(event.held_on, 17):
        sheet = Debrief(debriefed_on=event.held_on, present="三人", good="准时", improve="音响偏小", cleared_up=True)
        actions.file_debrief(event=again(event), filled=Filled(sheet), by=event.worker)
    return again(event)


def opinions(event, forms=20):
    questions = ("content", "form", "staff", "time_place", "gain", "overall")
    tally(about=event.ref, by=event.worker, forms=forms, lines={one: {5: forms} for one in questions})


REACHED = {"goals": [{"goal": "邻里相识", "result": "reached"}]}
SPENT = {"lines": [{"item": "食材", "budget": "600", "actual": "580.50"}]}


def write(event, form, rows=None, **boxes):
    return actions.write(event=again(event), form=form, by=event.worker, rows=rows, **boxes)


def reported(cast, *, feedback=True, on=None, **more):
    """The report is with the supervisor."""
    event = debriefed(held(cast, **more))
    with at(on or event.held_on, 18):
        if feedback:
            opinions(event)
        write(event, "event_news_release", title="邻里一家宴", body="六十位居民同桌", photo_consent="without")
        write(event, "event_evaluation", process="顺利", outcome="认识了新邻居", efficiency="投入合理")
        reason = "" if feedback else "现场突降大雨，来不及发表"
        write(event, "event_report", REACHED, summary="如期举行", problems="场地偏小", no_opinions_reason=reason)
        if event.source != "none":
            write(event, "event_financial_report", SPENT)
        actions.submit_report(event=again(event), by=event.worker)
    return again(event)


def completed(cast, **more):
    event = reported(cast, **more)
    with at(event.held_on, 20):
        decide(facts.report(event), cast.supervisor, "supervisor")
    return again(event)
