"""The import of an Excel list: all of it tried first, errors by row and column, then at most 500 rows a transaction."""

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.excel import RowError

CHUNK = 500


def import_rows(table, *, by, rows, dry_run):
    """Store `rows` ([(row number, texts)]) through the table's actions; ([RowError], how many rows are new).

    A dry run does everything and takes it back. In earnest nothing of a chunk is kept where one of its rows fails.
    """
    errors = _repeated(table, rows)
    if errors and not dry_run:
        return errors, 0
    twice, added = {error.row for error in errors}, 0
    rows = [row for row in rows if row[0] not in twice]
    for start in range(0, len(rows), CHUNK):
        wrong, new = _import_chunk(table, rows[start : start + CHUNK], by=by, dry_run=dry_run)
        errors, added = errors + wrong, added + new
    return sorted(errors, key=lambda error: error.row), added


def _repeated(table, rows):
    """Errors for what stands in the file twice."""
    seen, errors = {}, []
    for number, texts in rows:
        text = texts.get(table.key, "")
        if text and text in seen:
            error = _("This stands in row %(row)s already.") % {"row": seen[text]}
            errors.append(RowError(number, table.label(table.key), error))
        seen.setdefault(text, number)
    return errors


@transaction.atomic
def _import_chunk(table, rows, *, by, dry_run):
    errors, stored, added = [], [], 0
    for number, texts in rows:
        values, wrong = table.values_of(texts)
        errors += [RowError(number, table.label(name), text) for name, text in wrong]
        if wrong:
            continue
        try:
            with transaction.atomic():
                added += _import_one(table, values, by)
        except ValidationError as error:
            errors += _row_errors(table, number, error)
        except PermissionDenied:
            errors.append(RowError(number, "", _("Somebody else does this: it is about yourself.")))
        else:
            stored.append(values)
    if dry_run or errors:
        transaction.set_rollback(True)
    else:
        table.done(stored)
    return errors, added


def _import_one(table, values, by):
    """Whether the row is a new one."""
    if missing := [name for name in (table.key,) if name and name not in values]:
        raise ValidationError({name: _("This cell is empty.") for name in missing})
    row = table.existing(values)
    table.store(by=by, values=values, row=row)
    return row is None


def _row_errors(table, number, error):
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return [RowError(number, table.label(name), text) for name, texts in by_field.items() for text in texts]
