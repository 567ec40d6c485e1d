"""Settings of money, archive and confidentiality."""

from django.utils.translation import gettext_lazy as _

from rulebook.kinds import CAL, TYPE, WD, YUAN, choice, number, percent, text

MONEY_ARCHIVE = (
    percent("fund.pool_rate", "2", "FUND-01", _("Pool as a share of the fees")),
    choice(
        "fund.pool_base",
        "received",
        "FUND-01",
        _("Pool is counted on the fees"),
        (("received", _("received")), ("contracted", _("contracted"))),
    ),
    text(
        "fund.dg_limit", "2000", "FUND-03", _("The deputy director-general decides up to"), "decimal", unit=YUAN, low=0
    ),
    number(
        "fund.final_accounts_day",
        5,
        "FUND-12 PLAN-04",
        _("Final accounts in January on the"),
        _("day of the month"),
        low=1,
        high=31,
    ),
    number("fund.settle_workdays", 10, "FUND-04", _("Cash advance settled after the activity"), WD, low=1),
    number("fund.cash_confirm_workdays", 2, "FUND-06", _("Cash journal confirmed"), WD, low=1),
    number("archive.monthly_day", 5, "ARCH-02", _("Last month archived by the"), _("day of the month"), low=1, high=28),
    number(
        "archive.deposit_day",
        10,
        "CASE-30",
        _("Originals of the quarter's closed cases handed over, after the quarter on the"),
        _("day of the month"),
        low=1,
        high=28,
    ),
    percent("archive.sample_rate", "10", "ARCH-05", _("Share of sealed volumes that are inspected")),
    number("archive.access_days", 7, "ARCH-06", _("Access to a sealed file lasts"), CAL, low=1, high=365),
    text(
        "archive.number_format",
        "{worker_no:3}{org}{field:2}-{year:4}{kind}{seq:3}",
        "ARCH-09",
        _("File number"),
        part="technical",
    ),
    text(
        "archive.retention_years",
        None,
        "ARCH-12",
        _("Files are kept for (empty: for good)"),
        "optional_int",
        unit=_("years"),
    ),
    text(
        "conf.levels", ["low", "medium", "high"], "CONF-08", _("Levels of confidentiality"), "texts", part="technical"
    ),
    text("conf.optional_fields", [], "CONF-03", _("Sensitive boxes that are collected here"), "texts", scope=TYPE),
)
