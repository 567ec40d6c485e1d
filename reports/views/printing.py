"""The monthly report on paper and as a table: A4 page, PDF, Excel. Each is entered in the log first."""

import io
from dataclasses import dataclass

import xlsxwriter
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views import View

from core import clock, formats
from core.exports import XLSX
from files.pdf import render as render_pdf
from reports import papers
from reports.views.doors import PaperDoor

NUMBERS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


class Print(PaperDoor, View):
    """/reports/<month>/print/ and .pdf: as the official paper."""

    verb = "print"
    pdf = False
    template = "reports/paper/whole"
    compose = staticmethod(papers.whole)

    def get(self, request, *args, **kwargs):
        with override("zh-hans"):  # the paper is Chinese, whatever the reader's language
            context = self.compose(self.object) | {"organization": settings.ORGANIZATION or settings.SITE_NAME}
            if self.pdf:
                return self.file(render_pdf(f"{self.template}/pdf.html", context, draft=context["draft"]))
            paper = context | {"paper": f"{self.template}.html"}
        return render(request, "reports/paper/print.html", paper | {"back": self.object.get_absolute_url()})

    def file(self, body):
        response = HttpResponse(body, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="report-{self.object.month:%Y-%m}.pdf"'
        return response


class PointPrint(Print):
    """/reports/<month>/<point>/print/ and .pdf."""

    template = "reports/paper/point"
    compose = staticmethod(papers.point)


class Table(PaperDoor, View):
    """/reports/<month>/table.xlsx: every figure of the organization, the points and the workers."""

    verb = "export"

    def get(self, request, *args, **kwargs):
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer, NUMBERS)
        looks = Looks(
            book.add_format({"bold": True, "border": 1, "bg_color": "#f2f2f2", "text_wrap": True, "valign": "vcenter"}),
            book.add_format({"border": 1, "valign": "vcenter"}),
            book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True}),
        )
        title = papers.title(self.object)
        book.set_properties({"title": title})
        for name, columns, rows in papers.sheets(self.object):
            sheet = book.add_worksheet(name)
            write(sheet, looks, columns, rows)
            sheet.set_header(f"&L{as_said(settings.ORGANIZATION or settings.SITE_NAME)}&C&B{as_said(title)}&R{name}")
            sheet.set_footer(f"&L{as_said(request.user)} {formats.stamp(clock.now())}&R&P / &N")
        book.close()
        response = HttpResponse(buffer.getvalue(), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="report-{self.object.month:%Y-%m}.xlsx"'
        return response


class PointTable(Table):
    """/reports/<month>/<point>/table.xlsx"""


def as_said(text):
    """Text of a page's head or foot, where & begins an instruction."""
    return str(text).replace("&", "&&")


@dataclass(frozen=True)
class Looks:
    head: object
    cell: object
    words: object


def write(sheet, looks, columns, rows):
    """One worksheet that prints on A4 across: a heading line, numbers as numbers, text as text, long text wrapped."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, max(1, len(columns) - 1), 13)
    for place, name in enumerate(columns):
        sheet.write_string(0, place, str(name), looks.head)
        if any(isinstance(row[place], str) and len(row[place]) > LONG for row in rows):
            sheet.set_column(place, place, 60)
    for line, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, place, cell, looks.words if len(cell) > LONG else looks.cell)
            elif cell is None:
                sheet.write_blank(line, place, None, looks.cell)
            else:
                sheet.write_number(line, place, float(cell), looks.cell)


LONG = 16  # characters
