"""Reads of proposals; import from the files: `lists`, `detail`, `asked`, `prices`, `statistics`, `won`."""
