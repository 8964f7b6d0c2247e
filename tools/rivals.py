"""Compares Freehold with other programs that rank postings, on the same postings: nDCG@10 and postings a second of processor time.

`python tools/rivals.py [--data FOLDER]` installs jobradar-cv and leadhound with pip, each in an environment of its own, and runs their
own scoring functions without model and network. Everybody gets the same: headline, skills and what the person tells, title and plain
text of the postings. Three sets of labels, none of them perfect:

demo   five profiles, 77 postings of the demo's labelled by hand (tests/unit/matching/test_demo_trades.py): strong 2, poor 0. Freehold's
       weights were tuned on them, so they show no more than that the others can be beaten at home.
skills eight made-up profiles, posts of "Who is hiring?" of March and April 2023 (--data, postings/hn_2023). A model named each post's
       technologies: relevance 2 when the profile knows two of them or more and at least 60 %, 1 for at least 30 %, else 0.
roles  the same profiles and posts, by the technologies and by the job titles that the model named: 2 when a title is the profile's and it
       knows one of the technologies, 1 when a title is, or when it knows two technologies and at least 30 %. These labels were made when
       the figures of the first kind were known: it calls "Senior frontend engineer" irrelevant to a frontend developer. Read both.
       Nothing in Freehold was tuned on either; both tell of skills and titles alone, not of pay or place.

Equal scores are broken at random, 20 times, by the same seed for all.
"""

from __future__ import annotations

import argparse
import html
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
RIVALS = {"jobradar-cv": "rival_jobradar.py", "leadhound": "rival_leadhound.py"}
DEPTH, SHUFFLES = 10, 20
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
# Each profile with its skills and the words by which a job title names its work.
_ROLES = {
    "Python backend developer": ("Python, Django, PostgreSQL, Flask, Redis, Docker", r"python|django|back[- ]?end"),
    "Frontend developer": ("React, TypeScript, JavaScript, CSS, HTML, Next.js", r"front[- ]?end|react|javascript|typescript"),
    "Ruby on Rails developer": ("Ruby, Ruby on Rails, PostgreSQL, Redis, JavaScript", r"ruby|rails|\bror\b"),
    "DevOps engineer": (
        "Kubernetes, Terraform, AWS, Docker, Linux, Ansible",
        r"dev[- ]?ops|\bsre\b|site reliability|infrastructure|platform",
    ),
    "iOS developer": ("Swift, iOS, Objective-C, SwiftUI, Xcode", r"\bios\b|swift|mobile"),
    "Machine learning engineer": (
        "Python, PyTorch, TensorFlow, Machine learning, NumPy, NLP",
        r"machine learning|\bml\b|deep learning|\bnlp\b|\bai\b|data scien",
    ),
    "Systems programmer": ("Rust, C++, C, Linux", r"systems?\b|embedded|firmware|kernel|rust|c\+\+"),
    "Java backend developer": ("Java, Spring Boot, Kotlin, MySQL, Kafka, Microservices", r"\bjava\b|kotlin|back[- ]?end"),
}
_SAME = {
    "rails": "rubyonrails",
    "ror": "rubyonrails",
    "reactjs": "react",
    "postgres": "postgresql",
    "k8s": "kubernetes",
    "spring": "springboot",
    "ml": "machinelearning",
    "html5": "html",
    "css3": "css",
}


