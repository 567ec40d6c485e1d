"""`manage.py rulebook`: the printed rules are those of the code, and the coverage knows the whole catalogue."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from rulebook import deadlines
from rulebook.keys import KEYS
from rulebook.levels import LEVELS_OF
from swcenter.management.commands import rulebook as command


def test_the_printed_rules_name_every_setting_and_every_deadline():
    text = command.document()
    for key in KEYS:
        assert key.startswith("level.") or f"`{key}`" in text
    for rule in deadlines.RULES:
        assert f"`{rule}`" in text
    assert "`leave.tiers`" in text


def test_docs_rules_is_what_the_command_prints():
    written = (settings.BASE_DIR / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == command.document(), "run: manage.py rulebook > docs/rules.md"


def test_every_clause_in_the_code_is_in_the_catalogue():
    known = set(command.catalogue())
    for key in KEYS.values():
        assert set(key.rules) <= known, key.key
    for rule, (_level, clauses, _label) in LEVELS_OF.items():
        assert set(clauses.split()) <= known, rule


def test_coverage_lists_the_whole_catalogue_and_finds_marks():
    out = StringIO()
    call_command("rulebook", coverage=True, stdout=out)
    text = out.getvalue()
    assert len(command.catalogue()) == 299
    assert len(command.examples()) == 62
    assert "rules: " in text
    rules, examples = command.marks_in_tests()
    assert rules["DATE-04"]
    assert examples["EX-01"]
    assert examples["EX-28"]  # from a table of cases


@pytest.mark.rule("DATE-08")
def test_catalogue_ids_are_unique():
    ids = [row.split(",")[0] for row in (command.DATA / "rules.csv").read_text(encoding="utf-8").splitlines()[1:]]
    assert len(ids) == len(set(ids))
