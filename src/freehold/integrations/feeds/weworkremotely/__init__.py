"""We Work Remotely, a board that is read by its feeds."""
