"""How a mark looks in a grid: a letter of the reader's language, a class, and which of two halves is shown."""

from functools import cache

from django.utils.translation import gettext as _

from core import formats
from staff.attendance.models import Mark

# mark -> (Chinese letter, English letter, CSS class of the cell); the most telling first
LETTERS = {
    Mark.NONE: ("?", "?", "q"),
    Mark.ABSENT: ("旷", "A", "ab"),
    Mark.LEAVE_PENDING: ("待", "P", "q"),
    Mark.LATE: ("迟", "L", "late"),
    Mark.EARLY: ("早", "E", "early"),
    Mark.LEAVE: ("假", "V", "lv"),
    Mark.COMPENSATORY: ("休", "C", "lv"),
    Mark.TRAINING: ("训", "T", "tr"),
    Mark.OUTING: ("外", "O", "out"),
    Mark.PRESENT: ("•", "•", "n"),
}
RANK = {mark: rank for rank, mark in enumerate(LETTERS)}
WHOLE = (Mark.LATE, Mark.EARLY, Mark.PRESENT)  # late in the morning and there in the afternoon is no half day
TELLING = (Mark.ABSENT, Mark.LEAVE_PENDING, Mark.LATE, Mark.EARLY, Mark.LEAVE, Mark.COMPENSATORY)


def letter(mark):
    chinese, english, _css = LETTERS[mark]
    return english if formats.english() else chinese


def telling(morning, afternoon):
    """The half that is shown where one letter stands for the day."""
    return min((morning, afternoon), key=RANK.__getitem__)


def shown(morning, afternoon):
    """(letter, class, words) of a day."""
    return _shown(str(morning), str(afternoon), formats.english())


@cache
def _shown(morning, afternoon, english):
    mark = telling(Mark(morning), Mark(afternoon))
    css = LETTERS[mark][2]
    if morning != afternoon and mark not in WHOLE:
        css += " half"
    return letter(mark), css, words(morning, afternoon)


def words(morning, afternoon):
    """ "present", or "morning on leave, afternoon present"."""
    if morning == afternoon:
        return str(Mark(morning).label)
    if {morning, afternoon} <= {str(Mark.PRESENT), str(Mark.LATE)}:
        return str(Mark.LATE.label)
    if {morning, afternoon} <= {str(Mark.PRESENT), str(Mark.EARLY)}:
        return str(Mark.EARLY.label)
    return _("morning %(morning)s, afternoon %(afternoon)s") % {
        "morning": Mark(morning).label, "afternoon": Mark(afternoon).label
    }  # fmt: skip


def legend():
    """[(letter, class, words)] for the line above a grid."""
    order = (Mark.PRESENT, Mark.LATE, Mark.EARLY, Mark.ABSENT, Mark.OUTING, Mark.LEAVE, Mark.LEAVE_PENDING,
             Mark.TRAINING, Mark.COMPENSATORY, Mark.NONE)  # fmt: skip
    return [(letter(mark), LETTERS[mark][2], mark.label) for mark in order]
