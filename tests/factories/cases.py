"""Cases at any point of their life, made by the actions themselves on a given day."""

import datetime as dt

from approvals.actions import act
from cases import actions
from cases.models import Case
from clients import actions as clients
from core import clock

OPENED = dt.date(2026, 3, 2)  # a Monday
GRANDMOTHER = {"name": "陈桂兰", "phones": ["13800000037"], "sex": "f", "birth_date": "1955-08-18", "group": "elderly"}
FAMILY = [{"name": "陈强", "relation": "儿子", "age": 45, "lives_together": False}]

VALUES = {
    "visitor_inquiry_registration": {
        "channel": "phone", "inquirer_name": "匿名", "relation_to_client": "self", "client_group": "elderly",
        "source": "self", "matter": "跌倒后不敢出门", "handling": "约定上门", "outcome": "proceed",
    },
    "interview_record": {
        "interviewee": "陈强", "place": "中心", "content": "询问养老补贴", "info_given": "街道窗口电话",
        "told_on": "当面告知",
    },
    "inquiry_intake_visit_record": {
        "kind": "visit", "place": "家中", "purpose": "了解情况", "situation": "独居，夜里怕跌", "first_judgement": "eligible",
    },
    "intake_info": {
        "case_kind": "counselling", "source": "self", "client_type": "voluntary", "help_seeking": "direct",
        "client_wish": "晚上睡得好", "main_problem": "怕跌倒", "risk": "low", "within_scope": True,
        "able_to_handle": True, "eligible": True, "open_mode": "normal",
    },
    "case_basic_info": {
        "name": "陈桂兰", "sex": "f", "birth_date": dt.date(1955, 8, 18), "address": "河东路 5 号",
        "phone": "13800000037", "emergency_contact": "陈强 13900000001", "environment": "老小区六楼",
        "support": "儿子每周来", "strengths": "性格开朗", "problem_now": "夜里不敢起身", "problem_causes": "去年跌倒",
        "resources": "社区康复角", "suggestions": "装夜灯，陪同外出", "conf_level": "medium",
        "start_notified_way": "phone",
    },
    "case_service_consent": {
        "signer": "陈桂兰", "signer_relation": "self", "notice_version": clients.NOTICE, "publicity_consent": "no",
    },
    "needs_assessment": {
        "assessor_qualified": "社会工作师", "personal": "睡眠差", "environment": "独居", "manifestation": "夜里怕跌",
        "causes": "跌倒经历", "strengths_resources": "愿意出门", "recommendation": "认知行为", "client_view": "想睡好",
        "needs_service": True,
    },
    "case_service_plan": {
        "basic_facts": "71 岁，独居", "main_problems": "怕跌，睡眠差", "client_goal": "睡得好", "model": "task_centred",
        "evaluation": "评量表", "client_participated": "client",
    },
    "problem_rating_scale": {"occasion": "baseline", "rater": "client"},
    "case_closing_evaluation": {
        "filled_by_whom": "client", "goal_reached": "4", "attitude": "5", "content": "5", "effect": "4", "overall": "5",
    },
    "case_closing_report": {"background": "跌倒后", "process": "六次会谈", "result": "睡眠好转"},
    "case_closing": {
        "ground": "goal_met", "ground_note": "目标达成", "client_agreed": "yes", "reason_told": "面谈告知",
        "follow_up_plan": "半年后电访", "file_moved_to": "organization",
    },
    "case_stage_development": {"changes": "能独自下楼", "new_needs": "没有", "decision": "continue", "client_view": "满意"},
    "recording_consent": {"kinds": ["audio"], "purpose": "supervision", "signer": "陈桂兰"},
    "case_follow_up_review": {"way": "phone", "situation": "平稳", "effect_kept": "kept", "action": "none"},
}  # fmt: skip
ROWS = {
    "case_basic_info": {"family": FAMILY},
    "case_service_plan": {
        "goals": [
            {"level": "overall", "goal": "每周五晚睡足六小时", "indicator": "睡眠日记", "target_date": "2026-06-30"}
        ],
        "stages": [{"stage": "介入", "methods": "放松训练", "starts_on": "2026-03-10", "ends_on": "2026-06-30"}],
    },
    "problem_rating_scale": {"items": [{"problem": "怕跌", "score_before": 8, "score_now": 8}]},
    "case_closing_report": {"goals_result": [{"goal": "睡眠", "result": "reached"}]},
    "case_stage_development": {"goals_review": [{"goal": "睡眠", "result": "partly"}]},
    "case_record_process": {"dialogue": [{"speaker": "陈", "verbal": "昨晚睡得好些"}]},
}
DAYS = {
    "visitor_inquiry_registration": ("inquired_at",), "interview_record": ("interviewed_at",),
    "inquiry_intake_visit_record": ("occurred_at",), "case_basic_info": ("start_notified_on",),
    "case_service_consent": ("valid_from", "signed_on"), "needs_assessment": ("assessed_on",),
    "case_service_plan": ("period_from", "period_to", "client_agreed_on"), "problem_rating_scale": ("rated_on",),
    "case_closing": ("closed_on",), "recording_consent": ("signed_on", "keep_until"),
    "case_follow_up_review": ("contacted_on",),
}  # fmt: skip


