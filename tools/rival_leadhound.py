"""Run by tools/rivals.py inside an environment of its own: postings scored by leadhound's own function, without any model or network."""

import json
import sys
import time

from leadhound.config import Config
from leadhound.models import Lead
from leadhound.score import score


def main() -> None:
    """Read {profiles, postings} from standard input, print {read_s, score_s, scores}; it reads and scores in one step."""
    given = json.load(sys.stdin)
    now = time.time()
    score(Lead("hn", "warm", "post", "Python", ""), Config(), now)
    scores = []
    start = time.process_time()
    for profile in given["profiles"]:
        config = Config(skills=profile["skills"])
        row = []
        for number, posting in enumerate(given["postings"]):
            lead = Lead(
                source="rss", external_id=str(number), kind="post", title=posting["title"], url="", body=posting["text"], created_at=now
            )
            row.append(score(lead, config, now).score)
        scores.append(row)
    json.dump({"read_s": 0.0, "score_s": time.process_time() - start, "scores": scores}, sys.stdout)


main()
