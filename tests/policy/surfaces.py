"""Every URL of the house and what may be met behind it. A URL that is not in here fails the build (law 3)."""

from core import clock
from tests.policy.kinds import EVERYONE, Elsewhere, OfMonth, Page, PostOnly, Thing, WithCard

LEAVES = ("leave", "leave_centre")
IF_OFFERED = frozenset({200, 302, 403, 404})
MAY_NOT_PRINT = frozenset({200, 403})  # CONF-04: paper leaves the house by the worker, supervisor and heads
MAY_NOT_COPY = frozenset({200, 404})  # ARCH-06: after sealing, uploads leave the file by a grant to copy only
TAKES_FORMS = frozenset({405})
KEEPS_RULES = frozenset({"hr", "hr_director", "admin", "ddg", "dg"})
FRONT_LINE = frozenset(
    [
        "worker",
        "worker2",
        "neighbour",
        "former",
        "cover",
        "worker_other",
        "assistant",
        "granted",
        "expired",
        "revoked",
        "future",
    ]
)
MAY_ASK = FRONT_LINE | {"supervisor", "supervisor2", "ddg", "dg"}
CASEWORK = MAY_ASK | {"sa", "sa2", "leader", "leader_post", "service"}
KEEPS_G1 = frozenset({"sa", "hr", "hr_director", "ddg", "dg"})
HEADS = frozenset({"leader", "service", "hr_director"})
SEES_ATTENDANCE = KEEPS_G1 | HEADS
CHECKS = KEEPS_G1 | {"sa2"}
TODAY = clock.today().isoformat()
THIS_MONTH = TODAY[:7]
A_FORM = {"form": "intake_info", "sheet": "intake"}
A_RECORD = {"form": "group_session_record", "sheet": "record"}
GROUPWORK = CASEWORK
CASES = ("case", "case_high", "case_sealed")
WORK_LINE = FRONT_LINE | {"sa", "sa2", "supervisor", "supervisor2", "leader", "leader_post", "service", "ddg", "dg"}
HAS_PEOPLE = WORK_LINE - FRONT_LINE | {"hr", "hr_director", "board_chair", "cover"}
POOL = WORK_LINE | {"hr_director", "finance", "cashier", "auditor"}
TARGETS = WORK_LINE | {"board_chair"}
SEES_TOTALS = frozenset({"service", "ddg", "dg", "board_chair", "auditor"})
MONTH = {"month": "2026-10"}
MONTH_BUTTONS = ("confirm", "submit", "send")
SIGN_IN = Elsewhere("tests/people")
FUND = Thing(("fund",), "request", "content")
CASH = Thing(("fund",), "advance", "content")
SURFACES = {
    # the porch
    "healthz": Elsewhere("tests/infra"),
    "home": Page(moves=True),
    "language": PostOnly(),
    "theme": PostOnly(),
    "seat": PostOnly(),
    "shortcuts": PostOnly(),
    "stay": Page(empty=True),
    "me": Page(),
    "new": Page(),
    "more": Page(),
    "help": Page(public=True),
    "help_topic": Page(public=True, paths=({"topic": "sign-in"},)),
    # signing in
    "account_login": SIGN_IN,
    "account_logout": SIGN_IN,
    "account_reauthenticate": SIGN_IN,
    "account_change_password": SIGN_IN,
    "password_forgotten": SIGN_IN,
    "setup": SIGN_IN,
    "mfa_index": SIGN_IN,
    "mfa_authenticate": SIGN_IN,
    "mfa_reauthenticate": SIGN_IN,
    "mfa_activate_totp": SIGN_IN,
    "mfa_deactivate_totp": SIGN_IN,
    "mfa_view_recovery_codes": SIGN_IN,
    "mfa_generate_recovery_codes": SIGN_IN,
    "mfa_download_recovery_codes": SIGN_IN,
    "usersessions_list": Page(),
    # access and files
    "access:log": Page(),
    "access:reason": PostOnly(),
    "files:download": Thing((*CASES, "proof"), "file", "content", codes=MAY_NOT_COPY),
    # my day
    "notifications:today": Page(),
    "notifications:week": Page(),
    "notifications:later": Page(),
    "notifications:done": Page(),
    "notifications:list": Page(),
    "notifications:read_all": PostOnly(),
    "notifications:settings": Page(),
    "notifications:go": Elsewhere("tests/notifications"),
    # attendance
    "attendance:mine": Page(),
    "attendance:month": Page(paths=({"month": "2026-11"},)),
    "attendance:explain": PostOnly(paths=({"day": TODAY},)),
    "attendance:groups": Page(opens_for=SEES_ATTENDANCE | {"sa2"}, moves=True),
    "attendance:grid": Page(opens_for=KEEPS_G1, paths=({"group": "g1", "month": THIS_MONTH},)),
    "attendance:day": Page(opens_for=frozenset({"sa"}), paths=({"group": "g1", "day": TODAY},)),
    "attendance:fill": Elsewhere("tests/attendance"),
    "attendance:close": Page(opens_for=frozenset({"sa"}), paths=({"group": "g1", "month": THIS_MONTH},)),
    "attendance:people": Page(opens_for=HEADS, paths=({"month": THIS_MONTH},)),
    "attendance:cell": Elsewhere("tests/attendance"),
    "attendance:ask": Elsewhere("tests/attendance"),
    "attendance:correct": Elsewhere("tests/attendance"),
    "attendance:person": Elsewhere("tests/attendance"),
    "attendance:record": Elsewhere("tests/attendance"),
    "attendance:record_print": Elsewhere("tests/attendance"),
    "attendance:record_pdf": Elsewhere("tests/attendance"),
    "attendance:checks": Page(opens_for=SEES_ATTENDANCE | HEADS | {"sa2"}),
    "attendance:check_new": Page(opens_for=CHECKS),
    "attendance:check_plan": Page(opens_for=CHECKS),
    "attendance:coverage": Page(opens_for=CHECKS),
    "attendance:check": Thing(("attendance_check",), "check", "content"),
    "attendance:check_print": Thing(("attendance_check",), "check", "content"),
    "attendance:check_pdf": Thing(("attendance_check",), "check", "content"),
    "attendance:sample": Page(),
    "attendance:sample_month": Elsewhere("tests/attendance"),
    "attendance:draw": Elsewhere("tests/attendance"),
    "attendance:sample_print": Elsewhere("tests/attendance"),
    "attendance:sample_pdf": Elsewhere("tests/attendance"),
    "attendance:flags": Page(opens_for=frozenset({"hr", "hr_director", "ddg", "dg"})),
    "attendance:discipline": Page(),
    "attendance:discipline_new": Page(opens_for=frozenset({"hr", "hr_director"})),
    "attendance:discipline_note": Thing(("discipline",), "note", "content"),
    "attendance:outings": Page(),
    "attendance:outing_new": Page(opens_for=EVERYONE - {"board_chair", "admin", "outsider", "superuser"}),
    "attendance:outing": Thing(("outing",), "outing", "content"),
    "attendance:outing_back": Thing(("outing",), "outing", "content", codes=TAKES_FORMS),
    "attendance:outing_off": Thing(("outing",), "outing", "content", codes=TAKES_FORMS),
    "attendance:outing_verify": Thing(("outing",), "outing", "content", codes=frozenset({302})),
    "search": Page(),
    # settings
    "rulebook:settings": Page(opens_for=KEEPS_RULES),
    "rulebook:change": Page(opens_for=KEEPS_RULES, paths=({"key": "leave.sick_proof_workdays"},)),
    "rulebook:decide": Elsewhere("tests/rulebook"),
    "rulebook:calendar": Page(opens_for=KEEPS_RULES),
    # cases
    "cases:list": Page(opens_for=CASEWORK),
    "cases:intakes": Page(opens_for=CASEWORK),
    "cases:intake_new": Page(opens_for=FRONT_LINE),
    "cases:duplicate": PostOnly(),
    "cases:alerts": Page(opens_for=frozenset({"supervisor", "supervisor2"})),
    "cases:detail": Thing(CASES, "case", "line"),  # the card, for whom the content is closed to
    "cases:intake": Thing(CASES, "case", "content", codes=frozenset({302})),
    "cases:transfer": Thing(CASES, "case", "line", codes=IF_OFFERED),
    **{
        f"cases:{tab}": Thing(CASES, "case", "content")
        for tab in ["records", "plan", "attachments", "approvals", "family", "access"]
    },
    **{
        f"cases:{step}": Thing(CASES, "case", "content", codes=IF_OFFERED)
        for step in (
            [
                "screen",
                "person",
                "refuse",
                "open_first",
                "record_new",
                "told",
                "open",
                "convert",
                "close",
                "reopen",
                "level",
                "notice",
            ]
        )
    },
    "cases:fill": Thing(CASES, "case", "content", more={"form": "case_service_plan"}, codes=IF_OFFERED),
    "cases:form": Thing(CASES, "case", "content", more=A_FORM),
    "cases:edit": Thing(CASES, "case", "content", more=A_FORM, codes=IF_OFFERED),
    "cases:print": Thing(CASES, "case", "content", more=A_FORM, codes=MAY_NOT_PRINT),
    "cases:pdf": Thing(CASES, "case", "content", more=A_FORM, codes=MAY_NOT_PRINT),
    "cases:review": Thing(CASES, "case", "content", more=A_FORM, codes=IF_OFFERED | TAKES_FORMS),
    # groups and events on the phone
    "gatherings:give": Elsewhere("tests/gatherings"),
    "gatherings:thanks": Elsewhere("tests/gatherings"),
    # groups
    "groups:list": Page(opens_for=GROUPWORK),
    "groups:new": Page(opens_for=FRONT_LINE),
    "groups:dates": Page(opens_for=GROUPWORK),
    "groups:confirm": Page(opens_for=frozenset({"leader", "leader_post"})),
    "groups:confirm_month": Thing(("group",), "group", "content", codes=TAKES_FORMS),
    "groups:detail": WithCard(("group",), "group", "content", sealed="group_sealed"),
    **{
        f"groups:{tab}": Thing(("group", "group_sealed"), "group", "content", codes=IF_OFFERED)
        for tab in ["sessions", "report", "first_day", "cancel", "end", "session_new"]
    },
    **{
        f"groups:{page}": Thing(("group",), "group", "content", more={"number": 1}, codes=IF_OFFERED)
        for page in ["session", "session_move", "session_drop"]
    },
    **{
        f"groups:{tab}": Thing(("group_members",), "group", "content", codes=IF_OFFERED)
        for tab in ["members", "register", "attachments"]
    },
    "groups:opinions": Thing(("group_opinions",), "group", "content"),
    "groups:tally": Thing(("group_opinions",), "group", "content", codes=IF_OFFERED),
    "groups:told": Thing(("group_members",), "group", "content", codes=IF_OFFERED),
    "groups:hand_over": Thing(("group_opinions",), "group", "content", codes=TAKES_FORMS),
    "groups:device_back": Elsewhere("tests/groups"),
    **{
        f"groups:member_{deed}": Thing(
            ("group_members",), "group", "content", more={"member": "member"}, codes=IF_OFFERED
        )
        for deed in ["allow", "confirm", "wait", "refuse", "withdraw"]
    },
    "groups:record": Thing(("group_members",), "group", "content", more={"number": 1}, codes=IF_OFFERED),
    "groups:roll_send": Thing(("group_members",), "session", "content", codes=TAKES_FORMS),
    "groups:roll": Thing(("group_members",), "session", "content", codes=IF_OFFERED),
    "groups:budget": Thing(("group_money",), "group", "content"),
    "groups:fill": Thing(("group",), "group", "content", more={"form": "group_plan"}, codes=IF_OFFERED),
    "groups:form": Thing(("group_members",), "group", "content", more=A_RECORD),
    "groups:print": Thing(("group_members",), "group", "content", more=A_RECORD, codes=MAY_NOT_PRINT),
    "groups:pdf": Thing(("group_members",), "group", "content", more=A_RECORD, codes=MAY_NOT_PRINT),
    "groups:review": Thing(("group_members",), "group", "content", more=A_RECORD, codes=frozenset({302})),
    # the week and the month
    "plans:mine": Page(),
    "plans:now": Page(opens_for=HAS_PEOPLE, moves=True),
    "plans:punctuality": Page(opens_for=HAS_PEOPLE),
    "plans:archive": Page(opens_for=frozenset({"hr", "hr_director"})),
    "plans:people": Page(opens_for=HAS_PEOPLE, paths=({"key": "2026-W47"},)),
    "plans:people_monthly": Page(opens_for=HAS_PEOPLE, paths=({"key": "2026-11"},)),
    **{
        f"plans:{own}": Elsewhere("tests/plans")  # one's own, by the period in the address
        for own in [
            "weekly",
            "monthly_plan",
            "monthly_summary",
            "weekly_edit",
            "monthly_plan_edit",
            "monthly_summary_edit",
            "weekly_submit",
            "monthly_plan_submit",
            "monthly_summary_submit",
        ]
    },
    "plans:detail": Thing(("work_report",), "report", "content"),
    "plans:read": Thing(("work_report",), "report", "content", codes=IF_OFFERED | TAKES_FORMS),
    "plans:return": Thing(("work_report",), "report", "content", codes=IF_OFFERED | TAKES_FORMS),
    "plans:verify": Thing(("work_report",), "report", "content", more={"row": 1}, codes=IF_OFFERED | TAKES_FORMS),
    "plans:print": Thing(("work_report",), "report", "content"),
    "plans:pdf": Thing(("work_report",), "report", "content"),
    "leave:weeks": Page(opens_for=frozenset({"sa", "sa2", "hr", "hr_director", "ddg", "dg"})),
    "leave:week": Thing(("leave_week",), "week", "content"),
    "leave:week_confirm": Thing(("leave_week",), "week", "content", codes=IF_OFFERED | TAKES_FORMS),
    "leave:week_file": Thing(("leave_week",), "week", "content", codes=IF_OFFERED | TAKES_FORMS),
    "leave:week_print": Thing(("leave_week",), "week", "content"),
    "leave:week_pdf": Thing(("leave_week",), "week", "content"),
    # community events
    "community:list": Page(opens_for=GROUPWORK),
    "community:new": Page(opens_for=FRONT_LINE),
    "community:dates": Page(opens_for=FRONT_LINE),
    "community:studies": Page(opens_for=GROUPWORK),
    "community:study_new": Page(opens_for=FRONT_LINE),
    "community:study": Thing(("study",), "study", "content"),
    "community:study_read": Thing(("study",), "study", "content", codes=TAKES_FORMS),
    "community:detail": WithCard(("event",), "event", "content", sealed="event_sealed"),
    **{
        f"community:{tab}": Thing(("event", "event_sealed"), "event", "content", codes=IF_OFFERED)
        for tab in ["prep", "report", "change", "ask_host", "cancel", "postpone", "resume"]
    },
    "community:assign": Thing(("event",), "event", "content", more={"line": "line"}, codes=IF_OFFERED),
    "community:tick": Thing(("event",), "event", "content", more={"line": "line"}, codes=TAKES_FORMS),
    **{
        f"community:{tab}": Thing(("event_people",), "event", "content", codes=IF_OFFERED)
        for tab in ["people", "register", "sign_in"]
    },
    "community:opinions": Thing(("event_opinions",), "event", "content"),
    "community:tally": Thing(("event_opinions",), "event", "content", codes=IF_OFFERED),
    "community:select": Thing(("event_people",), "event", "content", more={"person": "guest"}, codes=IF_OFFERED),
    "community:withdraw": Thing(("event_people",), "event", "content", more={"person": "guest"}, codes=IF_OFFERED),
    "community:sign_in_send": Thing(("event_people",), "event", "content", codes=TAKES_FORMS),
    "community:hand_over": Thing(("event_opinions",), "event", "content", codes=TAKES_FORMS),
    "community:device_back": Elsewhere("tests/community"),
    "community:budget": Thing(("event_money",), "event", "content"),
    "community:form": Thing(("event",), "event", "content", more={"form": "event_plan"}),
    "community:fill": Thing(("event",), "event", "content", more={"form": "event_site_visit"}, codes=IF_OFFERED),
    "community:print": Thing(("event",), "event", "content", more={"form": "event_plan"}, codes=MAY_NOT_PRINT),
    "community:pdf": Thing(("event",), "event", "content", more={"form": "event_plan"}, codes=MAY_NOT_PRINT),
    # leave
    "leave:list": Page(),
    "leave:new": Page(),
    "leave:away": Page(),
    "leave:proof_files": Thing(("proof",), "proof", "content"),
    "leave:detail": Thing(LEAVES, "leave", "content"),
    "leave:edit": Thing(LEAVES, "leave", "content", codes=IF_OFFERED),
    "leave:extend": Thing(LEAVES, "leave", "content", codes=IF_OFFERED),
    "leave:withdraw": Thing(LEAVES, "leave", "content", codes=IF_OFFERED),
    "leave:return": Thing(LEAVES, "leave", "content", codes=IF_OFFERED),
    "leave:proof": Thing(LEAVES, "leave", "content", codes=IF_OFFERED),
    "leave:waive": Thing(LEAVES, "leave", "content", codes=IF_OFFERED),
    "leave:print": Thing(LEAVES, "leave", "content"),
    "leave:pdf": Thing(LEAVES, "leave", "content"),
    "leave:handover": Thing(LEAVES, "leave", "content", codes=IF_OFFERED),
    "leave:handover_edit": Thing(LEAVES, "leave", "content", codes=IF_OFFERED),
    "leave:handover_print": Thing(LEAVES, "leave", "content", codes=IF_OFFERED),
    "leave:handover_pdf": Thing(LEAVES, "leave", "content", codes=IF_OFFERED),
    # money and targets
    "funds:list": Page(),
    "funds:pool": Page(opens_for=POOL),
    "funds:detail": FUND,
    "funds:print": FUND,
    "funds:pdf": FUND,
    **{
        f"funds:{act}": Thing(("fund",), "request", "content", codes=IF_OFFERED)
        for act in ["edit", "withdraw", "settle", "advance_new"]
    },
    "funds:advance": CASH,
    "funds:advance_print": CASH,
    "funds:advance_pdf": CASH,
    **{
        f"funds:{act}": Thing(("fund",), "advance", "content", codes=IF_OFFERED)
        for act in ["advance_edit", "advance_withdraw", "pay"]
    },
    "contracts:list": Page(opens_for=TARGETS),
    "contracts:organization": Page(opens_for=frozenset({"service", "ddg"})),
    "contracts:point": Elsewhere("tests/contracts"),
    "contracts:one": Thing(("target",), "target", "content"),
    # reports
    "reports:overview": Page(opens_for=SEES_TOTALS),
    "reports:members": Page(opens_for=frozenset({"sa", "sa2", "supervisor", "supervisor2"})),
    "reports:points": Page(opens_for=frozenset({"service", "ddg", "dg", "leader", "leader_post"}), moves=True),
    "reports:point": Thing(("report_point",), "point", "content"),
    "reports:list": Page(opens_for=WORK_LINE | SEES_TOTALS | {"hr", "hr_director"}),
    "reports:records": Elsewhere("tests/reports"),
    "reports:month": OfMonth(("report_whole",), "", "staff"),
    **{f"reports:{act}": OfMonth(("report_whole",), "", "staff", codes=TAKES_FORMS) for act in MONTH_BUTTONS},
    **{f"reports:{paper}": OfMonth(("report_whole",), "", "content") for paper in ["print", "pdf", "table"]},
    "reports:point_month": Thing(("report_point",), "point", "own", more=MONTH),
    **{
        f"reports:{act}": Thing(("report_point",), "point", "own", more=MONTH, codes=TAKES_FORMS)
        for act in ["check", "hand_in", "give_back"]
    },
    **{
        f"reports:point_{paper}": Thing(("report_point",), "point", "content", more=MONTH)
        for paper in ["print", "pdf", "table"]
    },
    # approvals
    "approvals:inbox": Page(),
    "approvals:decide": Thing(("step",), "step", "content"),
    "approvals:act": Thing(("step",), "step", "content", codes=frozenset({302})),
    "approvals:chase": Thing(("step",), "step", "content", codes=TAKES_FORMS),
    "approvals:link": Thing(("step",), "step", "content", codes=frozenset({302})),
    "approvals:consent": Elsewhere("tests/approvals"),
    # archives
    "archives:autosave": PostOnly(),
    "archives:verify": Page(paths=({"code": "AAAA-BBBB"},)),
    "archives:room": Page(),
    "archives:month": Page(paths=({"month": "2026-11", "group": "all"}, {"month": "2026-11", "group": "g1"})),
    "archives:requests": Page(),
    "archives:ask": Page(opens_for=MAY_ASK),
    "archives:request": Thing(("access_request",), "request", "content"),
    "archives:request_print": Thing(("access_request",), "request", "content"),
    "archives:request_pdf": Thing(("access_request",), "request", "content"),
    "archives:revoke": Thing(("access_request",), "request", "content", codes=TAKES_FORMS),
    "archives:give_back": Thing(("access_request",), "request", "content", codes=TAKES_FORMS),
    "archives:registers": Page(opens_for=frozenset({"service", "ddg", "dg", "archivist"})),
    "archives:register": Elsewhere("tests/archives"),
    "archives:inspect": Elsewhere("tests/archives"),
    "archives:volume": Thing(("volume",), "volume", "line"),
    "archives:read": Thing(("volume",), "volume", "content"),
    "archives:file": Elsewhere("tests/archives"),
    "archives:readers": Thing(("volume",), "volume", "line", codes=IF_OFFERED),
    "archives:correct": Thing(("volume",), "volume", "line", codes=IF_OFFERED),
    "archives:seal": Thing(("volume",), "volume", "line", codes=IF_OFFERED),
    **{
        f"archives:{act}": Thing(("volume",), "volume", "line", codes=TAKES_FORMS)
        for act in ["count", "submit", "waive", "verify_volume", "return", "remind", "reopen", "suspend", "resume"]
    },
}
