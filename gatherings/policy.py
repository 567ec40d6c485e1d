"""Who reads opinions: whoever may read those of the gathering they are about, which its own room decides."""

from django.db.models import Q

from gatherings import rooms


def arms(user):
    """Named arms, one a room."""
    return {
        room.label: Q(about_label=room.label, about_uuid__in=room.visible(user).values("uuid"))
        for room in rooms.registered()
    }
