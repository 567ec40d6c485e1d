"""Is the installation well, for whoever watches over it."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from swcenter.health import examine


@require_safe
@never_cache
@login_not_required
def healthz(request):
    """200 when database, file store and scheduler are well, else 503 naming what is not."""
    parts = examine()
    failing = [name for name, state in parts.items() if state != "ok"]
    return JsonResponse(
        {"status": "failing" if failing else "ok", "failing": failing, **parts}, status=503 if failing else 200
    )


healthz.door = "public"
