"""XML of strangers, parsed without entities, network or surprises."""

from __future__ import annotations

from django.utils.translation import gettext as _
from lxml import etree

from freehold.domain.errors import UserError
from freehold.integrations.einvoice.paths import Element

MOST_BYTES = 20 * 1024 * 1024
# EN 16931 needs about ten levels; more is a mistake or an attack.
MOST_DEPTH = 100


def parse(payload: bytes) -> Element:
    """Return the document element. Raises UserError for what is too large, too deep, broken or carries a DOCTYPE."""
    if len(payload) > MOST_BYTES:
        raise UserError(
            _("This file is larger than 20 MB, which no invoice needs. Nothing was read. Ask for one with smaller attachments.")
        )
    if not payload.strip():
        raise UserError(_("This file is empty. Nothing was read. Ask the sender to send it again."))
    if not payload[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        raise UserError(_("This file is neither XML nor PDF. Nothing was read. Choose an electronic invoice: XML, or PDF with XML inside."))
    # huge_tree lifts libxml2's cap of 10 MB for one text, which attachments exceed; our own caps stand above and below.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root: Element = etree.fromstring(payload, parser)
    except etree.XMLSyntaxError as error:
        raise UserError(
            _("This file is not whole XML (line %(line)s): it may have been cut off. Nothing was read. Ask the sender to send it again.")
            % {"line": error.lineno}
        ) from None
    except ValueError:
        raise UserError(_("This file is not XML. Nothing was read. Choose an XML or PDF invoice.")) from None
    tree = root.getroottree()
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise UserError(_("This file carries definitions (a DOCTYPE) that invoices must not have. Nothing was read, to be safe."))
    _check_depth(root)
    return root


def _check_depth(root: Element) -> None:
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MOST_DEPTH:
            raise UserError(_("This file is nested deeper than any invoice. Nothing was read, to be safe."))
