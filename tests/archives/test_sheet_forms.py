"""The edit form made from SECTIONS: boxes, sub-tables, conditions, drafts of half-typed text."""

import datetime as dt

import pytest
from django.http import QueryDict

from archives import layout
from archives.actions import Conflict, file_sheet, save_draft, submit_once, take_over_draft
from archives.forms import posted, restored, sheet_form
from archives.models import Draft
from core import clock
from tests.kind.models import Matter, Note

pytestmark = pytest.mark.django_db

COMPLETE = {
    "filled_on": "2026-03-02",
    "way": "phone",
    "topics": ["c", "a"],
    "next_on": "2026-03-09",
    "summary": "She slept better.",
    "goals-TOTAL_FORMS": "2",
    "goals-INITIAL_FORMS": "0",
    "goals-0-goal": "Sleep six hours",
    "goals-0-until": "2026-04-01",
    "goals-1-goal": "",
}


def sent(**changes):
    data = QueryDict(mutable=True)
    for name, value in {**COMPLETE, **changes}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


@pytest.fixture
def matter(cast):
    row = Matter(worker=cast.worker)
    row.save()
    return row


@pytest.fixture
def form_of(cast, matter):
    def make(data=None, instance=None, **kwargs):
        return sheet_form(Note)(data, instance=instance or Note(matter=matter, filled_by=cast.worker), **kwargs)

    return make


def test_a_complete_form_is_filed_with_its_lines_and_history(form_of, cast):
    form = form_of(sent())
    assert form.is_valid(), form.what_is_wrong()
    note = file_sheet(filled=form.filled(), by=cast.worker)
    assert note.topics == ["a", "c"]
    assert [goal.goal for goal in note.goals.all()] == ["Sleep six hours"]
    assert note.history.get().history_user == cast.worker
    assert note.goals.get().history.get().history_user == cast.worker
    assert note.filled_by == cast.worker


def test_a_condition_of_the_paper_is_an_error_beside_its_box(form_of):
    form = form_of(sent(next_on=""))
    assert not form.is_valid()
    assert "no_next_reason" in form.errors
    assert form_of(sent(next_on="", no_next_reason="moved away")).is_valid()


def test_a_sub_table_without_the_lines_the_paper_asks_for_is_refused(form_of):
    form = form_of(sent(**{"goals-0-goal": "", "goals-0-until": ""}))
    assert not form.is_valid()
    assert any(control.startswith(("box-goals", "id_goals")) for control, label, text in form.what_is_wrong())


def test_ticks_outside_the_list_and_endless_texts_are_refused(form_of):
    assert "topics" in form_of(sent(topics=["z"])).errors
    assert "summary" in form_of(sent(summary="x" * 20_001)).errors


def test_a_form_shown_from_a_draft_keeps_wrong_text_and_does_not_complain(form_of):
    form = form_of(sent(filled_on="2026-02-30", summary=""), quiet=True)
    assert form["filled_on"].value() == "2026-02-30"
    assert form.what_is_wrong() == []
    assert [box.name for heading in form.sections() for box in heading[2]][-1] == "scan"
    assert form.progress() == (2, 3)


def test_a_line_taken_out_of_a_returned_form_is_kept_but_no_longer_shown(form_of, cast):
    form = form_of(sent())
    assert form.is_valid()
    note = file_sheet(filled=form.filled(), by=cast.worker)
    goal = note.goals.get()
    changed = {
        "goals-TOTAL_FORMS": "2",
        "goals-INITIAL_FORMS": "1",
        "goals-0-id": str(goal.pk),
        "goals-0-DELETE": "on",
        "goals-1-goal": "Walk to the market",
    }
    form = form_of(sent(**changed), instance=note)
    assert form.is_valid(), form.what_is_wrong()
    file_sheet(filled=form.filled(), by=cast.worker)
    note.refresh_from_db()
    table = next(box for heading, boxes in layout.sections(note) for box in boxes if box.name == "goals")
    assert [line[0] for line in table.lines] == ["Walk to the market"]
    assert note.goals.count() == 2


