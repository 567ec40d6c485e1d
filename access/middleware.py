"""What every response passes: no cache keeps it, and no form takes effect twice."""

from django.http import HttpResponseRedirect
from django.shortcuts import render

from access import once


class NoStoreMiddleware:
    """Pages of a confidential system are kept by no cache on the way, nor by a shared browser."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        return response


class SubmitOnceMiddleware:
    """A form that is sent twice takes effect once; the second press sees the first result (ui/ia.md 5.3)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = once.key_of(request)
        if key is None:
            return self.get_response(request)
        if not once.claim(request.user, key):
            location = once.first_result(request.user, key)
            if location:
                return HttpResponseRedirect(location)
            if not once.claim(request.user, key):  # set free meanwhile: this press is the first one now
                return render(request, "errors/409.html", status=409)
        user = request.user
        response = self.get_response(request)
        if response.status_code in (301, 302, 303):
            once.settle(user, key, response.url)
        else:
            once.free(user, key)
        return response
