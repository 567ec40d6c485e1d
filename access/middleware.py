class NoStoreMiddleware:
    """Pages of a confidential system are kept by no cache on the way, nor by a shared browser."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response
