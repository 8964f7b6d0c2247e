"""Webhooks that leave: what happens here told to the owner's other programs, signed, and repeated until it arrives."""
