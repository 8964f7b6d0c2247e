"""What of a model's words may be said: only what stands in texts that the reader may read."""

from freehold.domain.grounding.abuse import Suspicion, suspicion
from freehold.domain.grounding.evidence import Text, texts_of
from freehold.domain.grounding.guard import Dropped, Grounded, Guard, Kept, Told, ground
from freehold.domain.grounding.instructions import instructs, stated, tells_the_answerer
from freehold.domain.grounding.reply import SCHEMA, Citation, Reply, object_in, read_reply
from freehold.domain.grounding.streaming import StreamedReply
from freehold.domain.grounding.wording import Worded, worded

__all__ = [
    "SCHEMA",
    "Citation",
    "Dropped",
    "Grounded",
    "Guard",
    "Kept",
    "Reply",
    "StreamedReply",
    "Suspicion",
    "Text",
    "Told",
    "Worded",
    "ground",
    "instructs",
    "object_in",
    "read_reply",
    "stated",
    "suspicion",
    "tells_the_answerer",
    "texts_of",
    "worded",
]
