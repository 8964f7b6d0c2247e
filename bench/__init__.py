"""Speed and scale of the product, measured by commands: python -m bench NAME."""
