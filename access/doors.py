"""The one door: how every view gets its rows, and what every URL declares about itself (law 3).

A view carries `.door`:

* "public": no sign-in (`Public`, `@public`);
* "token": no sign-in, but a single-use token in the path (`Token`, `@token`);
* "role": signed in and allowed by a predicate (`RoleOnly`, `FormDoor`, `@role_only(predicate)`);
* "list": the rows of `Model.objects.visible_page(user)` (`ListDoor`);
* "object": one row of `Model.objects.visible_to(user)` (`ObjectDoor`, `ConfidentialObjectDoor`).

`access/checks.py` walks the URLconf and refuses to start with a view that declares none of them.
"""

from functools import wraps

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from access import actions, reading
from access.models import Verb
from people.sign_in import step_up

DOORS = ("public", "token", "role", "list", "object")


def _open_to_all(view, door):
    view.door = door
    view.login_required = False
    return view


def public(view):
    """A function view that needs no sign-in."""
    return _open_to_all(view, "public")


def token(view):
    """A function view that shows nothing but what a single-use token in its path names."""
    return _open_to_all(view, "token")


def role_only(allowed):
    """A function view for those for whom `allowed(user)` holds; 403 for the rest."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not allowed(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.door = "role"
        return guarded

    return decorate


def anyone_signed_in(user):
    """Predicate of pages that show somebody only what is theirs (My day, own settings)."""
    return user.is_authenticated


class Declared:
    """What every door shares: the view function carries its door's name."""

    door = None
    needs_sign_in = True

    @classmethod
    def as_view(cls, **initkwargs):
        view = super().as_view(**initkwargs)
        view.door = cls.door
        view.login_required = cls.needs_sign_in
        return view


class Public(Declared):
    door = "public"
    needs_sign_in = False


class Token(Declared):
    door = "token"
    needs_sign_in = False


class RoleOnly(Declared):
    """Set `allowed = staticmethod(predicate)`; 403 for those it refuses."""

    door = "role"
    allowed = None

    def dispatch(self, request, *args, **kwargs):
        if self.allowed is None:
            raise ImproperlyConfigured(f"{type(self).__name__} names nobody in `allowed`")
        if not self.allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class FormDoor(Declared):
    """A page that makes something new: answer in `door_allows(user)`; 403 for those it refuses."""

    door = "role"

    def door_allows(self, user):
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        if not self.door_allows(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ListDoor(Declared):
    """A page of rows: `self.get_page()` is the only source; `door_allows` may close the whole page (403)."""

    door = "list"
    model = None
    order = "-created_at"
    page_size = 25

    def door_allows(self, user):
        return True

    def get_arms(self):
        """A narrower function of the policy, for a list that shows less than all one may see."""
        return None

    def dispatch(self, request, *args, **kwargs):
        if not self.door_allows(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        """What rows are fetched with (select_related ...); who sees them is not decided here."""
        return self.model.objects.all()

    def get_filters(self):
        """A Q or a dict over the rows, from the query string of the page."""
        return None

    def get_page(self):
        return self.get_queryset().visible_page(
            self.request.user,
            arms=self.get_arms(),
            after=self.request.GET.get("after"),
            filters=self.get_filters(),
            size=self.page_size,
            order=self.order,
        )


class ObjectDoor(Declared):
    """One row, reached by the `uuid` of the path; what one may not see does not exist (404).

    The row is fetched before any handler runs and is `self.object`; `get_object()` returns the same.
    """

    door = "object"
    model = None
    url_kwarg = "uuid"

    def get_queryset(self):
        return self.model.objects.visible_to(self.request.user)

    def get_object(self, queryset=None):
        if "_behind_the_door" not in self.__dict__:
            self._behind_the_door = get_object_or_404(self.get_queryset(), uuid=self.kwargs[self.url_kwarg])
        return self._behind_the_door

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)


class StepUp:
    """Left of any door: what cannot be undone asks for the password or a code, given within ten minutes (H7).

    `step_up_methods` are the methods that ask; the form that was sent is kept and goes on after the answer.
    """

    step_up_methods = ("POST",)

    def dispatch(self, request, *args, **kwargs):
        if request.method in self.step_up_methods:
            step_up(request)
        return super().dispatch(request, *args, **kwargs)


class ConfidentialObjectDoor(ObjectDoor):
    """An object door that writes the read log, committed, before anything is shown; no log, no content (503).

    `verb` says what the page does; `needs_reason(user, obj)` whether a reason is picked first (roles.md 4.3 rule 2),
    `preset_reason(user, obj)` the reason that goes without saying (the assigned supervisor: "supervision").
    `log_about()` names the object whose readers want to know, if it is not the object itself.
    """

    verb = Verb.READ

    def needs_reason(self, user, obj):
        return False

    def preset_reason(self, user, obj):
        return ""

    def log_about(self):
        """The object, or its opaque reference."""
        return self.object

    def dispatch(self, request, *args, **kwargs):
        try:
            self.object = self.get_object()
        except Http404:
            asked = f"{self.model._meta.label_lower}:{self.kwargs[self.url_kwarg]}"
            if not reading.logged(request, Verb.DENY, asked):
                return reading.unavailable(request)
            raise
        about = self.log_about()
        about = getattr(about, "ref", about)
        reason = self.preset_reason(request.user, self.object) or reading.reason_given(request, about)
        if not reason and self.needs_reason(request.user, self.object):
            context = {"reasons": actions.REASONS, "ref": about, "next": request.get_full_path()}
            return render(request, "access/reason.html", context)
        verb = self.verb if request.method in ("GET", "HEAD") else Verb.CHANGE
        if not reading.logged(request, verb, about, reason):
            return reading.unavailable(request)
        return super(ObjectDoor, self).dispatch(request, *args, **kwargs)
