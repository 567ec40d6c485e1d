"""A list and a gathering without a room, under addresses of their own: what the shared pages do by themselves."""

import uuid
from types import SimpleNamespace

from django.urls import path, reverse
from django.views.generic import TemplateView

from access.doors import RoleOnly, anyone_signed_in
from core import clock
from gatherings import rooms, views
from gatherings.rooms import About
from gatherings.standing import Counter, Mark, Name, Roll
from people.models import ServicePoint
from swcenter.urls import *  # noqa: F403
from swcenter.urls import urlpatterns as of_the_house

LIST = uuid.UUID("11111111-1111-4111-8111-111111111111")
PEOPLE = [uuid.UUID(f"22222222-2222-4222-8222-22222222222{n}") for n in range(4)]
GONE = uuid.UUID("22222222-2222-4222-8222-222222222229")
HEADS = uuid.UUID("33333333-3333-4333-8333-333333333333")
NAMES = ["陈桂兰", "郭月娥", "李炳坤", "梁惠珍"]
LABEL = "people.servicepoint"  # whatever has a uuid
finished = []


class Trial(RoleOnly):
    allowed = staticmethod(anyone_signed_in)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = SimpleNamespace(uuid=LIST, ref=f"tests.list:{LIST}")

    def roll(self):
        return Roll(
            about=self.object.ref,
            names=(
                *(Name(who, name, note="第 2 节请假" if n == 2 else "") for n, (who, name) in enumerate(zip(PEOPLE, NAMES, strict=True))),
                Name(GONE, "冼志明", gone="第 2 节后退出"),
            ),
            marks=(
                Mark("present", "出席", "v-p"), Mark("late", "迟到", "v-l"), Mark("early", "早退", "v-l"),
                Mark("leave", "请假", "v-e"), Mark("absent", "缺席", "v-a"),
            ),
            counters=(Counter(HEADS, "参加者"), Counter(uuid.uuid5(HEADS, "v"), "义工")),
            rest="present",
        )  # fmt: skip

    def send_url(self):
        return reverse("trial_send")

    def finish(self):
        finished.append(self.object.uuid)
        return reverse("home")


class Page(Trial, views.TapPage, TemplateView):
    extra_context = {"list_title": "组员", "rest_verb": "其余全部出席", "finish_verb": "完成点名"}


class Send(Trial, views.SendTaps):
    pass


class Opinions(RoleOnly):
    allowed = staticmethod(anyone_signed_in)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = ServicePoint.objects.order_by("pk").first()

    def links(self):
        return {
            "page": reverse("trial_opinions"),
            "hand_over": reverse("trial_hand_over"),
            "tally": reverse("trial_tally"),
            "end": lambda device: reverse("trial_end", args=[device]),
        }


class Collect(Opinions, views.CollectOpinions):
    pass


class HandOver(Opinions, views.HandOverDevice):
    pass


class End(Opinions, views.EndHandOver):
    pass


class Tally(Opinions, views.TallyOpinions):
    pass


urlpatterns = [
    path("trial/", Page.as_view(), name="trial"),
    path("trial/send/", Send.as_view(), name="trial_send"),
    path("trial/opinions/", Collect.as_view(), name="trial_opinions"),
    path("trial/opinions/hand-over/", HandOver.as_view(), name="trial_hand_over"),
    path("trial/opinions/tally/", Tally.as_view(), name="trial_tally"),
    path("trial/opinions/<uuid:device>/end/", End.as_view(), name="trial_end"),
    *of_the_house,
]


def offer(worker=None, participants=8):
    """Register the room of the trial, as a room does when Django starts."""
    rooms.register(
        LABEL,
        visible=lambda user: ServicePoint.objects.all(),
        describe=lambda which: About("银龄暖心小组", clock.today(), participants, worker, "/trial/opinions/"),
    )


def withdraw():
    rooms._rooms.pop(LABEL, None)
