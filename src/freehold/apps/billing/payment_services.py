"""The payment services that can be connected; filled by config/wiring and by plug-ins."""

from __future__ import annotations

from freehold.domain.payments import PaymentService
from freehold.kit.registry import Registry

# Registry checks each entry against the runtime-checkable Protocol, which mypy takes for an abstract class.
payment_services: Registry[PaymentService] = Registry("freehold.payment_services", PaymentService)  # type: ignore[type-abstract]