def test_boxes_show_ticks_dates_and_words(form_of, cast):
    form = form_of(sent())
    assert form.is_valid()
    note = file_sheet(filled=form.filled(), by=cast.worker)
    boxes = {box.name: box for heading, boxes in layout.sections(note) for box in boxes}
    assert boxes["topics"].options == (("A", True), ("B", False), ("C", True))
    assert boxes["filled_on"].text == "2026年3月2日"
    assert boxes["no_next_reason"].text == ""
    lines = layout.print_lines(list(boxes.values()))
    assert all(len(line) <= 2 for line in lines)
    assert sum(len(line) for line in lines) == len(boxes)


@pytest.fixture
def whose(cast, matter):
    return {"by": cast.worker, "form": "test_note", "about": matter.ref}


def test_a_draft_lies_encrypted_and_opens_for_its_own_row_only(whose, cast):
    data = sent(summary="her secret")
    draft = save_draft(**whose, text=posted(data), version=0, window="w1")
    stored = Draft.objects.get()
    assert "secret" not in stored.data
    assert restored(stored.text()).get("summary") == "her secret"
    other = save_draft(**{**whose, "about": ""}, text="{}", version=0)
    other.data = draft.data
    with pytest.raises(Exception, match="does not open"):
        other.text()


def test_an_older_version_never_overwrites_a_newer_one(whose):
    save_draft(**whose, text='{"summary": ["one"]}', version=0, window="w1")
    with pytest.raises(Conflict) as refused:
        save_draft(**whose, text='{"summary": ["two"]}', version=0, window="w1")
    assert refused.value.kind == "version"
    assert "one" in Draft.objects.get().text()


def test_a_page_that_is_sent_overtakes_what_its_own_window_saved_on_the_way(whose):
    save_draft(**whose, text='{"summary": ["one"]}', version=0, window="w1")
    save_draft(**whose, text='{"summary": ["one more"]}', version=0, window="w1", overtakes=True)
    assert "one more" in Draft.objects.get().text()
    with pytest.raises(Conflict):
        save_draft(**whose, text='{"summary": ["two"]}', version=0, window="w2", overtakes=True)


def test_a_second_window_reads_only_until_it_takes_the_draft_over(whose):
    save_draft(**whose, text="{}", version=0, window="w1")
    with pytest.raises(Conflict) as refused:
        save_draft(**whose, text="{}", version=1, window="w2")
    assert refused.value.kind == "window"
    take_over_draft(**whose, window="w2")
    assert save_draft(**whose, text='{"a": ["b"]}', version=1, window="w2").version == 2
    with pytest.raises(Conflict):
        save_draft(**whose, text="{}", version=2, window="w1")


def test_a_window_left_open_overnight_holds_nothing(whose):
    with clock.standing_at(dt.date(2026, 3, 2)):
        save_draft(**whose, text="{}", version=0, window="w1")
    with clock.standing_at(dt.date(2026, 3, 3)):
        assert save_draft(**whose, text="{}", version=1, window="w2").window == "w2"


def test_the_same_form_sent_twice_has_one_effect_and_one_answer(whose):
    done = []

    def submit():
        done.append(1)
        return f"/result/{len(done)}/"

    save_draft(**whose, text='{"a": ["b"]}', version=0)
    first = submit_once(**whose, key="k1", submit=submit)
    assert submit_once(**whose, key="k1", submit=submit) == first == "/result/1/"
    assert submit_once(**whose, key="k2", submit=submit) == "/result/2/"
    assert Draft.objects.get().text() == ""


def test_submitting_does_not_throw_away_what_another_window_saved_meanwhile(whose):
    save_draft(**whose, text='{"summary": ["newer"]}', version=0, window="w2")
    with pytest.raises(Conflict):
        submit_once(**whose, key="k1", submit=lambda: "/x/", version=0, window="w1")
    assert "newer" in Draft.objects.get().text()
