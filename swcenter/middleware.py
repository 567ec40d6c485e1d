"""What the house as a whole asks of a request."""

from django.conf import settings


class HealthWithoutSessionMiddleware:
    """/healthz is answered to nobody in particular: reading a session would fail with the database it reports on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == "/healthz":
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.get_response(request)
