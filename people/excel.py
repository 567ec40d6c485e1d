"""A model as an Excel list: its fields as headings, texts read back into values, errors by row and column."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from core.exports import as_xlsx
from core.lists import Column

LONGEST = 5000
YES = {"✓", "1", "true", "yes", "y", "是", "√"}
NO = {"0", "false", "no", "n", "否", "×"}


@dataclass(frozen=True)
class RowError:
    """What is wrong where: `row` is the number Excel shows, `column` its heading ("" for the whole row)."""

    row: int
    column: str
    text: str


class Unreadable(Exception):
    """The file is not such a list at all; the message says why."""


class Table:
    """Which columns a model has as a list, how a row is recognized, and which action stores it. Made anew each time.

    `key` names the field by which a row is recognized, `labels` and `parsers` what the fields themselves do not say.
    """

    model, fields, key = None, (), ""
    labels, parsers = {}, {}

    def __init__(self):
        self._found = {}

    def rows(self):
        """What is exported."""
        return self.model._default_manager.all()

    def existing(self, values):
        """The row these values are about, or None."""
        return self.model._default_manager.filter(**{self.key: values[self.key]}).first() if self.key else None

    def store(self, *, by, values, row):
        """Store one row by an action; an empty cell is not in `values` and leaves what is known as it is."""
        raise NotImplementedError

    def done(self, stored):
        """Every row of the file is stored: `stored` are their values."""

    def label(self, name):
        """The heading of a field's column, "" for no column."""
        if name not in self.fields:
            return ""
        return str(self.labels.get(name) or capfirst(self._field(name).verbose_name))

    def headings(self):
        return {name: self.label(name) for name in self.fields}

    def _field(self, name):
        return self.model._meta.get_field(name)

    def _required(self):
        fields = (self._field(name) for name in self.fields)
        return [field.name for field in fields if not (field.blank or field.null or field.has_default())]

    # --- out

    def workbook(self, rows):
        """The bytes of an .xlsx."""
        columns = [Column(heading, partial(self._cell, name=name)) for name, heading in self.headings().items()]
        return as_xlsx(columns, rows)

    def _cell(self, row, name):
        field, value = self._field(name), getattr(row, name)
        if value is None or value == "":
            return ""
        if field.is_relation:
            return str(getattr(value, _recognized_by(field.related_model)[0]))
        if field.flatchoices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return "✓" if value else "×"
        return value if isinstance(value, dt.date) else str(value)

    # --- in

    def read(self, file):
        """The rows of an uploaded .xlsx as [(row number, {field: text})]; raises Unreadable."""
        try:
            table = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
        except (CalamineError, IndexError, ValueError) as error:
            raise Unreadable(_("This is not an Excel file (.xlsx).")) from error
        there = [str(cell).strip() for cell in table[0]] if table else []
        wanted = {heading: name for name, heading in self.headings().items()}
        unknown = [heading for heading in there if heading and heading not in wanted]
        missing = [self.label(name) for name in self._required() if self.label(name) not in there]
        if unknown or missing:
            parts = [_("Missing columns: %(names)s.") % {"names": ", ".join(missing)}] if missing else []
            parts += [_("Unknown columns: %(names)s.") % {"names": ", ".join(unknown)}] if unknown else []
            raise Unreadable(" ".join(parts))
        rows = []
        for number, cells in enumerate(table[1:], start=2):
            texts = {wanted[head]: as_text(cell) for head, cell in zip(there, cells, strict=False) if head}
            if any(texts.values()):
                rows.append((number, texts))
        if len(rows) > LONGEST:
            raise Unreadable(_("At most %(count)s rows at once.") % {"count": LONGEST})
        return rows

    def values_of(self, texts):
        """({field: value} of the cells that are not empty, [(field, what is wrong)]) of one row of texts."""
        values, wrong = {}, []
        for name, text in texts.items():
            if not text:
                continue
            try:
                values[name] = self._value(name, text)
            except ValueError as error:
                wrong.append((name, str(error)))
        return values, wrong

    def _value(self, name, text):
        field = self._field(name)
        if parse := self.parsers.get(name):
            return parse(text)
        if field.is_relation:
            if (name, text) not in self._found:
                self._found[name, text] = _related(field, text)
            return self._found[name, text]
        if field.flatchoices:
            return _choice(field, text)
        if isinstance(field, models.BooleanField):
            return _yes_or_no(text)
        return _day(text) if isinstance(field, models.DateField) else text


def as_text(cell):
    """A cell as somebody typed it: numbers without ".0", dates as ISO days."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _day(text):
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(_("Not a date; write it as 2026-03-01."))


def _yes_or_no(text):
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise ValueError(_("Write ✓ or ×."))


def _choice(field, text):
    """By its code or by its words, in any language of the house."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for value, label in field.flatchoices:
                if text in (str(value), str(label)):
                    return value
    raise ValueError(
        _("Possible are: %(choices)s.") % {"choices": ", ".join(str(one) for _v, one in field.flatchoices)}
    )


def _recognized_by(model):
    names = {field.name for field in model._meta.fields}
    return [name for name in ("staff_no", "code", "name") if name in names][: 1 if "staff_no" in names else 2]


def _related(field, text):
    """Staff by their number, everything else by its code or its name."""
    for name in _recognized_by(field.related_model):
        found = list(field.related_model._default_manager.filter(**{name: text})[:2])
        if len(found) == 1:
            return found[0]
    raise ValueError(_("Nothing here has this number, code or name."))
