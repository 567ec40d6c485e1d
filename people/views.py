from allauth.account.views import LogoutView
from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView


class SignOut(LogoutView):
    """Sign-out also empties what a shared browser kept of us (T23)."""

    door = "role"

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


@method_decorator(login_not_required, name="dispatch")
class Forgotten(TemplateView):
    """Nobody resets a password by mail: HR & Administration hands out a new set-up link."""

    door = "public"
    template_name = "account/password_forgotten.html"
