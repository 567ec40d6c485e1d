"""`manage.py rulebook`: the rules as the code keeps them, as Markdown; `--coverage`: which of them tests prove."""

import ast
import csv
from collections import defaultdict

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from approvals import chains
from rulebook import deadlines, display
from rulebook.calendars import shipped_years
from rulebook.keys import GROUPS
from rulebook.kinds import LEVEL_LABELS

DATA = settings.BASE_DIR / "rulebook" / "data"
HEAD = """# Rules

Printed by `manage.py rulebook` from the code; do not edit. Clauses are the ids of the rules catalogue
(`rulebook/data/rules.csv`). What an organization changed is on the page “Rules”; here are the shipped defaults.
"""


def catalogue():
    """{rule id: (Chinese title, English title)} of the whole catalogue."""
    with (DATA / "rules.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: (row["zh"], row["en"]) for row in csv.DictReader(file)}


def examples():
    """{example id: title} of the worked examples."""
    with (DATA / "examples.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["title"] for row in csv.DictReader(file)}


def table(head, rows):
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(str(cell).replace("|", "/") for cell in row) + " |" for row in rows]


def document():
    """The whole of docs/rules.md."""
    with translation.override("en"):
        parts = [HEAD, *_settings(), *_deadlines(), *_chains(), *_calendars()]
    return "\n".join(parts) + "\n"


def _settings():
    lines = ["## Settings", ""]
    for title, keys in GROUPS.items():
        if title == "levels":
            continue
        rows = [
            (f"`{key.key}`", key.label, display.default_words(key), key.scope.replace("_", " "), ", ".join(key.rules))
            for key in keys
        ]
        lines += [f"### {title}", "", *table(("key", "what", "default", "kept by", "clauses"), rows), ""]
    return lines


def _deadlines():
    head = (
        "rule",
        "what",
        "level",
        "settings",
        "remind (days before)",
        "superior hears (working days after)",
        "clauses",
    )
    rows = [
        (
            f"`{rule.key}`",
            rule.label,
            rule.level,
            ", ".join(f"`{key}`" for key in rule.keys) or "-",
            ", ".join(map(str, rule.remind)) or "-",
            "-" if rule.escalate_after is None else rule.escalate_after,
            ", ".join(rule.rules),
        )
        for rule in deadlines.RULES.values()
    ]
    levels = "; ".join(f"{name} = {label}" for name, label in LEVEL_LABELS.items())
    return ["## Deadlines", "", f"Levels (DATE-08): {levels}.", "", *table(head, rows), ""]


def _chains():
    lines = ["## Approval chains", ""]
    ours = [chain for chain in chains.every() if not chain.model_class.__module__.startswith("tests.")]
    for chain in sorted(ours, key=lambda chain: chain.key):
        rows = [
            (position, step.label or step.key, step.kind, "on condition" if step.when else "always", step.rules)
            for position, step in enumerate(chain.steps, 1)
        ]
        lines += [f"### {chain.title} (`{chain.key}`)", "", f"Clauses: {chain.rules or '-'}", ""]
        lines += [*table(("step", "what", "kind", "when", "clauses"), rows), ""]
    return lines


def _calendars():
    years = ", ".join(map(str, shipped_years()))
    return ["## Calendars", "", f"National calendars shipped with make-up workdays (DATE-01): {years}."]


def marks_in_tests():
    """({rule id: tests}, {example id: tests}): counted from the marks in tests/, without running anything."""
    proved = {"rule": defaultdict(set), "example": defaultdict(set)}
    for file in sorted((settings.BASE_DIR / "tests").rglob("test_*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                for kind, name in _marks(node):
                    proved[kind][name].add(f"{file.stem}::{node.name}")
        _add_loose(tree, file, proved)
    return proved["rule"], proved["example"]


def _marks(node):
    for decorator in node.decorator_list:
        yield from _calls(decorator)


def _calls(node):
    """(kind, id) of every pytest.mark.rule("...") or .example("...") below a node."""
    for call in ast.walk(node):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in ("rule", "example")
        ):
            for argument in call.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield call.func.attr, argument.value


def _add_loose(tree, file, proved):
    """Module-wide marks, and tables of cases whose rows begin with an example and a rule."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for kind, name in _calls(node.value):
                proved[kind][name].add(file.stem)
            for row in ast.walk(node.value):
                if isinstance(row, ast.Tuple | ast.List):
                    _add_row(row, file, proved)


def _add_row(row, file, proved):
    known_rules, known_examples = catalogue_ids()
    for cell in row.elts[:2]:
        if isinstance(cell, ast.Constant) and cell.value in known_examples:
            proved["example"][cell.value].add(file.stem)
        if isinstance(cell, ast.Constant) and cell.value in known_rules:
            proved["rule"][cell.value].add(file.stem)


def catalogue_ids():
    if not hasattr(catalogue_ids, "found"):
        catalogue_ids.found = frozenset(catalogue()), frozenset(examples())
    return catalogue_ids.found


class Command(BaseCommand):
    help = "Print the rules as the code keeps them (docs/rules.md), or with --coverage which of them tests prove."

    def add_arguments(self, parser):
        parser.add_argument("--coverage", action="store_true", help="rules and worked examples x tests")

    def handle(self, *args, coverage=False, **options):
        if not coverage:
            self.stdout.write(document(), ending="")
            return
        rules, shown = marks_in_tests()
        self._print(catalogue(), rules, "rules")
        self._print({name: (title, title) for name, title in examples().items()}, shown, "worked examples")
        for name in sorted((set(rules) - set(catalogue())) | (set(shown) - set(examples()))):
            self.stdout.write(f"unknown id in a test: {name}")

    def _print(self, known, proved, what):
        have = sum(bool(proved.get(name)) for name in known)
        self.stdout.write(f"\n{what}: {have} of {len(known)} proved by a test")
        for name, (title, english) in known.items():
            tests = proved.get(name, ())
            self.stdout.write(f"  {name:<10} {len(tests):>3}  {title}" + (f" · {english}" if english != title else ""))
