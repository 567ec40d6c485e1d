"""Lists as files."""

import datetime as dt
from types import SimpleNamespace

import pytest
from python_calamine import load_workbook

from core import clock
from core.exports import as_csv, as_xlsx
from core.lists import Column

COLUMNS = [Column("Name", "name"), Column("Since", "since")]


def rows(name):
    return [SimpleNamespace(name=name, since=dt.date(2026, 3, 5))]


@pytest.mark.parametrize("nasty", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "＝1+1", "－2", "＠SUM(A1)", "\n=1"])
def test_text_that_looks_like_a_formula_stays_text_in_csv(nasty):
    line = as_csv(COLUMNS, rows(nasty)).decode().splitlines()[1]
    assert line.lstrip('"').startswith("'")


def test_text_that_looks_like_a_formula_stays_text_in_excel(tmp_path):
    file = tmp_path / "list.xlsx"
    file.write_bytes(as_xlsx(COLUMNS, rows("=1+1")))
    sheet = load_workbook(str(file)).get_sheet_by_index(0).to_python()
    assert sheet[1][0] == "=1+1"


def test_csv_begins_with_the_mark_that_lets_excel_read_chinese():
    assert as_csv(COLUMNS, rows("陈")).startswith(b"\xef\xbb\xbf")


def test_the_export_shows_moments_in_the_time_zone_of_the_organization():
    moment = clock.moment(dt.date(2026, 3, 5), dt.time(8, 30))
    line = as_csv([Column("At", "at")], [SimpleNamespace(at=moment)]).decode().splitlines()[1]
    assert line == "2026-03-05 08:30"
