"""Tells, in the PDF's metadata, that an electronic invoice lies inside (Factur-X 1.0, ZUGFeRD 2)."""

from __future__ import annotations

import io

from lxml import etree

from freehold.domain.errors import SystemFault

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
FACTUR_X = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_NAMES = {"rdf": _RDF, "pdfaExtension": _EXTENSION, "pdfaSchema": _SCHEMA, "pdfaProperty": _PROPERTY, "fx": FACTUR_X}
_DESCRIBED = {
    "DocumentFileName": "The name of the embedded XML document",
    "DocumentType": "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER",
    "Version": "The actual version of the standard applying to the embedded XML document",
    "ConformanceLevel": "The conformance level of the embedded XML document",
}


def with_factur_x(pdf: bytes, *, filename: str, level: str, version: str) -> bytes:
    """Return the PDF with the four fx properties and their schema in the metadata, and with nothing else changed.

    The schema joins the list of extension schemas that is there: a second list would break PDF/A (6.6.2.1).
    """
    import pikepdf  # late: few pages need it, and it is large

    with pikepdf.open(io.BytesIO(pdf)) as document:
        packet = document.Root.Metadata.read_bytes()
        values = {"DocumentFileName": filename, "DocumentType": "INVOICE", "Version": version, "ConformanceLevel": level}
        document.Root.Metadata.write(_describe(packet, values))
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return out.getvalue()


def _describe(packet: bytes, values: dict[str, str]) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
    root = etree.fromstring(packet, parser)
    rdf = root if root.tag == f"{{{_RDF}}}RDF" else root.find(f"{{{_RDF}}}RDF")
    bag = root.find(".//pdfaExtension:schemas/rdf:Bag", _NAMES)
    if rdf is None or bag is None:
        raise SystemFault("The metadata of the PDF has no list of extension schemas to join.")
    about = etree.SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""}, nsmap={"fx": FACTUR_X})
    for name, value in values.items():
        etree.SubElement(about, f"{{{FACTUR_X}}}{name}").text = value
    bag.append(_schema())
    body = etree.tostring(root, encoding="unicode")
    return f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{body}<?xpacket end="r"?>'.encode()


def _schema() -> etree._Element:
    entry = _resource(None)
    _text(entry, _SCHEMA, "schema", "Factur-X PDFA Extension Schema")
    _text(entry, _SCHEMA, "namespaceURI", FACTUR_X)
    _text(entry, _SCHEMA, "prefix", "fx")
    properties = etree.SubElement(etree.SubElement(entry, f"{{{_SCHEMA}}}property"), f"{{{_RDF}}}Seq")
    for name, description in _DESCRIBED.items():
        item = _resource(properties)
        _text(item, _PROPERTY, "name", name)
        _text(item, _PROPERTY, "valueType", "Text")
        _text(item, _PROPERTY, "category", "external")
        _text(item, _PROPERTY, "description", description)
    return entry


def _resource(parent: etree._Element | None) -> etree._Element:
    attributes = {f"{{{_RDF}}}parseType": "Resource"}
    if parent is None:
        return etree.Element(f"{{{_RDF}}}li", attributes, nsmap={name: uri for name, uri in _NAMES.items() if name != "fx"})
    return etree.SubElement(parent, f"{{{_RDF}}}li", attributes)


def _text(parent: etree._Element, space: str, name: str, value: str) -> None:
    etree.SubElement(parent, f"{{{space}}}{name}").text = value
