"""XML from strangers: no entities, no network, nothing that grows; namespaces are left out, elements go by their local names."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from freehold.domain.errors import UserError


def parse_xml(payload: bytes) -> etree._Element:
    """Return the root, all names without their namespace.

    Raises UserError when the file breaks off, is no XML, or brings a document type of its own.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False)
    try:
        root = etree.fromstring(payload.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise UserError(
            _(
                "This bank statement breaks off or is damaged at line %(line)d, so nothing of it was taken in. "
                "Download it from your bank once more and add it again."
            )
            % {"line": line}
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UserError(
            _("This file brings a document type declaration, which no bank statement has and which can be misused. Nothing was taken in.")
        )
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname  # banks use many namespaces for the same messages
    return root


def local(element: etree._Element) -> str:
    """Return the name of an element, "" for comments and instructions."""
    return element.tag if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the children of that name."""
    if element is not None:
        yield from element.iterchildren(name)


def find(element: etree._Element | None, path: str) -> etree._Element | None:
    """Return the first element below `element` by a path of names such as "Acct/Id/IBAN"."""
    return None if element is None else element.find(path)


def find_all(element: etree._Element | None, path: str) -> Iterator[etree._Element]:
    """Yield every element below `element` by a path of names."""
    if element is not None:
        yield from element.iterfind(path)


def text(element: etree._Element | None, *paths: str) -> str:
    """Return the text at the first of the paths that holds some, on one line."""
    for path in paths:
        found = find(element, path)
        if found is not None and found.text and found.text.strip():
            return " ".join(found.text.split())
    return ""
