"""The import of a staff list: all of it tried first, errors by row and column, then at most 500 rows a transaction."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from people import staff_list
from people.actions import create_person, edit_person
from people.staff_list import RowError

CHUNK = 500


def import_staff(*, by, rows, dry_run):
    """Create or change the people of `rows` ([(row number, texts)]), each with history; returns the errors.

    A dry run does everything and takes it back. In earnest nothing of a chunk is kept where one of its rows fails.
    """
    errors = staff_list.repeated(rows)
    if errors and not dry_run:
        return errors
    twice = {error.row for error in errors}
    rows = [row for row in rows if row[0] not in twice]
    for start in range(0, len(rows), CHUNK):
        errors += _import_chunk(rows[start : start + CHUNK], by=by, dry_run=dry_run)
    return sorted(errors, key=lambda error: error.row)


@transaction.atomic
def _import_chunk(rows, *, by, dry_run):
    known, errors = staff_list.existing(rows), []
    for number, texts in rows:
        values, wrong = staff_list.values_of(texts)
        errors += [RowError(number, staff_list.label_of(field), text) for field, text in wrong]
        if wrong:
            continue
        try:
            with transaction.atomic():
                _import_one(values, known, by)
        except ValidationError as error:
            errors += _row_errors(number, error)
    if dry_run or errors:
        transaction.set_rollback(True)
    return errors


def _import_one(values, known, by):
    """An empty cell leaves what is known of an existing person as it is."""
    if person := known.get(values["staff_no"]):
        given = {field: value for field, value in values.items() if value not in ("", None)}
        edit_person(by=by, person=person, **given)
    else:
        create_person(by=by, **values)


def _row_errors(number, error):
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return [RowError(number, staff_list.label_of(field), text) for field, texts in by_field.items() for text in texts]
