"""Groups at any point of their life, made by the actions themselves on a given day."""

import datetime as dt

from approvals.actions import act
from core import clock
from gatherings.actions import tally
from groups import actions, facts
from groups.models import Programme
from groups.sheets import GroupPlan

BEGUN = dt.date(2026, 3, 2)  # a Monday: the plan goes in
FIRST = dt.date(2026, 3, 18)  # a Wednesday, twelve working days later
START, END = dt.time(14, 30), dt.time(16, 0)
PLAN = {
    "group_type": "growth", "model": "interaction", "target_group": "elderly", "composition": "homogeneous",
    "features": "独居长者，能自行到中心", "planned_members": 8, "open_closed": "closed", "needs": "走访中七成长者说白天没人说话",
    "theory": "活动理论", "purpose": "重建邻里联系", "overall_goal": "每周主动联系一位组员", "frequency": "每周一次，每次 90 分钟",
    "place": "活动室 2", "recruitment": "三月上旬在中心张贴，60 岁以上、住在河东", "resources": "活动室、茶水",
    "contingency": "活动室限 24 人，两个出口畅通；急救包随身", "fund_source": "none", "evaluation": "前后测与意见表",
}  # fmt: skip
GOALS = [{"stage": "early", "goal": "彼此认识", "indicator": "叫得出五位组员的名字"}]
STAFF = [{"person": "林晓岚", "duty": "带领"}]
BUDGET = [{"item": "茶点", "unit_price": "20", "quantity": 8, "amount": None}]
NAMES = ("陈桂兰", "郭月娥", "李炳坤", "梁惠珍", "罗顺英", "冼志明", "苏玉莲", "黄金水", "邓秀芳", "何兆良")
RECORD = {
    "place": "活动室 2", "theme": "彼此认识", "goal": "叫得出名字", "process": "围圈介绍，陈女士先讲", "goal_reached": "达到",
    "dynamics": "互动热络", "reflection": "节奏可以慢一点", "next": "下节分组", "volunteers": 0,
}  # fmt: skip
REPORT = {"summary": "五节如期", "goals": "多数组员每周联系一人", "problems": "场地偏小"}
REACHED = [{"goal": "彼此认识", "result": "reached"}]
MONEY = [{"item": "茶点", "budget": "160", "actual": "150", "voucher_no": "1"}]


def days(first, count, apart=7):
    return [first + dt.timedelta(days=apart * n) for n in range(count)]


def at(day, hour=10, minute=0):
    return clock.standing_at(clock.moment(day, dt.time(hour, minute)))


def again(programme):
    return Programme.objects.select_related("worker", "point", "fund_request", "volume").get(pk=programme.pk)


def draft(worker, *, on=BEGUN, first=FIRST, name="银龄暖心小组"):
    with at(on):
        return actions.begin(by=worker, name=name, first_day=first)


def rows_of(sessions, *, budget=()):
    plans = [
        {"day": day, "starts": START, "ends": END, "theme": f"第 {n} 节", "goal": "认识", "content": "热身、讨论"}
        for n, day in enumerate(sessions, 1)
    ]
    return {"process_goals": GOALS, "session_plans": plans, "staff": STAFF, "budget": list(budget)}


def submit(programme, *, by=None, count=5, rows=None, budget=None, apart=7, first=None, **boxes):
    """The plan to the supervisor, now."""
    first = first or programme.first_day
    values = {**PLAN, "name": programme.name, "first_session": first, **boxes}
    if budget is None:
        budget = BUDGET if values["fund_source"] != "none" else ()
    rows = rows or rows_of(days(first, count, apart), budget=budget)
    actions.write_plan(programme=again(programme), by=by or programme.worker, rows=rows, **values)
    return again(programme)


def submitted(worker, *, on=BEGUN, first=FIRST, **more):
    programme = draft(worker, on=on, first=first)
    with at(on):
        return submit(programme, **more)


def decide(sheet, by, key, *, outcome="ok", comment="同意开展", **more):
    sheet = type(sheet).objects.get(pk=sheet.pk)
    step = sheet.approval.steps.get(key=key)
    return act(step_id=step.pk, by=by, outcome=outcome, comment=comment, **more)


def plan_of(programme):
    return GroupPlan.objects.of(programme).order_by("-pk").first()


def approved(cast, *, worker=None, on=BEGUN, **more):
    """Supervisor and department head have agreed on the day of submission."""
    programme = submitted(worker or cast.worker, on=on, **more)
    with at(on, 11):
        decide(plan_of(programme), cast.supervisor, "supervisor")
    with at(on, 12):
        decide(plan_of(programme), cast.service, "head")
    return again(programme)


def person(number):
    return {"name": NAMES[number], "phone": f"1380000{number:04}", "sex": "f", "birth_year": 1950 + number}


def with_members(programme, count=8, *, on=BEGUN):
    """`count` people registered and confirmed."""
    members = []
    with at(on, 13):
        for number in range(count):
            member = actions.register(programme=again(programme), by=programme.worker, person=person(number))
            members.append(actions.confirm(member=member, by=programme.worker))
    return members


def hold(programme, number, *, present=None, record=True, read_by=None, marks=None, **boxes):
    """Roll call and record of a session on its day; `present` members are there, the rest absent."""
    session = programme.sessions.get(number=number)
    with at(session.day, 14, 40):
        members = actions.on_the_list(session)
        there = len(members) if present is None else present
        called = marks or {m.pk: "present" if n < there else "absent" for n, m in enumerate(members)}
        actions.call_roll(session=session, marks=called, by=programme.worker)
    if record:
        with at(session.day, 17):
            session = programme.sessions.get(number=number)
            values = {**RECORD, **boxes}
            sheet = actions.write_record(session=session, by=programme.worker, **values)
            if read_by:
                actions.review(sheet=sheet, by=read_by, comment="可以")
    return programme.sessions.get(number=number)


def running(cast, *, members=8, sessions=5, held=1, present=None, **more):
    programme = approved(cast, count=sessions, **more)
    with_members(programme, members)
    for number in range(1, held + 1):
        hold(programme, number, present=present, read_by=cast.supervisor)
    return again(programme)


def ended(cast, *, members=8, sessions=5, present=None, **more):
    programme = running(cast, members=members, sessions=sessions, held=sessions, present=present, **more)
    with at(facts.last_session(programme).held_on, 18):
        actions.end(programme=programme, by=programme.worker)
    return again(programme)


def opinions(programme, forms=8):
    questions = ("content", "form", "staff", "time_place", "gain", "overall")
    tally(about=programme.ref, by=programme.worker, forms=forms, lines={one: {5: forms} for one in questions})


def reported(cast, *, on=None, feedback=True, money=None, **more):
    """Both reports are with the three."""
    programme = ended(cast, **more)
    with at(on or programme.ended_on, 19):
        if feedback:
            opinions(programme)
        actions.write_report(programme=programme, by=programme.worker, rows={"goals_reached": REACHED}, **REPORT)
        paid = programme.fund_source != "none"
        actions.write_money_report(programme=programme, by=programme.worker, rows={"lines": MONEY if paid else []})
        actions.submit_reports(programme=again(programme), by=programme.worker)
    return again(programme)


def sign(programme, by, key, **more):
    return decide(facts.report(programme), by, key, **more)


def completed(cast, **more):
    programme = reported(cast, **more)
    with at(programme.ended_on, 20):
        sign(programme, cast.sa, "lead")
        sign(programme, cast.ddg, "organization")
        sign(programme, cast.supervisor, "supervisor")
        if programme.fund_source in ("org_pool", "project"):
            sign(programme, cast.finance, "finance")
    return again(programme)
