"""What stands in the boxes of a filled-in form, for the read page, the print and the PDF."""

from dataclasses import dataclass

from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from archives import sheets
from core.fields import MoneyField, TickField
from core.formats import money
from files.models import Attachment

SHORT = 20  # characters that fit half a line


@dataclass(frozen=True)
class Box:
    """One box with its content as text; `options` are (label, ticked) pairs where the paper has tick boxes."""

    name: str
    label: str
    text: str = ""
    options: tuple = ()
    header: tuple = ()  # of a sub-table
    lines: tuple = ()
    wide: bool = False

    @property
    def is_table(self):
        return bool(self.header)

    @property
    def is_broad(self):
        """Has a sub-table so many columns that it takes the whole width of the paper?"""
        return len(self.header) > 4

    @property
    def is_long(self):
        """Does it take a whole line of the page? There the chosen options stand alone, not all as on paper."""
        return self.is_table or (self.wide and not self.options) or len(self.text) > SHORT

    @property
    def told(self):
        """The lines of a sub-table as [[(heading, text, is it a date or number, kept whole), ...], ...], for phones."""
        return [
            [
                (name, cell, cell[:1].isdigit() and len(cell) <= SHORT)
                for name, cell in zip(self.header, line, strict=True)
            ]
            for line in self.lines
        ]


def sections(sheet):
    """[(heading, [Box, ...])] of a filled-in form, in printed order."""
    return [(heading, [_box(sheet, name) for name in names]) for heading, names in sheet.SECTIONS]


def print_lines(boxes):
    """Boxes packed as the printed table has them: wide ones alone, short ones two a line."""
    packed, waiting = [], None
    for box in boxes:
        if box.wide or box.is_table:
            if waiting:
                packed.append([waiting])
                waiting = None
            packed.append([box])
        elif waiting:
            packed.append([waiting, box])
            waiting = None
        else:
            waiting = box
    return [*packed, [waiting]] if waiting else packed


def _box(sheet, name):
    if lines := sheets.row_model(type(sheet), name):
        return _table(sheet, name, lines)
    if label := sheet.SHOWN.get(name):
        return Box(name, str(label), str(getattr(sheet, name)))
    field = sheets.column(type(sheet), name)
    if field is None:
        return Box(name, str(sheet.FILES[name]), _names_of_files(sheet, name), wide=True)
    options = options_of(sheet, field)
    wide = bool(options) or isinstance(field, models.TextField)
    return Box(name, str(field.verbose_name), text_of(sheet, field), options, wide=wide)


def _table(sheet, name, model):
    fields = [model._meta.get_field(column) for column in model.COLUMNS]
    kept = [row for row in getattr(sheet, name).all() if not row.removed] if sheet.pk else []
    lines = tuple(tuple(text_of(row, field) for field in fields) for row in kept)
    header = tuple(str(field.verbose_name) for field in fields)
    return Box(name, str(model._meta.verbose_name_plural), header=header, lines=lines, wide=True)


def _names_of_files(sheet, kind):
    return "、".join(one.name for one in files_of(sheet) if one.kind == kind)


def files_of(sheet):
    """The scans of a stored form."""
    if sheet.pk is None:
        return []
    return list(Attachment.objects.of(sheet))


def options_of(row, field):
    """((label, ticked), ...) where the paper prints tick boxes."""
    if isinstance(field, models.BooleanField):
        value = field.value_from_object(row)
        return ((_("Yes"), value is True), (_("No"), value is False))
    if not field.choices:
        return ()
    value = field.value_from_object(row)
    ticked = value if isinstance(field, TickField) else [value]
    return tuple((str(label), code in (ticked or [])) for code, label in field.flatchoices)


def text_of(row, field):
    """The content of a column in words: dates, times and choices as people write them."""
    if isinstance(field, models.ForeignKey):
        other = getattr(row, field.name)
        return "" if other is None else str(getattr(other, "name_on_paper", other))
    value = field.value_from_object(row)
    if value in (None, "", []):
        return ""
    if options := options_of(row, field):
        return "、".join(label for label, ticked in options if ticked)
    if isinstance(field, MoneyField):
        return money(value)
    if isinstance(field, models.DateTimeField):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(field, models.DateField):
        return formats.date_format(value, "DATE_FORMAT")
    if isinstance(field, models.TimeField):
        return value.strftime("%H:%M")
    if isinstance(field, models.DecimalField):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
