"""The boxes of the casework forms, filled in from a story on the day they are written."""

import datetime as dt

from clients.actions import NOTICE
from core import clock
from rulebook.dates import add_months
from swcenter.demo.scans import scan

GUARDIANS = ("母亲", "父亲", "外婆")
STREETS = ("槐荫路", "码头街", "石桥巷", "永安里", "新堤路", "北闸街", "桂花弄")


def client(rng, story, name):
    """Who the client is, as `clients.register` takes it."""
    age = rng.randrange(story.ages[0], story.ages[1] + 1)
    birth = clock.today().replace(day=1) - dt.timedelta(days=365 * age + rng.randrange(20, 340))
    person = {
        "name": name,
        "sex": rng.choice(story.sexes),
        "birth_date": birth.isoformat(),
        "phones": [f"000{rng.randrange(10_000_000, 99_999_999)}"],
        "addresses": [f"云汀市{rng.choice(STREETS)} {rng.randrange(3, 180)} 号 {rng.randrange(101, 604)} 室"],
        "group": story.group,
        "notice_version": NOTICE,
    }
    if age < 18:
        phone = f"000{rng.randrange(10_000_000, 99_999_999)}"
        person["guardians"] = [{"name": name[0] + "家长", "relation": rng.choice(GUARDIANS), "phone": phone}]
    return person


def inquiry(story, person):
    return {
        "inquired_at": clock.now(), "channel": "phone" if story.source == "self" else "visit",
        "inquirer_name": "本人" if story.source == "self" else story.referrer,
        "relation_to_client": "self" if story.source == "self" else "other", "client_name": person["name"],
        "client_group": story.group, "source": story.source, "matter": story.problem,
        "handling": "听对方说完，约好见面的时间。", "outcome": "proceed",
    }  # fmt: skip


def visit(story):
    return {
        "kind": "visit", "occurred_at": clock.now(), "place": "服务对象家中", "purpose": "了解情况，看是否合适开案",
        "situation": story.situation, "first_judgement": "eligible", "next_step": "填写接案表格，交督导",
    }  # fmt: skip


def intake(story, mode="normal", kind="counselling"):
    boxes = {
        "case_kind": kind, "source": story.source, "referrer": story.referrer, "client_type": "voluntary",
        "help_seeking": "tried_self_first", "client_wish": story.wish, "main_problem": story.problem,
        "problem_tags": list(story.tags), "risk": "medium" if story.level == "high" else "low", "within_scope": True,
        "able_to_handle": True, "eligible": True, "open_mode": mode,
    }  # fmt: skip
    if mode == "provisional":
        boxes["provisional_reason"] = REASON_TO_OPEN_FIRST
    return boxes


REASON_TO_OPEN_FIRST = "情况紧急，等不及审批：当天就要陪同处理。"


def basics(story, person):
    boxes = {
        "name": person["name"], "sex": person["sex"], "birth_date": dt.date.fromisoformat(person["birth_date"]),
        "address": person["addresses"][0], "phone": person["phones"][0], "emergency_contact": "家人，电话见首页",
        "environment": story.situation, "support": story.resources, "strengths": story.strengths,
        "problem_now": story.problem, "problem_causes": story.causes, "resources": story.resources,
        "suggestions": story.methods, "conf_level": story.level, "start_notified_on": clock.today(),
        "start_notified_way": "phone",
    }  # fmt: skip
    if guardians := person.get("guardians"):
        boxes |= {f"guardian_{key}": value for key, value in guardians[0].items()}
    return boxes


def consent(person, seed):
    minor = bool(person.get("guardians"))
    boxes = {
        "signer": person["guardians"][0]["name"] if minor else person["name"],
        "signer_relation": "guardian" if minor else "self", "notice_version": NOTICE, "sensitive_consent": True,
        "share_scope": ["supervisor"], "publicity_consent": "no", "valid_from": clock.today(),
        "signed_on": clock.today(), "paper_location": "服务点档案柜",
    }  # fmt: skip
    return boxes, {"scan": [scan("同意书.jpg", seed)]}


