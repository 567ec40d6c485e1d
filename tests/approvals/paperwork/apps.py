from django.apps import AppConfig


class PaperworkConfig(AppConfig):
    name = "tests.approvals.paperwork"
    label = "paperwork"

    def ready(self):
        from core import subjects
        from tests.approvals.paperwork import chain
        from tests.approvals.paperwork.models import describe

        assert chain.EVERY
        subjects.register("paperwork.paper", describe)