def fill(case, form, *, by=None, rows=None, **boxes):
    """File `form` with plausible values, today's days where it asks for days."""
    values = dict(VALUES.get(form, {}))
    for box in DAYS.get(form, ()):
        values[box] = clock.now() if box.endswith("_at") else clock.today()
    if form == "recording_consent":
        values["keep_until"] = clock.today() + dt.timedelta(days=180)
    lines = ROWS.get(form) if rows is None else rows
    return actions.fill_in(case=case, by=by or case.worker, form=form, rows=lines, **{**values, **boxes})


def again(case):
    return Case.objects.select_related("client", "worker", "point").get(pk=case.pk)


def inquiry(worker, *, client=None, **more):
    return actions.register_inquiry(by=worker, client=GRANDMOTHER if client is None else client, **more)


def screening(worker, **more):
    return actions.start_screening(case=inquiry(worker, **more), by=worker)


def with_opening_forms(worker, *, intake=None, basics=None, **more):
    case = screening(worker, **more)
    fill(case, "inquiry_intake_visit_record")
    fill(case, "intake_info", **(intake or {}))
    fill(case, "case_basic_info", **(basics or {}))
    return again(case)


def submitted(worker, **more):
    case = with_opening_forms(worker, **more)
    actions.submit_opening(case=case, by=worker)
    return again(case)


def decide(sheet, by, outcome="ok", comment="看过，同意开展", **more):
    """The supervisor's decision on a form."""
    sheet = type(sheet).objects.get(pk=sheet.pk)
    step = sheet.approval.steps.get(key="supervisor")
    return act(step_id=step.pk, by=by, outcome=outcome, comment=comment, **more)


def sheet_of(case, form):
    from cases import facts

    return facts.newest(again(case), form)


def in_service(worker, supervisor, *, on=OPENED, **more):
    """Opened and approved on the day `on` at 09:00."""
    with clock.standing_at(on):
        case = submitted(worker, **more)
        decide(sheet_of(case, "intake_info"), supervisor)
        return again(case)


def moment(day, hour=10, minute=0):
    return clock.moment(day, dt.time(hour, minute))


def record(case, day, *, by=None, hour=10, form="case_record_process", next_at=None, **boxes):
    """A contact on `day` and its record, filed today."""
    values = {
        "starts_at": moment(day, hour), "ends_at": moment(day, hour, 50), "way": "face", "place": "中心",
        "participants": "陈桂兰", "goal": "睡眠", "next_at": next_at, "no_next_reason": "" if next_at else "再约",
    }  # fmt: skip
    if form == "case_record_brief":
        values |= {"summary": "睡眠好转", "progress": "有进展"}
    else:
        values |= {"handling": "肯定", "evaluation": "睡眠好转"}
    return fill(case, form, by=by, **{**values, **boxes})


def planned(worker, supervisor, *, on=OPENED, **more):
    """In service with consent, assessment, plan approved and a baseline rating."""
    case = in_service(worker, supervisor, on=on, **more)
    with clock.standing_at(moment(on, 11)):
        fill(case, "case_service_consent")
        fill(case, "problem_rating_scale")
        plan = fill(case, "case_service_plan")
        decide(plan, supervisor, comment="目标清楚，同意")
        return again(case)


def ready_to_close(worker, supervisor, *, on=OPENED, closed_on=None, **more):
    """Served for some weeks, two records, all closing forms in the file."""
    case = planned(worker, supervisor, on=on, **more)
    closed_on = closed_on or on + dt.timedelta(days=60)
    for day in (on + dt.timedelta(days=1), on + dt.timedelta(days=8)):
        with clock.standing_at(moment(day, 15)):
            record(case, day)
    with clock.standing_at(moment(closed_on, 9)):
        fill(case, "problem_rating_scale", occasion="closing",
             rows={"items": [{"problem": "怕跌", "score_before": 8, "score_now": 3}]})  # fmt: skip
        fill(case, "case_closing_evaluation")
        fill(case, "case_closing_report")
        fill(case, "case_closing", closed_on=closed_on)
    return again(case)


def closed(worker, supervisor, *, on=OPENED, closed_on=None, **more):
    case = ready_to_close(worker, supervisor, on=on, closed_on=closed_on, **more)
    form = sheet_of(case, "case_closing")
    with clock.standing_at(moment(form.closed_on, 10)):
        actions.submit_closing(case=case, by=case.worker)
        decide(form, supervisor)
    return again(case)
