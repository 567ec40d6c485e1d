"""What a check found out, returned rather than raised: the level says what follows (DATE-08)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class Finding:
    """One sentence about a document, with the clause behind it."""

    level: str  # block | exception | warn | remind | record | report
    rule: str
    text: str
    field: str | None = None
    short_by: int | None = None


class Findings(list):
    """The findings of one check, in the order they were made."""

    def _of(self, level):
        return [finding for finding in self if finding.level == level]

    @property
    def blocks(self):
        return self._of("block")

    @property
    def exceptions(self):
        return self._of("exception")

    @property
    def warnings(self):
        return self._of("warn")

    def raise_blocks(self):
        """ValidationError with every block, by field where one is named."""
        errors = {}
        for finding in self.blocks:
            errors.setdefault(finding.field or "__all__", []).append(finding.text)
        if errors:
            raise ValidationError(errors)
