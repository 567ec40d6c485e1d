"""/audit/ (roles.md 4.2): own accesses for everybody; all for auditor, DDG, DG; the administrator without content."""

from uuid import UUID

import pytest

from access import actions
from access.models import AuditEvent


@pytest.fixture
def opened(cast):
    actions.record(cast.worker, "read", "cases.case:11111111-2222-4222-8222-000000000001", "supervision")
    actions.record(cast.worker2, "read", "cases.case:99999999-8888-4888-8888-000000000002", "inspection")


def rows(client, user):
    client.force_login(user)
    response = client.get("/audit/")
    assert response.status_code == 200
    return response.context["rows"], response.content.decode()


def test_everybody_sees_their_own_accesses_and_no_more(client, cast, opened):
    shown, _page = rows(client, cast.worker)
    assert [row["actor"] for row in shown] == [cast.worker]
    assert not rows(client, cast.outsider)[0]


@pytest.mark.parametrize("role", ["auditor", "ddg", "dg"])
def test_the_readers_of_the_log_see_all_of_it_and_are_logged(client, cast, opened, role):
    reader = getattr(cast, role)
    shown, page = rows(client, reader)
    assert {cast.worker, cast.worker2, reader} == {row["actor"] for row in shown}
    assert "11111111" in page
    assert AuditEvent.objects.filter(actor=reader, verb="read").count() == 1


@pytest.mark.rule("SOD-08")
def test_the_system_administrator_sees_who_and_when_but_neither_whom_nor_why(client, cast, opened):
    shown, page = rows(client, cast.admin)
    assert {row["actor"] for row in shown} == {cast.worker, cast.worker2, cast.admin}
    assert not any(row["title"] or row["reason"] for row in shown if row["actor"] != cast.admin)
    assert "11111111" not in page


def test_the_log_costs_the_same_for_few_and_for_many_events(client, cast, django_assert_max_num_queries):
    client.force_login(cast.auditor)

    def cost():
        with django_assert_max_num_queries(60) as captured:
            client.get("/audit/")
        return len(captured)

    for number in range(2):
        actions.record(cast.worker, "read", f"cases.case:{UUID(int=number)}")
    cost()
    few = cost()
    for number in range(200):
        actions.record(cast.worker, "read", f"cases.case:{UUID(int=number)}")
    assert cost() == few
