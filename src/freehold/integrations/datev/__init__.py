"""Bookings in the CSV format that German tax advisers' programs read."""

from freehold.integrations.datev.batch import Booking, booking_batch, revenue_account

__all__ = ["Booking", "booking_batch", "revenue_account"]
