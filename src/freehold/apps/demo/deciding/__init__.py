"""What the demo's person decides by: older work, platforms, what is asked for, learning, praise, and the figures worked out from them."""
