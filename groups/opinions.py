"""What a group tells the form of opinions about itself (GRP-12, QM-02)."""

from django.urls import reverse

from gatherings import rooms
from groups.models import Programme
from groups.sheets import RollCall


def visible(user):
    return Programme.objects.opinions_open_to(user)


def describe(uuid):
    """The group as a device shows it; the participants are those of its last session."""
    programme = Programme.objects.filter(uuid=uuid).select_related("worker").first()
    if programme is None:
        return None
    last = RollCall.objects.filter(programme=programme).order_by("-session_no").first()
    return rooms.About(
        title=programme.name,
        day=last.session.held_on if last else None,
        participants=last.present_count if last else 0,
        worker=programme.worker,
        url=reverse("groups:opinions", args=[programme.uuid]),
    )


rooms.register("groups.programme", visible=visible, describe=describe)
