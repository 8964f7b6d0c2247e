"""What insights does: forecasts, risks of late payment, weekly briefs."""
