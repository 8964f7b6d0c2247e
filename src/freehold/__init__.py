"""Freehold: the AI workspace that a freelancer owns."""

import os

# The matrices here are small: numpy on several threads takes ten times the time for them. Set before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
