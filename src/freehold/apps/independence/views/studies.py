"""What studies of freelance markets found, with figures and sources, in our own words."""

from __future__ import annotations

from django.utils.translation import gettext as _


def studies() -> list[dict[str, str]]:
    """Return what each study found, with its source. The figures are the studies' own; what they mean for one person they do not say."""
    return [
        {
            "text": _(
                "Within eight months of ChatGPT, postings for work that it does easily fell by 21 % against manual work, for writing by "
                "30 %; for pictures by 17 % after image generators came. What was left was more complex, better paid and more contested."
            ),
            "source": _("Demirci, Hannane and Zhu, Management Science 2025; 1.39 million postings"),
        },
        {
            "text": _(
                "In kinds of work that AI can replace, demand fell by 20 to 50 %, most for jobs of one to three weeks; machine learning "
                "rose by 24 % and chatbots nearly tripled. About one posting in ten was of a replaceable kind; beginners lost ground "
                "elsewhere too."
            ),
            "source": _("Teutloff and others, Journal of Economic Behavior & Organization 2025; 116 kinds of work"),
        },
        {
            "text": _(
                "Fewer jobs and lower earnings after ChatGPT, and good reputation did not protect: with 1 % more earned before, jobs fell "
                "by 0.5 % and income by 1.7 % more."
            ),
            "source": _("Hui, Reshef and Zhou, Organization Science"),
        },
        {
            "text": _("Translators were displaced, web developers became more productive: the same tool can do either."),
            "source": _("arXiv 2312.04180"),
        },
    ]
