"""Chains of the tests: leave-like, with every kind of step, and a few short ones."""

import datetime as dt

from approvals.chains import (
    DECIDE,
    DO,
    FILE,
    FORWARD,
    OPINION,
    RECORD,
    Chain,
    OutsideQuestion,
    Step,
    applicant,
    business_lead,
    ddg,
    dg,
    first_of,
    hr,
    register,
    sa,
    service_director,
    supervisor,
    team_leader,
)


def _log(word):
    def callback(paper, step=None, by=None):
        paper.refresh_from_db()
        paper.state = word
        paper.log = [*paper.log, word]
        paper.save()

    return callback


def on_step(paper, step, by):
    paper.refresh_from_db()
    paper.log = [*paper.log, f"{step.key}:{step.outcome}"]
    paper.save()


def question(paper):
    return OutsideQuestion("Do you agree to this absence?", (("Worker", paper.author.name), ("Days", str(paper.days))))


def chain(key, *steps, **more):
    ends = {f"on_{word}": _log(word) for word in ("approved", "returned", "rejected", "withdrawn")}
    return register(
        Chain(key=f"paper.{key}", model="paperwork.Paper", title=key, steps=steps, on_step=on_step, **{**ends, **more})
    )


LEAVE = chain(
    "leave",
    Step("consent", RECORD, applicant, when=lambda paper: paper.point and paper.point.host_unit_id, question=question),
    Step("sa_decides", DECIDE, first_of(sa, ddg, dg), when=lambda paper: paper.days <= 1),
    Step("sa_opinion", OPINION, first_of(sa, ddg), when=lambda paper: paper.days > 1, act_label=FORWARD),
    Step("hr_filing", FILE, hr, when=lambda paper: paper.days > 1),
    Step(
        "ddg_decides",
        DECIDE,
        first_of(ddg, dg),
        when=lambda paper: 1 < paper.days <= 3,
        comment_required=lambda paper: paper.work_inside,
    ),
    Step("dg_decides", DECIDE, dg, when=lambda paper: paper.days > 3),
    Step("handover", DO, applicant, when=lambda paper: paper.days > 1, holds=False),
    Step("handover_seen", DO, first_of(sa, ddg), when=lambda paper: paper.days > 1, holds=False),
    phrases=("Please complete the handover first.",),
)
OPENING = chain("opening", Step("copy", FILE, business_lead), Step("supervisor", DECIDE, supervisor, rules="CASE-07"))
FUND = chain(
    "fund",
    Step("supervisor", DECIDE, supervisor),
    Step("forward", OPINION, sa, act_label=FORWARD),
    Step("business_lead", DECIDE, first_of(sa, team_leader, service_director)),
    Step("organization", DECIDE, ddg),
)
SHORT = chain("short", Step("decide", DECIDE, sa))
BARRED = chain("barred", Step("decide", DECIDE, sa), barred=lambda paper: [paper.author])
FOR_AUTHOR = chain("for_author", Step("decide", DECIDE, sa), applicant=lambda paper: paper.author)
HELD = chain("held", Step("filing", FILE, hr, holds=True))
FILED = chain(
    "filed", Step("copy", FILE, business_lead), Step("decide", DECIDE, supervisor), log_about=lambda paper: paper.author
)
TOMORROW = chain("tomorrow", Step("decide", DECIDE, sa, due=lambda paper: dt.date(2026, 3, 11)))
EVERY = (LEAVE, OPENING, FUND, SHORT, BARRED, FOR_AUTHOR, HELD, FILED, TOMORROW)
