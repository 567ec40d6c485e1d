"""A list as a file: the columns of core.lists, to Excel or CSV, as text that no program takes for a formula."""

import csv
import datetime as dt
import io

import xlsxwriter

from core import formats

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plain(value):
    """A cell's value as it may stand in a file: dates in ISO, yes and no as words, the rest as text or number."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return formats.stamp(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return "✓" if value else ""
    return value if isinstance(value, int | float) else str(value)


def defused(value):
    """Text that starts like a formula gets an apostrophe in front: CSV has no other way to say "this is text"."""
    value = plain(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def as_csv(columns, rows):
    """Bytes of a CSV file that Excel opens with Chinese intact."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([defused(column.label) for column in columns])
    for row in rows:
        writer.writerow([defused(column.of(row)) for column in columns])
    return ("\ufeff" + text.getvalue()).encode()


def as_xlsx(columns, rows, *, title="", footer=""):
    """Bytes of an Excel file; strings stay strings. `footer` says who exported when (ia.md 5.14)."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    sheet = book.add_worksheet()
    head = book.add_format({"bold": True, "bottom": 1})
    for place, column in enumerate(columns):
        sheet.write_string(0, place, str(column.label), head)
        sheet.set_column(place, place, 18)
    line = 0
    for line, row in enumerate(rows, 1):
        for place, column in enumerate(columns):
            sheet.write(line, place, plain(column.of(row)))
    sheet.freeze_panes(1, 0)
    if footer:
        sheet.write_string(line + 2, 0, footer)
    book.set_properties({"title": title})
    book.close()
    return buffer.getvalue()


def export(columns, rows, *, kind, title="", footer=""):
    """(bytes, content type, ending) of a list; `kind` is "csv", anything else is Excel."""
    if kind == "csv":
        return as_csv(columns, rows), CSV, "csv"
    return as_xlsx(columns, rows, title=title, footer=footer), XLSX, "xlsx"
