"""The durable outbox: an event and the tasks that deliver it are written with the change that caused them, or not at all."""
