"""The look keeps its own rules: contrast of every pair used, colours only as tokens, nothing inline."""

import re
from pathlib import Path

import pytest
from django import forms

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "static" / "antou.css").read_text()
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

TEXT = {
    "ink": "desk paper kraft-2 warn-soft bad-soft ok-soft",
    "ink-2": "desk paper paper-3 kraft-2",
    "ink-3": "desk paper paper-2 paper-3 pri-soft warn-soft",
    "pri": "paper desk paper-2 pri-soft kraft-1",
    "on-pri": "pri pri-2",
    "pri-2": "paper-3",
    "kraft-ink": "kraft-2 kraft-1 paper",
    "ok": "paper ok-soft desk",
    "warn": "paper warn-soft paper-2",
    "bad": "paper bad-soft paper-2",
    "paper": "ok bad kraft-ink",
    "seal": "paper",
}
SHAPES = {
    "line-ctl": "paper paper-2",
    "pri": "desk",
    "focus": "paper desk kraft-2",
    "c1": "paper", "c2": "paper", "c3": "paper", "c4": "paper", "c5": "paper",
    "warn": "paper-3",
}  # fmt: skip
PAIRS = [
    (front, back, least)
    for table, least in ((TEXT, 4.5), (SHAPES, 3))
    for front, backs in table.items()
    for back in backs.split()
]


def tokens(selector):
    start = CSS.index(selector)
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", CSS[start : CSS.index("\n}", start)]))


LIGHT = tokens('[data-bs-theme="light"]')
DARK = LIGHT | tokens('[data-bs-theme="dark"]')


def luminance(colour):
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_every_pair_of_colours_in_use_has_enough_contrast(theme, front, back, least):
    high, low = sorted((luminance(theme[front]), luminance(theme[back])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= least


def test_a_colour_is_written_once_as_a_token_and_nowhere_else():
    used = CSS.split("/* ---------- 2. Base")[1]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{}]*\{)", used) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_template_carries_inline_style_or_script(template):
    if template.name == "pdf.html" or "print" in template.parts:
        pytest.skip("goes to the PDF renderer, not to a browser")
    text = template.read_text()
    assert not re.search(r"""\sstyle=["']""", text)
    assert not re.search(r"""\son(click|change|submit|load|input)=""", text)
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)", text)
    assert not re.search(r"#[0-9a-fA-F]{6}\b", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_title_of_a_page_names_a_person_or_a_number(template):
    for title in re.findall(r"{% block title %}(.*?){% endblock %}", template.read_text(), re.S):
        assert not re.search(r"client|alias|file_no|\.number|person|\.name", title), title


@pytest.mark.parametrize(
    ("wanted", "marks"),
    [((True, True, False), ["", "", "optional"]), ((True, False, False), ["required", "", ""]), ((True,), [""])],
)
def test_a_form_marks_the_rarer_of_required_and_optional(wanted, marks):
    fields = {f"box{n}": forms.CharField(required=one) for n, one in enumerate(wanted)}
    form = type("Some", (forms.Form,), fields)()
    assert [field.mark for field in form] == marks
