"""Taps on a list: none is lost, none counts twice, two phones are merged where everybody can see it."""

import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from core import clock
from gatherings import actions, standing
from gatherings.models import Tap
from gatherings.standing import Counter, Mark, Name, Roll, counted, held

ANNA, BO, GONE = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
HEADS = uuid.uuid4()
MARKS = (Mark("present", "Present"), Mark("late", "Late"), Mark("absent", "Absent"))


@pytest.fixture
def roll():
    return Roll(
        about=f"groups.session:{uuid.uuid4()}",
        names=(Name(ANNA, "Anna"), Name(BO, "Bo"), Name(GONE, "Cy", gone="Left the group.")),
        marks=MARKS,
        counters=(Counter(HEADS, "Participants"),),
        rest="present",
    )


def tap(who, mark, seq, *, device="one", seen=0, key=None):
    return {
        "key": str(key or uuid.uuid4()), "who": str(who), "mark": mark, "seq": seq, "seen": seen, "device": device,
        "at": clock.now().isoformat(),
    }  # fmt: skip


def marks(roll):
    return {who: one.mark for who, one in held(Tap.objects.on(roll.about)).items()}


@pytest.mark.rule("GRP-10")
def test_the_same_taps_sent_twice_are_stored_once(roll, cast):
    sent = [tap(ANNA, "present", 1), tap(BO, "late", 2)]
    assert actions.record_taps(roll=roll, taps=sent, by=cast.worker) == []
    assert actions.record_taps(roll=roll, taps=[*sent, *sent], by=cast.worker) == []
    assert Tap.objects.count() == 2
    assert marks(roll) == {ANNA: "present", BO: "late"}


@pytest.mark.rule("GRP-10")
def test_a_later_tap_wins_in_whatever_order_taps_arrive(roll, cast):
    early, late = tap(ANNA, "absent", 1), tap(ANNA, "late", 2)
    actions.record_taps(roll=roll, taps=[late], by=cast.worker)
    actions.record_taps(roll=roll, taps=[early], by=cast.worker)
    assert marks(roll) == {ANNA: "late"}
    assert held(Tap.objects.on(roll.about))[ANNA].against == []


@pytest.mark.rule("GRP-10")
def test_two_phones_that_did_not_know_of_each_other_contradict_visibly(roll, cast):
    actions.record_taps(roll=roll, taps=[tap(ANNA, "present", 1, device="one")], by=cast.worker)
    actions.record_taps(roll=roll, taps=[tap(ANNA, "absent", 5, device="two")], by=cast.worker2)
    found = held(Tap.objects.on(roll.about))[ANNA]
    assert found.mark == "absent"
    assert [(one.mark, one.by) for one in found.against] == [("present", cast.worker)]
    actions.record_taps(roll=roll, taps=[tap(ANNA, "late", 6, device="one", seen=5)], by=cast.worker)
    found = held(Tap.objects.on(roll.about))[ANNA]
    assert (found.mark, found.against) == ("late", [])


def test_two_phones_of_one_opinion_contradict_nothing(roll, cast):
    actions.record_taps(roll=roll, taps=[tap(ANNA, "present", 1, device="one")], by=cast.worker)
    actions.record_taps(roll=roll, taps=[tap(ANNA, "present", 1, device="two")], by=cast.worker2)
    assert held(Tap.objects.on(roll.about))[ANNA].against == []


@pytest.mark.rule("EXIT-09")
def test_members_who_left_strangers_and_nonsense_are_refused_alone(roll, cast):
    sent = [
        tap(GONE, "present", 1), tap(uuid.uuid4(), "present", 1), tap(ANNA, "married", 1), tap(BO, "present", 10**30),
        {"key": "x"}, 7, tap(BO, "late", 2),
    ]  # fmt: skip
    refused = actions.record_taps(roll=roll, taps=sent, by=cast.worker)
    assert len(refused) == 6
    assert refused[0].why == "Left the group."
    assert marks(roll) == {BO: "late"}


def test_a_list_that_is_shut_takes_no_more_taps(roll, cast):
    shut = replace(roll, shut="The record was read.")
    assert actions.record_taps(roll=shut, taps=[tap(ANNA, "late", 1)], by=cast.worker)[0].why == "The record was read."
    assert not Tap.objects.exists()


@pytest.mark.rule("COM-13")
def test_a_counter_adds_what_every_phone_counted(roll, cast):
    actions.record_taps(roll=roll, taps=[tap(HEADS, "+5", 1), tap(HEADS, "+1", 2)], by=cast.worker)
    again = tap(HEADS, "+1", 1, device="two")
    actions.record_taps(roll=roll, taps=[again, again], by=cast.worker2)
    actions.record_taps(roll=roll, taps=[tap(HEADS, "-1", 3)], by=cast.worker)
    assert counted(Tap.objects.on(roll.about)) == {HEADS: 6}


def test_a_counter_never_falls_below_nobody_and_a_name_cannot_be_counted(roll, cast):
    refused = actions.record_taps(roll=roll, taps=[tap(HEADS, "-1", 1), tap(ANNA, "+1", 2)], by=cast.worker)
    assert len(refused) == 1
    assert counted(Tap.objects.on(roll.about)) == {HEADS: 0}


def test_what_was_written_down_before_holds_until_somebody_taps(roll, cast):
    roll = replace(roll, before={ANNA: "present", BO: "absent"})
    actions.record_taps(roll=roll, taps=[tap(ANNA, "late", 1)], by=cast.worker)
    assert standing.marks(roll, Tap.objects.on(roll.about)) == {ANNA: "late", BO: "absent"}
    actions.tap_the_rest(roll=roll, by=cast.worker, once=uuid.uuid4())
    assert Tap.objects.count() == 1


@pytest.mark.rule("GRP-10")
def test_all_the_rest_leaves_those_alone_who_were_tapped(roll, cast):
    actions.record_taps(roll=roll, taps=[tap(ANNA, "late", 1)], by=cast.worker)
    once = uuid.uuid4()
    actions.tap_the_rest(roll=roll, by=cast.worker, once=once)
    actions.tap_the_rest(roll=roll, by=cast.worker, once=once)
    assert marks(roll) == {ANNA: "late", BO: "present"}
    assert Tap.objects.count() == 2


def test_a_phone_whose_clock_runs_ahead_wins_nothing_by_it(roll, cast):
    ahead = {**tap(ANNA, "present", 1), "at": "2999-01-01T00:00:00+00:00"}
    actions.record_taps(roll=roll, taps=[ahead], by=cast.worker)
    assert Tap.objects.get().tapped_at <= clock.now()


def test_too_many_taps_at_once_are_refused(roll, cast):
    with pytest.raises(ValidationError):
        actions.record_taps(roll=roll, taps=[tap(ANNA, "present", n) for n in range(501)], by=cast.worker)
