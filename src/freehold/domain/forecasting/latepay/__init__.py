"""Late payment: the chance that an open invoice is paid late, and when its money comes."""

from freehold.domain.forecasting.latepay.calibration import CalibrationRow, calibration
from freehold.domain.forecasting.latepay.invoice import Open, Settled
from freehold.domain.forecasting.latepay.risk import LEAST_SETTLED, LatePay, Risk, fit

__all__ = ["LEAST_SETTLED", "CalibrationRow", "LatePay", "Open", "Risk", "Settled", "calibration", "fit"]