def main() -> None:
    """Build the sets, run everybody, print one JSON line a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder of the public data; without it only the demo's postings are compared")
    parser.add_argument("--environments", type=Path, help="a folder to keep the environments in; the default is thrown away")
    arguments = parser.parse_args()
    sets = {"demo": _demo()}
    if arguments.data:
        folder = arguments.data / "postings" / "hn_2023"
        sets |= {"skills": _hn(folder, _by_skills), "roles": _hn(folder, _by_roles)}
    with tempfile.TemporaryDirectory() as folder:
        base = arguments.environments or Path(folder)
        programs = {name: _environment(base, name) for name in RIVALS}
        ran: dict[str, dict[str, dict[str, Any]]] = {}
        for name, given in sets.items():
            # The two sets of posts differ in their labels alone.
            told = json.dumps({"profiles": given["profiles"], "postings": given["postings"]})
            if told not in ran:
                others = {rival: _run(python, ROOT / "tools" / RIVALS[rival], told) for rival, python in programs.items()}
                ran[told] = {"freehold": _freehold(given), **others}
            print(json.dumps({"set": name, **_compared(given, ran[told])}), flush=True)


def _environment(base: Path, package: str) -> Path:
    folder = base / package
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package], check=True)
    return python


def _run(python: Path, program: Path, told: str) -> dict[str, Any]:
    ran = subprocess.run([python, program], input=told, capture_output=True, text=True, encoding="utf-8", check=True)
    found: dict[str, Any] = json.loads(ran.stdout.strip().splitlines()[-1])
    return found


def _freehold(given: dict[str, Any]) -> dict[str, Any]:
    from freehold.domain.matching.matcher import Matcher
    from freehold.domain.matching.profile import Experience, Profile, ProfileSkill
    from freehold.domain.matching.ranker import RankIndex
    from freehold.domain.postings.analyse import analyse
    from freehold.domain.postings.posting import Posting
    from freehold.integrations.skills import load_gazetteer

    gazetteer, today = load_gazetteer(), NOW.date()
    postings = [Posting(str(number), row["title"], row["text"]) for number, row in enumerate(given["postings"])]
    analyse(postings[0], gazetteer=gazetteer, today=today)
    start = time.process_time()
    pairs = [(one, analyse(one, gazetteer=gazetteer, today=today)) for one in postings]
    read = time.process_time() - start
    people = [
        Profile(
            name="A B",
            headline=one["headline"],
            skills=tuple(map(ProfileSkill, one["skills"])),
            experience=(Experience(one["headline"], text=one["told"]),),
        )
        for one in given["profiles"]
    ]
    start = time.process_time()
    scores = [
        [one.match(*pair).score for pair in pairs] for one in (Matcher(person, gazetteer=gazetteer, today=today) for person in people)
    ]
    spent = time.process_time() - start
    index = RankIndex(gazetteer)
    for pair in pairs:
        index.add(*pair)
    start = time.process_time()
    for person in people:
        index.rank(person, today=today, most=100)
    return {"read_s": read, "score_s": spent, "rank_s": time.process_time() - start, "scores": scores}


def _compared(given: dict[str, Any], ran: dict[str, dict[str, Any]]) -> dict[str, Any]:
    size, people = len(given["postings"]), len(given["profiles"])
    found: dict[str, Any] = {"postings": size, "profiles": people}
    for name, figures in ran.items():
        gains = [_ndcg(scores, labels) for scores, labels in zip(figures["scores"], given["labels"], strict=True)]
        found[name] = {
            f"ndcg_at_{DEPTH}": round(sum(gains) / len(gains), 4),
            "read_per_s": round(size / figures["read_s"]) if figures["read_s"] else None,
            "score_per_s": round(size * people / figures["score_s"]),
            "from_text_per_s": round(size / (figures["read_s"] + figures["score_s"] / people)),
        }
        if "rank_s" in figures:
            found[name]["rank_per_s"] = round(size * people / figures["rank_s"])
    return found


def _ndcg(scores: list[float | None], labels: list[int | None]) -> float:
    """Return nDCG over the labelled postings, the mean of several ways to break ties; what is not scored comes last."""
    rows = [(-1.0 if score is None else float(score), label) for score, label in zip(scores, labels, strict=True) if label is not None]
    best = _gain(sorted((label for _, label in rows), reverse=True))
    drawn, found = random.Random(3), 0.0
    for _ in range(SHUFFLES):
        drawn.shuffle(rows)
        found += _gain([label for _, label in sorted(rows, key=lambda row: -row[0])])
    return found / SHUFFLES / best if best else 0.0


def _gain(labels: list[int]) -> float:
    return sum((2**label - 1) / math.log2(place + 2) for place, label in enumerate(labels[:DEPTH]))


def _demo() -> dict[str, Any]:
    from freehold.apps.demo.reading import TRADES, read_postings, read_profile
    from freehold.domain.matching.evidence import told
    from freehold.domain.matching.read_profile import from_json_resume
    from tests.unit.matching.test_demo_trades import POOR, STRONG

    profiles, postings, labels = [], [], []
    rows = [(trade, row.posting) for trade in TRADES for row in read_postings(trade, NOW)]
    for trade in TRADES:
        profile = from_json_resume(read_profile(trade, NOW))
        skills = [skill.name for skill in profile.skills]
        profiles.append({"headline": profile.headline, "skills": skills, "told": "\n".join(filter(None, told(profile)))})
        known = dict.fromkeys(STRONG[trade].split(), 2) | dict.fromkeys(POOR[trade].split(), 0)
        labels.append([known.get(one.id.rpartition("-")[2]) if of == trade else None for of, one in rows])
    postings = [{"title": one.title, "text": one.description} for _, one in rows]
    return {"profiles": profiles, "postings": postings, "labels": labels}


def _hn(folder: Path, relevance: Callable[[str, dict[str, Any]], int]) -> dict[str, Any]:
    rows = [
        json.loads(line) for month in ("03", "04") for line in (folder / f"2023_{month}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    rows = [row for row in rows if isinstance(row.get("model_output"), dict) and row["model_output"].get("technologies")]
    postings = []
    for row in rows:
        text = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<p>", "\n", row["hn_text"])))
        first, _, rest = text.strip().partition("\n")
        postings.append({"title": first[:160], "text": rest or first})
    profiles = [
        {"headline": role, "skills": skills.split(", "), "told": f"I work as {role.lower()} with {skills}."}
        for role, (skills, _) in _ROLES.items()
    ]
    labels = [[relevance(role, row["model_output"]) for row in rows] for role in _ROLES]
    return {"profiles": profiles, "postings": postings, "labels": labels}


def _by_skills(role: str, read: dict[str, Any]) -> int:
    both, share = _known(role, read)
    return 2 if both >= 2 and share >= 0.6 else 1 if both and share >= 0.3 else 0


def _by_roles(role: str, read: dict[str, Any]) -> int:
    both, share = _known(role, read)
    titles = " | ".join(str(one.get("job_title")) for one in read.get("roles") or () if isinstance(one, dict))
    if re.search(_ROLES[role][1], titles, re.IGNORECASE):
        return 2 if both else 1
    return 1 if both >= 2 and share >= 0.3 else 0


def _known(role: str, read: dict[str, Any]) -> tuple[int, float]:
    """Return how many of the technologies named the profile knows, and their share."""
    own = {_key(skill) for skill in _ROLES[role][0].split(", ")}
    named = {_key(str(one)) for one in read["technologies"]}
    return len(own & named), len(own & named) / max(1, len(named))


def _key(name: str) -> str:
    folded = re.sub(r"[^a-z0-9+#]", "", name.casefold())
    return _SAME.get(folded, folded)


if __name__ == "__main__":
    main()
