"""File numbers (ARCH-09)."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from archives import numbering
from archives.models import FileNumber
from people.models import User


@pytest.mark.rule("ARCH-09")
@pytest.mark.django_db
def test_numbers_run_by_worker_field_year_and_kind(cast):
    worker = cast.worker
    worker.worker_no = 17
    worker.save()
    on = dt.date(2026, 3, 2)
    assert numbering.issue(worker=worker, field="03", kind="C", on=on) == "017SG03-2026C001"
    assert numbering.issue(worker=worker, field="03", kind="C", on=on) == "017SG03-2026C002"
    assert numbering.issue(worker=worker, field="03", kind="G", on=on) == "017SG03-2026G001"
    assert numbering.issue(worker=worker, field="05", kind="C", on=on) == "017SG05-2026C001"
    assert numbering.issue(worker=worker, field="03", kind="C", on=dt.date(2027, 1, 4)) == "017SG03-2027C001"


@pytest.mark.rule("ARCH-09")
def test_another_organization_writes_its_own_format():
    pattern = "{field}-{kind}{seq:3}-{year}-{worker_no}"
    text = numbering.number_text(pattern, worker_no=17, org="SG", field="JUS", year=2026, kind="C", seq=1)
    assert text == "JUS-C001-2026-17"


@pytest.mark.rule("ARCH-09")
@pytest.mark.django_db
def test_a_number_is_never_reused_even_where_the_format_tells_little_apart(cast, monkeypatch):
    monkeypatch.setattr(
        "archives.actions.numbers.value", lambda key: {"org.short_name": "SG"}.get(key, "{year}{seq:3}")
    )
    numbers = [numbering.issue(worker=cast.worker, field=field, kind="C") for field in ("01", "02", "03")]
    assert len(set(numbers)) == 3


@pytest.mark.django_db
def test_a_worker_without_a_number_gets_a_plain_answer(cast):
    cast.worker.worker_no = None
    cast.worker.save()
    with pytest.raises(ValidationError):
        numbering.issue(worker=cast.worker, field="03", kind="C")


@pytest.mark.django_db
def test_the_database_itself_refuses_to_change_or_take_back_a_number(cast):
    numbering.issue(worker=cast.worker, field="03", kind="C")
    for change in (
        lambda: FileNumber.objects.update(number="999"),
        lambda: FileNumber.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert FileNumber.objects.count() == 1


@pytest.mark.rule("ARCH-09")
@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_once_get_a_hundred_numbers_without_a_gap():
    worker = User.objects.create_user("W100", name="林", worker_no=17)
    issued, wrong = [], []
    gate = threading.Barrier(20)

    def take():
        try:
            gate.wait()
            for _ in range(5):
                issued.append(numbering.issue(worker=worker, field="03", kind="C", on=dt.date(2026, 3, 2)))
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sorted(issued) == [f"017SG03-2026C{number:03}" for number in range(1, 101)]
