"""Personal mail from templates: each personal sentence carries the stored facts it rests on, and is checked against them."""

from freehold.domain.personal.facts import StoredFact
from freehold.domain.personal.letter import Letter, Line, Trouble, compose
from freehold.domain.personal.template import Template, TemplateProblem, check, parse
from freehold.domain.personal.tracing import traces, why_untraced

__all__ = ["Letter", "Line", "StoredFact", "Template", "TemplateProblem", "Trouble", "check", "compose", "parse", "traces", "why_untraced"]
