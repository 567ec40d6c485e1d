"""What an event tells the form of opinions about itself (COM-22, QM-02)."""

from django.urls import reverse

from community.models import Event
from gatherings import rooms


def visible(user):
    return Event.objects.opinions_open_to(user)


def describe(uuid):
    """The event as a device shows it; the participants are those signed in and counted."""
    event = Event.objects.filter(uuid=uuid).select_related("worker").first()
    if event is None:
        return None
    return rooms.About(
        title=event.title,
        day=event.held_on,
        participants=event.participants,
        worker=event.worker,
        url=reverse("community:opinions", args=[event.uuid]),
    )


rooms.register("community.event", visible=visible, describe=describe)
