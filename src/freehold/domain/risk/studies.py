"""Studies of what language and image models did to freelance markets: their figures, told once in our own words, with their sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Study:
    """A study: what it found, who wrote it and where. `year` is None where it is not known to us; then none is shown."""

    key: str
    year: int | None
    text: str
    source: str


def studies(translate: Translate = str) -> tuple[Study, ...]:
    """Return what each study found. The figures are the studies' own; what they mean for one person they do not say.

    `translate` turns the English into another language.
    """
    return (
        Study(
            "demirci",
            2025,
            translate(
                "Within eight months of ChatGPT, postings for work that it does easily fell by 21 % against manual work, for writing by "
                "30 %; for pictures by 17 % after image generators came. What was left was more complex, better paid and more contested."
            ),
            translate("Demirci, Hannane and Zhu, Management Science 2025; 1.39 million postings"),
        ),
        Study(
            "teutloff",
            2025,
            translate(
                "In kinds of work that AI can replace, demand fell by 20 to 50 %, most for jobs of one to three weeks; machine learning "
                "rose by 24 % and chatbots nearly tripled. About one posting in ten was of a replaceable kind; beginners lost ground "
                "elsewhere too."
            ),
            translate("Teutloff and others, Journal of Economic Behavior & Organization 2025; 116 kinds of work"),
        ),
        Study(
            "hui",
            None,
            translate(
                "Fewer jobs and lower earnings after ChatGPT, and good reputation did not protect: with 1 % more earned before, jobs fell "
                "by 0.5 % and income by 1.7 % more."
            ),
            translate("Hui, Reshef and Zhou, Organization Science"),
        ),
        Study(
            "translation",
            2023,
            translate("Translators were displaced, web developers became more productive: the same tool can do either."),
            translate("arXiv 2312.04180"),
        ),
    )
