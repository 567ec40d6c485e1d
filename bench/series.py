"""Rows by the hundred thousand, made inside the database: one recursive series in the words of either engine.

Everything follows from the row's number `i`, so that two fillings are alike. A column without an expression of its own
gets the field's default.
"""

import datetime as dt

from django.db import connection
from django.db.models import NOT_PROVIDED

EPOCH = dt.date(2026, 1, 1)
MANY = 100_000  # rows of one statement


def lite():
    return connection.vendor == "sqlite"


def uuid(number, kind=0):
    """The identifier of the row `number` of a `kind`: `address(kind, number)` in Python."""
    number = f"({number}) + {kind * 10**9}"
    return f"printf('%032x', {number})" if lite() else f"lpad(to_hex(({number})::bigint), 32, '0')::uuid"


def text_uuid(number, kind=0):
    """The same as it stands in a reference, with hyphens."""
    if not lite():
        return f"({uuid(number, kind)})::text"
    return f"'00000000-0000-0000-0000-' || printf('%012x', ({number}) + {kind * 10**9})"


def day(offset):
    """EPOCH and so many days."""
    return f"date('{EPOCH}', ({offset}) || ' days')" if lite() else f"(date '{EPOCH}' + ({offset})::int)"


def moment(minutes):
    """EPOCH in UTC and so many minutes."""
    if lite():
        return f"strftime('%Y-%m-%d %H:%M:%S', '{EPOCH}', ({minutes}) || ' minutes')"
    return f"(timestamptz '{EPOCH} 00:00:00+00' + make_interval(mins => ({minutes})::int))"


def padded(prefix, number, width=8):
    number = f"printf('%0{width}d', {number})" if lite() else f"lpad(({number})::text, {width}, '0')"
    return f"'{prefix}' || {number}"


def fill(model, count, **columns):
    """Insert `count` rows of `model`; `columns` are SQL expressions over `i` (from 0). History is not written."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    names, values, params = [], [], []
    for field in fields:
        names.append(connection.ops.quote_name(field.column))
        if field.name in columns:
            values.append(str(columns.pop(field.name)).replace("%", "%%"))
            continue
        default = field.get_default() if field.default is not NOT_PROVIDED or not field.null else None
        values.append("NULL" if default is None else "%s")
        params += [] if default is None else [field.get_db_prep_save(default, connection)]
    if columns:
        raise ValueError(f"{model.__name__} has no {', '.join(columns)}")
    table = connection.ops.quote_name(model._meta.db_table)
    for start in range(0, count, MANY):
        end = min(start + MANY, count)
        statement = (
            f"INSERT INTO {table} ({', '.join(names)}) WITH RECURSIVE series(i) AS "
            f"(SELECT {start} UNION ALL SELECT i + 1 FROM series WHERE i < {end - 1}) "
            f"SELECT {', '.join(values)} FROM series"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
