"""Studies of what language and image models did to freelance markets: their figures as data, told in our own words, with their sources."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure of a study: what it is about, the change in per cent from low to high (equal for one value), and in what."""

    key: str
    about: str
    low: float
    high: float
    measure: str


@dataclass(frozen=True, slots=True)
class Study:
    """A study: who wrote it, where and when it appeared, what it looked at, what it found, and what to mind in reading it."""

    key: str
    authors: str
    published_in: str
    year: int
    looked_at: str
    findings: tuple[Finding, ...]
    says_too: tuple[str, ...] = ()


STUDIES = (
    Study(
        "demirci",
        "Demirci, Hannane, Zhu",
        "Management Science",
        2025,
        "1.39 million posts of a freelance platform, up to eight months after ChatGPT came out",
        (
            Finding("automation-prone", "work that a model can do, against manual work", -21, -21, "posts"),
            Finding("writing", "writing", -30, -30, "posts"),
            Finding("images", "making images, after image models came out", -17, -17, "posts"),
        ),
        ("More people compete for what remains.", "The jobs that remain are more complex and better paid."),
    ),
    Study(
        "teutloff",
        "Teutloff and others",
        "Journal of Economic Behavior & Organization",
        2025,
        "posts of a freelance platform in 116 groups of skills",
        (
            Finding("substitutable", "skills that a model can stand in for", -50, -20, "posts"),
            Finding("machine-learning", "machine learning", 24, 24, "posts"),
        ),
        (
            "Short jobs of one to three weeks fell most.",
            "Demand for chatbots nearly tripled.",
            "About one post in ten is of the kind that a model can stand in for.",
            "Beginners lost work even where models complement the skill.",
        ),
    ),
    Study(
        "hui",
        "Hui, Reshef, Zhou",
        "Organization Science",
        2024,
        "freelancers of one platform in the fields that models entered",
        (
            Finding("jobs-of-the-best", "freelancers with 1 % higher past earnings, compared with others", -0.5, -0.5, "jobs"),
            Finding("income-of-the-best", "freelancers with 1 % higher past earnings, compared with others", -1.7, -1.7, "income"),
        ),
        ("Jobs and earnings fell in those fields.", "Being among the best did not protect."),
    ),
    Study(
        "translation",
        "arXiv 2312.04180",
        "preprint",
        2023,
        "translation and web development on freelance platforms",
        (),
        ("Work was displaced in translation, while web development became more productive.",),
    ),
)
