"""What the boxes of the event forms may hold (F-E01..F-E16), and what the preparation list knows by name."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """EVENT_KIND of forms.md. The figures count an event under its kind or, without a line for it, its size."""

    ACTIVITY = "activity", _("community activity")
    LECTURE = "lecture", _("lecture")
    PUBLICITY = "publicity", _("publicity")
    FAMILY = "family_education", _("family education")
    VOLUNTEER = "volunteer", _("volunteer activity")
    OUTREACH = "outreach", pgettext_lazy("event", "outreach")
    OTHER = "other", pgettext_lazy("event", "other")


class Setting(models.TextChoices):
    INDOOR = "indoor", _("indoors")
    OUTDOOR = "outdoor", _("outdoors")
    BOTH = "both", _("indoors and outdoors")


class Result(models.TextChoices):
    """What became of a registration (F-E04)."""

    ACCEPTED = "accepted", pgettext_lazy("registration", "accepted")
    WAITING = "waiting", _("on the waiting list")
    REFUSED = "refused", pgettext_lazy("registration", "refused")


class Size(models.TextChoices):
    """Size classes, computed from who signed in (COM-19)."""

    LARGE = "large", _("large")
    MEDIUM = "medium", _("medium or small")
    NONE = "", _("no size class")


class Venue(models.TextChoices):
    """What a venue should have (COM-07)."""

    ROOM = "activity_room", _("activity room (outdoors: a court or similar)")
    POWER = "power", _("power")
    WALL = "white_wall", _("white wall for projection")
    TABLES = "tables", _("tables and chairs")
    SOUND = "sound", _("sound system")
    EASY = "easy_to_find", _("easy to find")
    QUIET = "quiet", _("not noisy")
    EXITS = "exits", _("exits free")
    FIRST_AID = "first_aid", _("first aid at hand")


class Duty(models.TextChoices):
    """Who does what on the day; the first four are named before an event is ready (COM-11)."""

    SIGN_IN = "sign_in", _("sign-in")
    QUESTIONNAIRES = "questionnaires", _("questionnaires")
    EQUIPMENT = "equipment", _("equipment")
    GIFTS = "gifts", _("gifts")
    PHOTOS = "photos", _("photographs")
    SAFETY = "safety", _("safety")
    HOST = "host", _("presenter")
    OTHER = "other", pgettext_lazy("duty", "other")


NAMED_DUTIES = (Duty.SIGN_IN, Duty.QUESTIONNAIRES, Duty.EQUIPMENT, Duty.GIFTS)


class Risk(models.TextChoices):
    CROWDING = "crowding", _("crowding and stampede")
    ILLNESS = "illness", _("sudden illness")
    LOST = "lost", _("somebody lost")
    FIRE = "fire", _("fire")
    WEATHER = "weather", _("weather")
    CONFLICT = "conflict", _("conflict")
    EQUIPMENT = "equipment", _("equipment fails")


class ResourceKind(models.TextChoices):
    PEOPLE = "people", _("people")
    THINGS = "things", _("things")
    MONEY = "money", _("money")


class Formal(models.TextChoices):
    FORMAL = "formal", _("formal")
    INFORMAL = "informal", _("informal")


class Inside(models.TextChoices):
    INSIDE = "inside", _("inside")
    OUTSIDE = "outside", _("outside")


class NeedKind(models.TextChoices):
    """The four kinds of need (COM-01)."""

    NORMATIVE = "normative", _("normative")
    FELT = "felt", _("felt")
    EXPRESSED = "expressed", _("expressed")
    COMPARATIVE = "comparative", _("comparative")


class HaveOrBuy(models.TextChoices):
    HAVE = "have", _("at hand")
    BUY = "buy", _("to buy")
    BORROW = "borrow", _("to borrow")


class Reached(models.TextChoices):
    REACHED = "reached", _("reached")
    PARTLY = "partly", _("partly reached")
    NOT = "not", _("not reached")


class PhotoConsent(models.TextChoices):
    """What was checked before photographs leave the room (COM-16, CONF-07)."""

    NONE = "no_person", _("nobody can be recognized")
    ADULTS = "adults", _("everybody recognizable agreed")
    GUARDIANS = "guardians", _("everybody recognizable agreed, guardians for minors")
    WITHOUT = "without", _("there are no photographs: none were taken, or somebody did not agree")


class Item(models.TextChoices):
    """Lines of the preparation list that every event has; OTHER is the worker's own."""

    SITE_VISIT = "site_visit", _("Site visit")
    PUBLICITY = "publicity", _("Publicity and posters")
    RECRUIT = "recruit", _("Registration and volunteers")
    BRIEFING = "briefing", _("Division of work and briefing")
    MATERIALS = "materials", _("Materials checked")
    VENUE = "venue", _("Venue set up")
    ARRIVAL = "arrival", _("Staff on site one hour before, flow and equipment gone through")
    SIGN_IN = "sign_in", _("Sign-in")
    OPINIONS = "opinions", _("Participants' opinions")
    CLEAR_UP = "clear_up", _("Site cleaned, materials taken back")
    DEBRIEF = "debrief", _("Debrief on the spot")
    NEWS = "news", _("News text and photos")
    REPORT = "report", _("Evaluation and report")
    TELL_HOST = "tell_host", _("Tell the host unit of the new day or the cancellation")
    TELL_PEOPLE = "tell_people", _("Tell everybody registered of the new day or the cancellation")
    OTHER = "other", pgettext_lazy("preparation", "Other")
