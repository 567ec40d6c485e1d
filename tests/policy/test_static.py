"""Rules about the code itself: who may ask guardian, what is never called (T2, C7; law 5)."""

import ast
from pathlib import Path

import pytest

from swcenter import settings

HOUSE = ("access", "approvals", "archives", "cases", "clients", "core", "files", "notifications", "people", "rulebook")
HOUSE += ("staff", "swcenter")
DRAWS_OUR_OWN_ICONS = ("core/icons.py", "core/templatetags/desk.py")  # files of ours, no text of a person
ASKS_GUARDIAN = ("access", "approvals")


def sources():
    for room in HOUSE:
        for path in sorted((settings.BASE_DIR / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield room, path


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


@pytest.fixture(scope="module")
def trees():
    return [(room, path, ast.parse(path.read_text())) for room, path in sources()]


def found(trees, test):
    return [
        f"{path.relative_to(settings.BASE_DIR)}:{line}" for room, path, tree in trees for line in test(room, path, tree)
    ]


def test_only_access_and_approvals_import_guardian(trees):
    def imports(room, path, tree):
        for node in ast.walk(tree):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            mixin = path.name == "user.py" and room == "people" and names == ["guardian.mixins"]
            if any(name.split(".")[0] == "guardian" for name in names) and room not in ASKS_GUARDIAN and not mixin:
                yield node.lineno

    assert found(trees, imports) == []


@pytest.mark.parametrize("banned", ["get_objects_for_user", "assign_perm", "mark_safe", "csrf_exempt"])
def test_these_are_never_called(trees, banned):
    used = found(trees, lambda room, path, tree: [node.lineno for name, node in calls(tree) if name == banned])
    assert [place for place in used if place.partition(":")[0] not in DRAWS_OUR_OWN_ICONS] == []


def test_nobody_decides_by_has_perm(trees):
    """True for every superuser. The backend's own method answers False for everybody; the admin asks appointments."""
    used = found(trees, lambda room, path, tree: [node.lineno for name, node in calls(tree) if name == "has_perm"])
    assert used == []


def test_has_perm_answers_no_to_superusers_too(cast):
    cast.outsider.is_superuser = True
    cast.outsider.save()
    for user in (cast.worker, cast.dg, cast.admin):
        assert not user.has_perm("cases.view_case")


def test_no_template_prints_unescaped():
    unsafe = ("|safe", "{% autoescape off", "|safeseq")
    templates = [path for path in (settings.BASE_DIR / "templates").rglob("*.html")]
    assert len(templates) > 20
    assert [str(path) for path in templates if any(word in Path(path).read_text() for word in unsafe)] == []
