"""Identity is ciphertext in the row and in its history, bound to its client, and the keys can change."""

import pytest
from django.core.exceptions import FieldError, PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet

from access.models import AuditEvent
from clients import actions, policy
from clients.models import Client, ClientToken
from core import crypto

NAME, PHONE, ID_NUMBER = "陈桂兰", "138 0000 0037", "440301195508180021"


@pytest.fixture
def grandmother(cast):
    return actions.register(
        by=cast.worker,
        name=NAME,
        phones=[PHONE],
        id_number=ID_NUMBER,
        birth_date="1955-08-18",
        sex="f",
        group="elderly",
        notice_version=actions.NOTICE,
    )


def raw_rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return cursor.fetchall()


@pytest.mark.rule("CONF-10")
@pytest.mark.parametrize("table", ["clients_client", "clients_historicalclient", "clients_clienttoken"])
def test_no_table_holds_a_name_a_phone_or_an_id_number_in_plain_text(grandmother, cast, table):
    actions.change_identity(client=grandmother, by=cast.ddg, addresses=["河东路 5 号"])
    text = repr(raw_rows(table))
    assert len(raw_rows(table)) >= 1
    for secret in (NAME, PHONE, PHONE.replace(" ", ""), ID_NUMBER, "河东路", "1955-08-18"):
        assert secret not in text


@pytest.mark.rule("CONF-10")
def test_the_history_opens_and_holds_ciphertext(grandmother, cast):
    actions.change_identity(client=grandmother, by=cast.ddg, name="陈桂蘭")
    names = [version.identity["name"] for version in grandmother.history.order_by("history_id")]
    assert names == [NAME, "陈桂蘭"]
    stored = [row[0] for row in _column("clients_historicalclient", "identity")]
    assert all(text.startswith("v1|test|") for text in stored)


def _column(table, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return cursor.fetchall()


def test_a_blob_copied_to_another_client_does_not_open(grandmother, cast):
    other = actions.register(by=cast.worker, name="李小明")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE clients_client SET identity = (SELECT identity FROM clients_client WHERE id = %s) WHERE id = %s",
            [grandmother.pk, other.pk],
        )
    with pytest.raises(crypto.Unreadable):
        _ = Client.objects.get(pk=other.pk).name


def test_identity_cannot_be_searched_or_written_past_the_encryption(grandmother):
    with pytest.raises(FieldError):
        Client.objects.filter(identity__contains="陈").exists()
    with pytest.raises(TypeError):
        QuerySet.update(Client.objects.filter(pk=grandmother.pk), identity={"name": "x"})


def test_changing_keys_rewrites_rows_and_history_and_adds_no_history(grandmother, cast, settings):
    actions.change_identity(client=grandmother, by=cast.ddg, name="陈桂蘭")
    versions = grandmother.history.count()
    settings.IDENTITY_KEYS = "new:" + "2e" * 32 + "\n" + settings.IDENTITY_KEYS
    call_command("rotate_keys", verbosity=0)
    for table in ("clients_client", "clients_historicalclient"):
        assert all(text.startswith("v1|new|") for (text,) in _column(table, "identity"))
    settings.IDENTITY_KEYS = "new:" + "2e" * 32
    again = Client.objects.get(pk=grandmother.pk)
    assert (again.name, again.history.count()) == ("陈桂蘭", versions)
    assert again.history.order_by("history_id").first().identity["name"] == NAME


@pytest.mark.rule("CONF-02")
def test_an_id_number_is_not_stored_before_the_notice_was_given(cast):
    with pytest.raises(ValidationError) as refused:
        actions.register(by=cast.worker, name=NAME, id_number=ID_NUMBER)
    assert "notice" in refused.value.message_dict
    client = actions.register(by=cast.worker, name=NAME, id_number=ID_NUMBER, notice_version=actions.NOTICE)
    assert (client.notice_version, client.notice_given_on is not None) == (actions.NOTICE, True)


@pytest.mark.rule("CONF-03")
def test_a_client_needs_no_more_than_a_name(cast):
    client = actions.register(by=cast.worker, name=NAME)
    assert set(client.identity) == {"name"}


@pytest.mark.parametrize(
    ("name", "sex", "young", "shown"),
    [
        ("陈桂兰", "f", False, "陈女士"),
        ("李大力", "m", False, "李先生"),
        ("欧阳修文", "m", False, "欧阳先生"),
        ("黄小雨", "f", True, "黄同学"),
        ("张三", "u", False, "张某"),
    ],
)
def test_lists_show_masked_names(name, sex, young, shown):
    assert policy.masked(name, sex, young=young) == shown


