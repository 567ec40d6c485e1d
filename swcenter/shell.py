"""Context of the shell: navigation by role, counters, theme."""


def shell(request):
    return {}
