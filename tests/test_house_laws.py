"""The laws of the house that no single room can keep (docs/architecture.md): read from the source and the registries."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.template import engines
from django.template.loader import get_template
from django.urls import NoReverseMatch, get_resolver, reverse

ROOT = Path(settings.BASE_DIR)
# From the roof down; a foreign key may point to its own room or to one further down.
FLOORS = [["reports"], ["cases", "groups", "community", "leave", "attendance", "plans"], ["clients", "gatherings", "funds", "contracts"], ["archives"], ["approvals"], ["notifications"], ["files"],
          ["access"], ["rulebook"], ["people"], ["core"]]  # fmt: skip
ROOMS = ["reports", "cases", "groups", "community", "staff", "clients", "gatherings", "projects", "archives", "approvals", "notifications", "files", "access", "rulebook", "people",
         "core", "swcenter"]  # fmt: skip


def sources():
    """(path below the root, syntax tree) of every Python file of the house, migrations left out."""
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file.relative_to(ROOT), ast.parse(file.read_text())


def floor_of(label):
    return next((number for number, labels in enumerate(FLOORS) if label in labels), None)


def test_foreign_keys_point_down_also_those_given_as_text():
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        own = floor_of(model._meta.app_label)
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if own is None or not isinstance(field, models.ForeignKey) or not isinstance(target, type):
                continue
            other = floor_of(target._meta.app_label)
            same_room = target._meta.app_label == model._meta.app_label
            if other is not None and not same_room and other <= own:
                wrong.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert not wrong


WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
          "create_with_history", "update_with_history", "claim"}  # fmt: skip
# Who else may write, and what.
MAY_WRITE = {
    "core/querysets.py": "the helpers that actions call",
    "people/models/user.py": "UserManager.create_user, which Django asks for",
    "people/middleware.py": "when somebody was last seen",
    "access/once.py": "the marks that let one POST have one effect",
    "rulebook/cache.py": "the counter that tells other processes to read the rules again",
    "core/outbox.py": "the lease on a row that is being delivered",
    "swcenter/demo/scans.py": "pictures of paper, no rows",
    "swcenter/management/commands/seed_demo.py": "the demo, through actions",
}
HARMLESS = re.compile(
    r"^(super\(\)|once|drawn|digest|hash|hasher|hmac|cache|environment|po|image|picture|mac|sha|.*session.*|.*form.*)$"
)


def is_write(path, call):
    """Does this call look like a write to the database?"""
    if isinstance(call.func, ast.Name):
        return call.func.id in {"create_with_history", "update_with_history", "bulk_create_with_history"}
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    receiver = ast.unparse(call.func.value)
    if HARMLESS.match(receiver) or (receiver == "self" and "views" in path.parts):
        return False
    if call.func.attr in ("update", "delete", "create"):  # also words of dict, set, cache and storage
        return bool(re.search(r"\bobjects\b|_manager\b|\.(filter|all|exclude)\(|QuerySet", receiver))
    return True


def is_action(path):
    return path.stem == "actions" or "actions" in path.parts


def test_only_actions_write():
    found = [
        f"{path}:{node.lineno} {ast.unparse(node.func)}"
        for path, tree in sources()
        if not is_action(path) and str(path) not in MAY_WRITE
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and is_write(path, node)
    ]
    assert not found, "\n".join(found)


def test_actions_know_no_http():
    found = []
    for path, tree in sources():
        for node in ast.walk(tree):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [name.name for name in node.names] if isinstance(node, ast.Import) else []
            if is_action(path):
                found += [f"{path}: {name}" for name in modules if name.startswith(("django.http", "django.shortcuts"))]
    assert not found


COUNTING = {"add_workdays", "minus_workdays", "add_days", "latest_day_for_workdays"}
# A day count of the calendar itself, or of a search wider than any answer; nothing that anybody sets.
NO_RULE = {
    "dt.timedelta(days=6)": "Monday to Sunday",
    "dates.DAY * 7": "the week before",
    "dt.timedelta(days=366)": "a year at most",
    "dt.timedelta(days=31)": "into the next month",
    "dt.timedelta(days=4)": "from the 28th into the next month",
    "dt.timedelta(days=40)": "further than any run of rest days",
}


def literal_days(node):
    """Does this expression count days, weeks or working days by a number above 1 that stands in the code?"""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        sides = (node.left, node.right)
        return any(ast.unparse(side).endswith("DAY") for side in sides) and any(map(above_one, sides))
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func).rpartition(".")[2]
    if name == "timedelta":
        named = any(word.arg in ("days", "weeks") and above_one(word.value, word.arg) for word in node.keywords)
        return named or any(above_one(given) for given in node.args[:1])
    return name in COUNTING and any(above_one(given) for given in node.args)


def above_one(node, unit="days"):
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value > (unit == "days")


def test_no_day_count_stands_outside_the_rulebook():
    """Law 6: what an organization may set lies in rulebook/table/ with its clause; here only NO_RULE is left."""
    found = []
    for path, tree in sources():
        if path.parts[0] == "rulebook" or "demo" in path.parts:
            continue
        for node in ast.walk(tree):
            if literal_days(node) and ast.unparse(node) not in NO_RULE:
                found.append(f"{path}:{node.lineno} {ast.unparse(node)}")
            if isinstance(node, ast.Assign) and re.search(r"(^|_)DAYS$", ast.unparse(node.targets[0])):
                found += [f"{path}:{node.lineno} {ast.unparse(node)}"] if above_one(node.value) else []
    assert not found, "\n".join(["put these into rulebook/table/ with their clause:", *found])


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("dt.timedelta(days=7)", True), ("timedelta(weeks=1)", True), ("timedelta(30)", True), ("DAY * 3", True),
        ("calendar.add_workdays(day, 3)", True), ("dt.timedelta(days=1)", False), ("DAY * value(key)", False),
        ("dt.timedelta(hours=48)", False), ("cal.add_workdays(day, n)", False),
    ],
)  # fmt: skip
def test_the_law_of_day_counts_sees_them(text, caught):
    assert literal_days(ast.parse(text, mode="eval").body) is caught


CLOCKS = {"timezone.now", "timezone.localdate", "datetime.now", "dt.datetime.now", "datetime.datetime.now", "date.today",
          "dt.date.today", "datetime.date.today", "datetime.utcnow", "dt.datetime.utcnow", "time.time"}  # fmt: skip


def test_only_the_clock_of_the_house_asks_for_the_time():
    found = [
        f"{path}:{node.lineno}"
        for path, tree in sources()
        if str(path) not in ("core/clock.py", "files/rendered.py", "files/store.py")  # the age of files on the disk
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in CLOCKS
    ]
    assert not found


def test_only_tests_and_the_demo_set_the_clock():
    found = [
        f"{path}:{node.lineno}"
        for path, tree in sources()
        if not str(path).startswith(("core/clock.py", "swcenter/demo", "swcenter/management/commands/seed_demo"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "standing_at"
    ]
    assert not found


def test_files_stay_short():
    long = [
        f"{file.relative_to(ROOT)}: {count}"
        for room in ROOMS
        for file in (ROOT / room).rglob("*.py")
        if "migrations" not in file.parts and (count := len(file.read_text().splitlines())) > 400
    ]
    assert not long


# --- templates and URLs


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def test_every_template_compiles():
    for file in templates():
        get_template(str(file.relative_to(ROOT / "templates")))


def test_no_template_marks_text_as_safe_or_carries_style_and_script():
    found = []
    for file in templates():
        text = file.read_text()
        printed = "pdf" in file.name or "print" in file.parts  # WeasyPrint reads no other style sheet
        patterns = [
            r"\|\s*safe\b",
            r"autoescape off",
            r"\son[a-z]+\s*=\s*[\"']",
            r"javascript:",
            r"<script(?![^>]*\ssrc=)",
        ]
        patterns += [] if printed else [r"\sstyle\s*=\s*[\"']", r"<style"]
        found += [f"{file.relative_to(ROOT)}: {match.group()}" for p in patterns for match in re.finditer(p, text)]
    assert not found, "\n".join(found)


def test_every_template_is_used():
    everything = "\n".join(
        file.read_text()
        for folder in [*ROOMS, "templates"]
        for file in (ROOT / folder).rglob("*")
        if file.suffix in (".py", ".html")
    )
    theirs = ("account/", "mfa/", "usersessions/", "admin/", "errors/", "allauth/")  # found by the packages themselves
    names = [str(file.relative_to(ROOT / "templates")) for file in templates()]
    unused = [name for name in names if not name.startswith(theirs) and name not in everything]
    unused = [name for name in unused if not _by_convention(name, everything)]
    assert not unused


def _by_convention(name, everything):
    """Class-based views find "<app>/<model>_list.html", and some names are put together from parts."""
    stem = Path(name).stem
    return bool(re.search(rf"[\"'/{{}}]{re.escape(stem)}(\.html)?[\"'.]", everything))


def test_every_url_name_in_a_template_exists():
    names = set(_names(get_resolver()))
    missing = []
    for file in templates():
        for name in re.findall(r"{%\s*url\s+[\"']([^\"']+)[\"']", file.read_text()):
            if name not in names:
                missing.append(f"{file.relative_to(ROOT)}: {name}")
    assert not missing


def _names(resolver, prefix=""):
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from _names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif entry.name:
            yield f"{prefix}{entry.name}"


def test_urls_carry_only_opaque_or_technical_parts():
    """A UUID, a number of a list, a kind or a token; never a name or a file number."""
    allowed = {"uuid", "int", "slug", "str", "path"}
    spoken = re.compile(r"<(?:(\w+):)?(name|title|file_no|client|field|email|phone|id_number)>")
    wrong = [str(route) for route in _routes(get_resolver()) if spoken.search(str(route))]
    assert not wrong
    assert allowed


def _routes(resolver, prefix=""):
    for entry in resolver.url_patterns:
        route = f"{prefix}{entry.pattern}"
        if hasattr(entry, "url_patterns"):
            yield from _routes(entry, route)
        else:
            yield route


def test_models_of_the_house_are_never_removed_with_what_they_point_to():
    """on_delete is PROTECT wherever a record would lose its meaning; CASCADE only for what is nothing by itself."""
    nothing_by_itself = {"StepPermission"}
    guardians = {"permission"}  # the column it brings along
    found = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if floor_of(model._meta.app_label) is not None and not model.__name__.startswith("Historical")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.model is model
        and field.remote_field.on_delete is models.CASCADE
        and model.__name__ not in nothing_by_itself
        and field.name not in guardians
    ]
    assert not found


def test_the_engines_of_this_test_are_those_of_the_house():
    assert engines["django"].engine.builtins[-1] == "core.templatetags.desk"
    with pytest.raises(NoReverseMatch):
        reverse("no_such_page")
