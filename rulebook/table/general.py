"""Settings of dates, approval and the organization."""

from django.utils.translation import gettext_lazy as _

from rulebook.kinds import CAL, WD, choice, number, switch, text

DATES = (
    switch(
        "date.roll_forward", True, "DATE-03", _("Periods in days that end on a rest day move to the next working day")
    ),
    choice(
        "date.fixed_day_roll_internal",
        "next_workday",
        "DATE-06",
        _("Fixed days inside the organization that fall on a rest day"),
        (("next_workday", _("move to the next working day")), ("none", _("stay"))),
    ),
    choice(
        "date.fixed_day_roll_external",
        "none",
        "DATE-06",
        _("Fixed days towards the city association that fall on a rest day"),
        (("next_workday", _("move to the next working day")), ("none", _("stay"))),
    ),
    number("approval.sla_workdays", 3, "CASE-07", _("Answer to something waiting for approval"), WD, low=1, high=30),
    number(
        "approval.resubmit_workdays",
        2,
        "DATE-04",
        _("A returned document keeps its first day of submission when it comes back within"),
        WD,
    ),
    number(
        "approval.cc_unread_workdays", 3, "ORG-07", _("A copy to the business lead counts as unread after"), WD, low=1
    ),
)

ORGANIZATION = (
    text(
        "org.departments",
        ["人力资源与行政部", "公共事务部", "服务部", "社会服务发展与研究部", "办公室"],
        "ORG-02",
        _("Departments of a new organization"),
        "texts",
        part="technical",
    ),
    text("org.short_name", "SG", "ARCH-09", _("Short name of the organization in file numbers"), part="technical"),
    text(
        "approval.acting_supervisor_order",
        ["supervision_assistant", "centre_director", "project_director", "department_director"],
        "ORG-06",
        _("Who acts where no supervisor is appointed, in order"),
        "texts",
    ),
)

NOTICES = (
    text("notice.mail_hours", "08:00-20:00", "DATE-08", _("Mails go out between; of incidents at any time"), "hours"),
    number("notice.digest_days", 7, "DATE-08", _("The morning mail goes to whoever owes something within"), CAL),
    number("notice.counted_days", 3, "DATE-08", _("The morning mail counts what is due within"), CAL),
    number("notice.near_workdays", 2, "DATE-08", _("A deadline is shown as near from"), WD),
    number("notice.far_workdays", 10, "DATE-08", _("A deadline shows its date alone when it is further than"), WD),
    number("approval.link_days", 7, "LEAVE-01", _("A one-time link for the host unit holds for"), CAL, low=1, high=30),
    number("standin.longest_days", 60, "ORG-09", _("A stand-in lasts at most"), CAL, low=1, high=366),
    number(
        "archive.access_longest_days", 30, "ARCH-06", _("Access to a sealed file lasts at most"), CAL, low=1, high=90
    ),
)
