"""The form renderer of the house; templates in templates/components/."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    pass
