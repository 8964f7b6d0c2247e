"""Django's forms in our look: a renderer that finds our form, field and widget templates, then Django's own."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template import TemplateDoesNotExist, loader

#: Named apart from Django's, so that the order of the installed apps does not matter.
OURS = {
    "django/forms/errors/list/default.html": "design/errors.html",
    "django/forms/errors/list/ul.html": "design/errors.html",
}


class FormRenderer(DjangoTemplates):
    """Set `FORM_RENDERER = "freehold.kit.design.forms.FormRenderer"`; then `{{ form }}` and `{{ form.x.as_field_group }}` look right."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"

    def get_template(self, template_name: str) -> Any:
        """Return our template for that name, else the project's, else the one that Django ships."""
        try:
            return loader.get_template(OURS.get(template_name, template_name))
        except TemplateDoesNotExist:
            return super().get_template(template_name)
