"""Dates, days, money and sizes as every page, mail and export words them (ui/ia.md section 6.4); one place."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import get_language

from core import clock

WEEKDAYS = "一二三四五六日"
EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EN_FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def english():
    return (get_language() or "").startswith("en")


def as_day(value):
    """The organization's day of a date or an aware moment."""
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def day(value):
    """11月3日(周二); Tue 3 Nov; with the year where it is not the present one."""
    value = as_day(value)
    if value is None:
        return ""
    year = value.year != clock.today().year
    if english():
        return f"{EN_DAYS[value.weekday()]} {value.day} {EN_MONTHS[value.month - 1]}" + (
            f" {value.year}" if year else ""
        )
    return (f"{value.year}年" if year else "") + f"{value.month}月{value.day}日(周{WEEKDAYS[value.weekday()]})"


def day_plain(value):
    """11月3日; 3 Nov; with the year where it is not the present one."""
    value = as_day(value)
    if value is None:
        return ""
    year = value.year != clock.today().year
    if english():
        return f"{value.day} {EN_MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")
    return (f"{value.year}年" if year else "") + f"{value.month}月{value.day}日"


def day_full(value):
    """2026年11月3日; 3 Nov 2026."""
    value = as_day(value)
    if value is None:
        return ""
    if english():
        return f"{value.day} {EN_MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def day_heading(value):
    """2026年11月3日 星期二; Tuesday 3 Nov 2026."""
    value = as_day(value)
    if value is None:
        return ""
    if english():
        return f"{EN_FULL_DAYS[value.weekday()]} {day_full(value)}"
    return f"{day_full(value)} 星期{WEEKDAYS[value.weekday()]}"


def day_short(value):
    """11-03 in dense tables; 2025-11-03 in another year."""
    value = as_day(value)
    if value is None:
        return ""
    return value.strftime("%m-%d" if value.year == clock.today().year else "%Y-%m-%d")


def month(value):
    """2026年10月; October 2026 as "Oct 2026"."""
    value = as_day(value)
    if value is None:
        return ""
    return f"{EN_MONTHS[value.month - 1]} {value.year}" if english() else f"{value.year}年{value.month}月"


def time(value):
    """14:30, in the organization's time zone."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return value.strftime("%H:%M") if value is not None else ""


def moment(value):
    """今天 08:47; 11月2日 10:26; 2025年11月2日 10:26."""
    if value is None:
        return ""
    if as_day(value) == clock.today():
        return f"today {time(value)}" if english() else f"今天 {time(value)}"
    return f"{day_plain(value)} {time(value)}"


def stamp(value):
    """2026-11-03 09:20 for footers of prints and for exports."""
    return f"{as_day(value).isoformat()} {time(value)}" if value is not None else ""


def number(value):
    """3, 1.5: without useless zeros."""
    return f"{float(value):g}"


def days(value):
    """3 天, 1.5 天, 半天; 3 days, 1.5 days, half a day."""
    if value is None:
        return ""
    if float(value) == 0.5:
        return "half a day" if english() else "半天"
    if english():
        return f"{number(value)} day" + ("" if float(value) == 1 else "s")
    return f"{number(value)} 天"


def money(value):
    """2,400.00 元; CNY 2,400.00."""
    if value is None:
        return ""
    return f"CNY {value:,.2f}" if english() else f"{value:,.2f} 元"


def size(value):
    """182 KB, 1.2 MB."""
    return f"{value / 1048576:.1f} MB" if value >= 1048576 else f"{max(1, round(value / 1024))} KB"
