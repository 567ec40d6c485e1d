"""The staff list as an Excel file: one table of columns for the export, the empty template and the import."""

import datetime as dt
import io
from dataclasses import dataclass

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from python_calamine import CalamineError, CalamineWorkbook

from people.models import Department, User

LONGEST = 5000


@dataclass(frozen=True)
class Column:
    field: str
    label: str
    width: int = 14


COLUMNS = (
    Column("staff_no", gettext_lazy("Staff number")),
    Column("name", gettext_lazy("Name")),
    Column("name_en", gettext_lazy("English name"), 18),
    Column("department", gettext_lazy("Department"), 24),
    Column("phone", gettext_lazy("Phone"), 16),
    Column("email", gettext_lazy("E-mail"), 26),
    Column("joined_on", gettext_lazy("Joined on")),
    Column("first_job_on", gettext_lazy("First job on")),
    Column("social_work_start_date", gettext_lazy("In social work since")),
    Column("worker_no", gettext_lazy("Worker number")),
)
DATES = {"joined_on", "first_job_on", "social_work_start_date"}


@dataclass(frozen=True)
class RowError:
    """What is wrong where: `row` is the number Excel shows, `column` its heading ("" for the whole row)."""

    row: int
    column: str
    text: str


class Unreadable(Exception):
    """The file is not a staff list at all; the message says why."""


def workbook(people):
    """The bytes of an .xlsx with one row a person. Text stays text: "=1+1" is never a formula (no injection)."""
    buffer = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, safe) as book:
        sheet = book.add_worksheet(_("Staff"))
        head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(COLUMNS):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, str(column.label), head)
        for line, person in enumerate(people, start=1):
            for at, column in enumerate(COLUMNS):
                value = getattr(person, column.field)
                if isinstance(value, dt.date):
                    sheet.write_datetime(line, at, dt.datetime.combine(value, dt.time()), day)
                elif value not in (None, ""):
                    sheet.write_string(line, at, str(value))
    return buffer.getvalue()


def read(file):
    """The rows of an uploaded .xlsx as [(row number, {field: text})]; raises Unreadable."""
    try:
        table = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError) as error:
        raise Unreadable(_("This is not an Excel file (.xlsx).")) from error
    headings = [str(cell).strip() for cell in table[0]] if table else []
    wanted = {str(column.label): column.field for column in COLUMNS}
    unknown = [heading for heading in headings if heading and heading not in wanted]
    missing = [str(column.label) for column in COLUMNS[:2] if str(column.label) not in headings]
    if unknown or missing:
        parts = []
        if missing:
            parts.append(_("Missing columns: %(names)s.") % {"names": ", ".join(missing)})
        if unknown:
            parts.append(_("Unknown columns: %(names)s.") % {"names": ", ".join(unknown)})
        raise Unreadable(" ".join(parts))
    fields = [wanted.get(heading) for heading in headings]
    rows = []
    for number, cells in enumerate(table[1:], start=2):
        values = {field: as_text(cell) for field, cell in zip(fields, cells, strict=False) if field}
        if any(values.values()):
            rows.append((number, values))
    if len(rows) > LONGEST:
        raise Unreadable(_("At most %(count)s rows at once.") % {"count": LONGEST})
    return rows


def as_text(cell):
    """A cell as somebody typed it: numbers without ".0", dates as ISO days."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def values_of(texts):
    """(field values, [(field, what is wrong)]) of one row of texts."""
    values, wrong = {}, []
    for field, text in texts.items():
        try:
            values[field] = _value(field, text)
        except ValueError as error:
            wrong.append((field, str(error)))
    return values, wrong


def _value(field, text):
    if field in DATES:
        return _day(text)
    if field == "worker_no":
        if text and not (text.isdecimal() and 1 <= int(text) <= 999):
            raise ValueError(_("A number from 1 to 999."))
        return int(text) if text else None
    if field == "department":
        return _department(text)
    return text


def _day(text):
    if not text:
        return None
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(_("Not a date; write it as 2026-03-01."))


def _department(text):
    if not text:
        return None
    found = list(Department.objects.filter(name=text)[:2] or Department.objects.filter(code=text)[:2])
    if len(found) != 1:
        raise ValueError(_("No such department."))
    return found[0]


def label_of(field):
    """The heading of a field's column, or ""."""
    return next((str(column.label) for column in COLUMNS if column.field == field), "")


def repeated(rows):
    """Errors for staff numbers that stand in the file twice."""
    seen, errors = {}, []
    for number, texts in rows:
        staff_no = texts.get("staff_no", "")
        if staff_no in seen:
            text = _("This staff number stands in row %(row)s already.") % {"row": seen[staff_no]}
            errors.append(RowError(number, label_of("staff_no"), text))
        seen.setdefault(staff_no, number)
    return errors


def existing(rows):
    """{staff number: person} of those the file names."""
    return {
        person.staff_no: person for person in User.objects.filter(staff_no__in=[t.get("staff_no") for _n, t in rows])
    }
