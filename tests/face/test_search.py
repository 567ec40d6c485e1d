"""Search: what is found, for whom, and that looking for people leaves a trace."""

import pytest

from access.models import AuditEvent
from swcenter.search import events, groups, search
from tests.factories import community
from tests.factories import groups as groupwork
from tests.factories.cases import in_service


def found(user, text):
    return {kind.key: [hit.title for hit in kind.hits] for kind in search(user, text)}


def test_a_colleague_is_found_by_name_and_by_staff_number(cast):
    assert found(cast.outsider, cast.worker.name)["staff"] == [str(cast.worker)]
    assert found(cast.outsider, cast.worker.staff_no)["staff"] == [str(cast.worker)]


def test_a_form_is_found_by_its_code(cast):
    assert len(found(cast.worker, "F-C10")["forms"]) == 1


def test_looking_for_people_is_recorded_without_the_name_that_was_typed(cast):
    search(cast.worker, "陈桂兰")
    event = AuditEvent.objects.get(verb="search")
    assert event.actor == cast.worker
    assert "陈桂兰" not in str(event.detail)


def test_what_was_typed_never_stands_in_an_address(client, cast):
    client.force_login(cast.worker)
    answer = client.post("/search/", {"q": "陈桂兰"})
    assert answer.status_code == 200
    assert client.get("/search/?q=陈桂兰").context["text"] == ""


@pytest.mark.parametrize("many", [1, 12])
def test_colleagues_cost_the_same_however_many_there_are(django_assert_num_queries, cast, many):
    from swcenter.search import colleagues
    from tests.factories.people import person

    for number in range(many):
        person(f"X{number:03}", f"周某{number}")
    with django_assert_num_queries(2):
        colleagues("周某")


@pytest.fixture
def case(cast):
    return in_service(cast.worker, cast.supervisor)


def test_a_file_is_found_by_the_last_three_digits_of_its_number(cast, case):
    assert len(found(cast.worker, case.file_no[-3:])["files"]) == 1


def test_a_client_is_found_by_the_whole_name_and_by_the_phone(cast, case):
    assert len(found(cast.worker, "陈桂兰")["clients"]) == 1
    assert len(found(cast.worker, "13800000037")["clients"]) == 1


def test_who_may_not_see_a_file_finds_nothing_of_it(cast, case):
    for somebody in (cast.worker_other, cast.hr, cast.admin, cast.outsider):
        for text in (case.file_no, "陈桂兰", "13800000037"):
            assert not set(found(somebody, text)) & {"files", "clients"}, (somebody, text)


@pytest.fixture
def gathered(cast):
    return groupwork.draft(cast.worker, name="银龄暖心小组"), community.draft(cast.worker, title="邻里一家宴")


def test_a_group_and_an_event_are_found_by_a_part_of_the_name(cast, gathered):
    assert found(cast.worker, "暖心")["groups"] == ["银龄暖心小组"]
    assert found(cast.supervisor, "一家宴")["events"] == ["邻里一家宴"]


def test_a_group_is_found_by_the_last_three_digits_of_its_number(cast):
    group = groupwork.approved(cast)
    assert found(cast.worker, group.file_no[-3:])["groups"] == [group.name]


def test_who_may_not_see_a_group_or_an_event_does_not_find_it(cast, gathered):
    for somebody in (cast.worker_other, cast.hr, cast.admin, cast.outsider):
        for text in ("暖心", "一家宴"):
            assert not set(found(somebody, text)) & {"groups", "events"}, (somebody, text)


@pytest.mark.parametrize("many", [1, 12])
def test_groups_and_events_cost_the_same_however_many_there_are(django_assert_num_queries, cast, many):
    for number in range(many):
        groupwork.draft(cast.worker, name=f"暖心{number}")
        community.draft(cast.worker, title=f"暖心{number}")
    with django_assert_num_queries(9):
        assert len(groups(cast.worker, "暖心").hits) == len(events(cast.worker, "暖心").hits) == many
