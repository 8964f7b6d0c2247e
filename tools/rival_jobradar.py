"""Run by tools/rivals.py inside an environment of its own: postings scored by jobradar-cv's own functions, without any model or network."""

import json
import sys
import time

from jobradar.config import Settings
from jobradar.models import Job
from jobradar.pipeline.enrich import enrich_job
from jobradar.pipeline.scoring import score_job
from jobradar.profile.importer import profile_from_form


def main() -> None:
    """Read {profiles, postings} from standard input, print {read_s, score_s, scores}; a posting it does not score has null."""
    given = json.load(sys.stdin)
    settings = Settings()
    settings.llm.enrich_jobs = False
    enrich_job(Job(source="warm", native_id="up", title="Python developer", description="Python"), settings)
    start = time.process_time()
    jobs = []
    for number, row in enumerate(given["postings"]):
        job = Job(source="file", native_id=str(number), title=row["title"], description=row["text"])
        jobs.append(enrich_job(job, settings))
    read = time.process_time() - start
    profiles = [
        profile_from_form({"full_name": "A B", "summary": one["told"], "skills": ", ".join(one["skills"])}) for one in given["profiles"]
    ]
    start = time.process_time()
    found = [[score_job(job, profile) for job in jobs] for profile in profiles]
    spent = time.process_time() - start
    scores = [[one.base if one.scored else None for one in row] for row in found]
    json.dump({"read_s": read, "score_s": spent, "scores": scores}, sys.stdout)


main()
