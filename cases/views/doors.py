"""The door every page inside a file goes through."""

from access.doors import ConfidentialObjectDoor
from cases import facts, pages, policy
from cases.models import Case
from core import clock


class FileDoor(ConfidentialObjectDoor):
    """The content of a case: 404 for whom it is closed to, a reason first for whoever does not serve it, logged."""

    model = Case
    tab = ""

    def get_queryset(self):
        return Case.objects.content_open_to(self.request.user).with_people().select_related("volume")

    def needs_reason(self, user, obj):
        return policy.needs_reason(user, obj)

    def preset_reason(self, user, obj):
        return policy.preset_reason(user, obj)

    def folder(self, **more):
        """What the cover of the file shows (templates/cases/folder.html)."""
        case, user = self.object, self.request.user
        deeds = pages.deeds(case, user)
        return {
            "case": case,
            "client": case.client,
            "tab": self.tab,
            "capacity": policy.capacity(user, case),
            "now": clock.now(),
            "log_count": pages.AuditEvent.objects.about(case.ref).count(),
            "supervisors": pages.supervisors(case),
            "contacts_count": len(facts.contacts(case)),
            "records_count": facts.number_of_records(case),
            "attachments_count": case.attachments.count(),
            "state": pages.state_of(case),
            "notes": pages.notes(case, user),
            "main_deed": deeds[0] if deeds else None,
            "deeds": deeds[1:],
            **more,
        }
