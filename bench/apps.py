from django.apps import AppConfig


class BenchConfig(AppConfig):
    """Measures the real pages against the fewest steps the same page could take; switched on by BENCH=1 only."""

    name = "bench"
