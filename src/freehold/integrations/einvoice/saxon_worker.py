"""The process that runs schematron stylesheets: frames of JSON in, frames of JSON out; started by `saxon`.

{"sheets": [paths], "xml": text} is answered with
{"failed": [{"rule", "text", "location", "flag", "sheet"}]} or {"fault": text, "sheet": path}; an empty "xml" only compiles.
It ends when its input ends, so with its parent, and when nothing was asked for a while.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import Any

from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor

from freehold.integrations.einvoice.frames import read_frame, write_frame

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
IDLE_SECONDS = 300.0
MOST_FAILED = 500
STOPPED = "STOPPED"


class Checker:
    """One Saxon processor with the stylesheets that were asked for so far."""

    def __init__(self) -> None:
        self.processor = PySaxonProcessor(license=False)
        self.compiler = self.processor.new_xslt30_processor()
        self.sheets: dict[str, Any] = {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Run the sheets over the document."""
        failed: list[dict[str, str]] = []
        document = None
        for path in request["sheets"]:
            try:
                sheet = self.sheets.get(path) or self.sheets.setdefault(path, self.compiler.compile_stylesheet(stylesheet_file=path))
            except (PySaxonApiError, RuntimeError) as error:
                return {"fault": str(error)[:2000], "sheet": path}
            if not request["xml"]:
                continue
            try:
                document = document or self.processor.parse_xml(xml_text=request["xml"])
                failed.extend(failed_asserts(sheet.transform_to_string(xdm_node=document) or "", path))
            except (PySaxonApiError, RuntimeError) as error:
                # A rule that calculates with what is no number stops the whole sheet: the invoice is at fault, not the sheet.
                failed.append({"rule": STOPPED, "text": str(error)[:500], "location": "", "flag": "fatal", "sheet": path})
        return {"failed": failed[:MOST_FAILED]}


def failed_asserts(report: str, sheet: str) -> list[dict[str, str]]:
    """Return what an SVRL report says was broken."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    found = []
    for element in etree.fromstring(report.encode(), parser).iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
        texts = [" ".join("".join(text.itertext()).split()) for text in element.iter(f"{SVRL}text")]
        found.append(
            {
                "rule": element.get("id") or "",
                "text": " ".join(texts),
                "location": element.get("location") or "",
                "flag": element.get("flag") or element.get("role") or "fatal",
                "sheet": sheet,
            }
        )
    return found


def main() -> None:
    """Answer frames until the input ends or nothing was asked for a while."""
    # Saxon may print; what it prints must not get among the frames.
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    checker = Checker()
    while True:
        # Leaving without Saxon's own clean-up, which is known to crash at exit.
        idle = threading.Timer(IDLE_SECONDS, os._exit, (0,))
        idle.daemon = True
        idle.start()
        request = read_frame(sys.stdin.buffer)
        idle.cancel()
        if request is None:
            os._exit(0)
        write_frame(output, checker.answer(request))


if __name__ == "__main__":
    main()
