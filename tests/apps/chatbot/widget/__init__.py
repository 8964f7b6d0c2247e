"""Tests of what visitors reach and of the pages where the owner sets it up."""