def test_the_alias_is_the_masked_name_unless_another_is_chosen(grandmother, cast):
    assert grandmother.alias == "陈女士"
    chosen = actions.register(by=cast.worker, name=NAME, alias="桂花")
    assert (chosen.alias, str(chosen)) == ("桂花", "桂花")


@pytest.mark.rule("CASE-02")
@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"id_number": ID_NUMBER}, True),
        ({"id_number": "４４０３０１１９５５０８１８００２１"}, True),  # full-width digits are the same number
        ({"name": NAME, "phone": "13800000037"}, True),
        ({"name": NAME}, False),
        ({"name": NAME, "phone": "13800000038"}, False),
        ({"phone": "13800000037"}, False),
        ({}, False),
    ],
)
def test_duplicates_are_told_by_id_number_or_by_name_with_phone(grandmother, cast, asked, answer):
    assert actions.possible_duplicate(by=cast.worker_other, **asked) is answer


def test_the_duplicate_answer_is_logged_without_the_text(grandmother, cast):
    actions.possible_duplicate(by=cast.worker_other, name=NAME, phone=PHONE)
    event = AuditEvent.objects.get(verb="search")
    assert event.actor == cast.worker_other
    assert NAME not in repr(event.detail)
    assert event.about == ""


def test_fishing_for_clients_is_stopped(grandmother, cast):
    for _ in range(actions.CHECKS_PER_HOUR):
        actions.possible_duplicate(by=cast.worker_other, id_number="x1")
    with pytest.raises(ValidationError) as refused:
        actions.possible_duplicate(by=cast.worker_other, id_number="x1")
    assert refused.value.code == "too_many"
    assert actions.possible_duplicate(by=cast.worker, id_number=ID_NUMBER) is True


def test_tokens_follow_a_change_of_phone(grandmother, cast):
    actions.change_identity(client=grandmother, by=cast.ddg, phones=["13900000001"])
    assert grandmother.tokens.filter(kind=ClientToken.Kind.PHONE).count() == 1
    assert not actions.possible_duplicate(by=cast.worker, name=NAME, phone=PHONE)
    assert actions.possible_duplicate(by=cast.worker, name=NAME, phone="139-0000-0001")


@pytest.mark.rule("CONF-01")
@pytest.mark.parametrize(
    ("who", "sees", "reads"),
    [("ddg", True, True), ("dg", True, True), ("service", True, False), ("hr", False, False), ("admin", False, False),
     ("auditor", False, False), ("outsider", False, False), ("worker_other", False, False), ("archivist", False, False)],
)  # fmt: skip
def test_without_a_case_only_the_heads_see_a_client(grandmother, cast, who, sees, reads):
    user = getattr(cast, who)
    assert Client.objects.visible_to(user).filter(pk=grandmother.pk).exists() is sees
    assert Client.objects.open_to(user).filter(pk=grandmother.pk).exists() is reads


@pytest.mark.rule("CONF-01")
def test_who_may_not_read_an_identity_may_not_change_it(grandmother, cast):
    for who in (cast.service, cast.worker_other, cast.admin):
        with pytest.raises(PermissionDenied):
            actions.change_identity(client=grandmother, by=who, name="x")


def test_looking_up_finds_exactly_and_in_part_what_one_may_see(grandmother, cast):
    assert actions.look_up(by=cast.ddg, text="13800000037") == ([grandmother], True)
    assert actions.look_up(by=cast.ddg, text="桂兰") == ([grandmother], True)
    assert actions.look_up(by=cast.service, text=NAME) == ([grandmother], True)
    assert actions.look_up(by=cast.service, text="桂兰") == ([], True)
    assert actions.look_up(by=cast.worker_other, text=NAME) == ([], True)


def test_the_partial_search_says_when_it_stopped(grandmother, cast, monkeypatch):
    actions.register(by=cast.worker, name="李小明")
    monkeypatch.setattr(actions, "PARTIAL_LIMIT", 1)
    assert actions.look_up(by=cast.ddg, text="小明")[1] is False


@pytest.mark.rule("CONF-12")
@pytest.mark.parametrize(
    ("birth", "year", "day", "answer"),
    [("2012-05-01", None, "2026-04-30", True), ("2012-05-01", None, "2026-05-01", False),
     ("2012-02-29", None, "2026-02-28", False), ("", 2012, "2026-12-31", True), ("", 2011, "2026-01-01", False),
     ("", None, "2026-01-01", False)],
)  # fmt: skip
def test_a_child_is_under_fourteen_and_doubt_counts_for_the_child(birth, year, day, answer):
    under = policy.could_be_under(14, birth_date=policy.parse_day(birth), birth_year=year, on=policy.parse_day(day))
    assert under is answer
