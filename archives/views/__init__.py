"""Web pages of the room and the base classes rooms use for their paper forms."""

from archives.views.sheets import SheetEdit, SheetPrint, SheetRead

__all__ = ["SheetEdit", "SheetPrint", "SheetRead"]
