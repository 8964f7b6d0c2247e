"""Quality on labelled data: `python -m evals TASK --data DIR`."""