def assessment(story):
    return {
        "assessed_on": clock.today(), "assessor_qualified": "社会工作师", "personal": story.problem,
        "environment": story.situation, "manifestation": story.problem, "causes": story.causes,
        "strengths_resources": f"{story.strengths}{story.resources}", "recommendation": story.methods,
        "client_view": story.wish, "needs_service": True,
    }  # fmt: skip


def plan(story):
    today = clock.today()
    until = add_months(today, 3)
    boxes = {
        "basic_facts": story.situation, "main_problems": story.problem, "client_goal": story.wish,
        "model": story.model, "period_from": today, "period_to": until,
        "evaluation": "开始、每三个月和结案时各评量一次，前后对照。", "risks": "情绪有反复时先稳住，再谈计划。",
        "client_participated": "client", "client_agreed_on": today,
    }  # fmt: skip
    goals = [{"level": "overall", "goal": story.goal, "indicator": story.indicator, "target_date": until}]
    stages = [
        {"stage": "建立关系，一同定目标", "methods": story.methods.split("；")[0], "resources": "本人和家人",
         "starts_on": today, "ends_on": add_months(today, 1)},
        {"stage": "逐步去做", "methods": story.methods, "resources": story.resources,
         "starts_on": add_months(today, 1), "ends_on": until},
    ]  # fmt: skip
    return boxes, {"goals": goals, "stages": stages}


def scale(story, occasion, before, now):
    boxes = {"occasion": occasion, "rated_on": clock.today(), "rater": "client"}
    item = {"problem": story.problem[:28], "score_before": before, "score_now": now}
    return boxes, {"items": [item]}


def record(story, number, contact, brief, next_at):
    """F-C11 or F-C12: (form, boxes, rows)."""
    last = len(story.contacts) - 1
    summary, progress = story.contacts[min(number, last)], story.progress[min(number, last)]
    boxes = {
        "contact": contact, "starts_at": contact.starts_at, "ends_at": contact.ends_at, "way": contact.way,
        "place": "服务对象家中" if contact.way == "home" else "服务点谈话室", "participants": "服务对象、社工",
        "goal": f"围绕目标：{story.goal}", "next_at": next_at,
        "no_next_reason": "" if next_at else "准备结案，约定有事随时联系。",
    }  # fmt: skip
    if brief:
        return "case_record_brief", boxes | {"summary": summary, "progress": progress}, {}
    turns = [
        {"speaker": "社工", "verbal": "这段时间过得怎么样？", "skill": "开放式提问"},
        {"speaker": "服务对象", "verbal": summary, "nonverbal": "说话比上次多，看着社工"},
        {"speaker": "社工", "verbal": "你是怎么做到的？我们把它记下来。", "skill": "肯定与具体化"},
    ]
    return "case_record_process", boxes | {"handling": story.methods, "evaluation": progress}, {"dialogue": turns}


def evaluation(rng, seed):
    boxes = {
        "filled_by_whom": "client", "goal_reached": rng.choice("345"), "attitude": rng.choice("455"),
        "content": rng.choice("455"), "effect": rng.choice("345"), "overall": rng.choice("455"),
        "suggestion": rng.choice(("希望半年后再来看看。", "没有。", "活动室晚上也开就好了。")), "signed": "signed",
    }  # fmt: skip
    return boxes, {"scan": [scan("结束评估.jpg", seed)]}


def report(story):
    boxes = {
        "background": f"{story.problem}{story.situation}", "process": "".join(story.contacts),
        "result": story.result, "reflection": "走得慢一些，由服务对象自己定步子，效果更稳。",
    }  # fmt: skip
    return boxes, {"goals_result": [{"goal": story.goal, "result": "reached"}]}


def closing(day):
    return {
        "closed_on": day, "ground": "goal_met", "ground_note": "目标基本达到，服务对象能自己应付。",
        "client_agreed": "yes", "reason_told": "最后一次面谈时当面告知。", "follow_up_plan": "半年和一年后各电访一次。",
        "file_moved_to": "organization",
    }  # fmt: skip


def not_opened(story):
    return {
        "interviewee": "来访者", "interviewed_at": clock.now(), "place": "服务点", "content": story.problem,
        "info_given": f"介绍了可以找的地方：{story.resources}", "told_on": "当面告知",
    }  # fmt: skip
