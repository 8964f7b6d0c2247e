"""Floor 0: pure Python. No Django, no I/O, no clock, no network; everything comes in as an argument."""
