"""The only code that writes here, by topic: drafts and forms."""

from archives.actions.drafts import Conflict, file_sheet, save_draft, submit_once, take_over_draft

__all__ = ["Conflict", "file_sheet", "save_draft", "submit_once", "take_over_draft"]
