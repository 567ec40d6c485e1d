"""The two forms of activity money, filled in, read and printed: F-M01 and F-M02."""

from access.doors import ObjectDoor
from archives.views.sheets import SheetRead
from projects.funds.sheets import Advance


class AdvanceRead(ObjectDoor, SheetRead):
    """/funds/advances/<id>/: F-M02 as it was filled in."""

    model = Advance
    confidential = False

    def get_sheet(self):
        return self.object
