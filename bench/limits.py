"""What the limit pages share: our own request cycle, the smallest template."""

from django.shortcuts import render


def by_hand(view, door="role"):
    """A limit view as the system check wants it: with its door declared."""
    view.door = door
    return view


def page_of(request, rows):
    """The plainest list there is: cells as text, formatted beforehand."""
    return render(request, "bench/list.html", {"rows": [[str(cell) for cell in row] for row in rows]})
