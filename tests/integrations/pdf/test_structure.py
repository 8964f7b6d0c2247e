"""The PDF as PDF/A-3b and Factur-X want it."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from lxml import etree

from freehold.integrations.pdf import Attachment, render
from tests.integrations.pdf.samples import GERMAN

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
XML = b'<?xml version="1.0" encoding="UTF-8"?>\n<rsm:CrossIndustryInvoice xmlns:rsm="urn:x">\xc3\xbc</rsm:CrossIndustryInvoice>'
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "ext": "http://www.aiim.org/pdfa/ns/extension/",
    "schema": "http://www.aiim.org/pdfa/ns/schema#",
    "property": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "fx": "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


@pytest.fixture(scope="module")
def pdf():
    with pikepdf.open(io.BytesIO(render(GERMAN, attachment=Attachment(xml=XML), at=AT))) as document:
        yield document


@pytest.fixture(scope="module")
def xmp(pdf):
    packet = pdf.Root.Metadata.read_bytes()
    assert packet.startswith(b"<?xpacket begin=")
    assert packet.rstrip().endswith(b'<?xpacket end="r"?>')
    return etree.fromstring(packet)


def test_one_file_is_enclosed_and_named_in_both_places(pdf):
    names, files = pdf.Root.Names.EmbeddedFiles.Names, pdf.Root.AF
    assert (len(names), len(files)) == (2, 1)
    assert str(names[0]) == "factur-x.xml"
    assert names[1].objgen == files[0].objgen
    spec = files[0]
    assert (str(spec.F), str(spec.UF), spec.AFRelationship) == ("factur-x.xml", "factur-x.xml", "/Alternative")
    assert spec.EF.F.objgen == spec.EF.UF.objgen
    assert spec.EF.F.Subtype == "/text/xml"
    assert str(spec.EF.F.Params.ModDate) == "D:20261122093000Z"
    assert spec.EF.F.read_bytes() == XML


def test_one_list_of_extension_schemas_holds_factur_x_and_what_was_there(xmp):
    bags = xmp.findall(".//ext:schemas/rdf:Bag", NAMES)
    assert len(bags) == 1
    assert len(xmp.findall(".//ext:schemas", NAMES)) == 1
    prefixes = [node.text for node in bags[0].findall("./rdf:li/schema:prefix", NAMES)]
    assert prefixes.count("fx") == 1
    assert "xmpMM" in prefixes
    factur_x = next(node for node in bags[0] if node.findtext("schema:prefix", namespaces=NAMES) == "fx")
    assert factur_x.findtext("schema:namespaceURI", namespaces=NAMES) == NAMES["fx"]
    described = [node.text for node in factur_x.findall(".//property:name", NAMES)]
    assert described == ["DocumentFileName", "DocumentType", "Version", "ConformanceLevel"]


def test_the_metadata_names_the_standard_and_the_level(xmp):
    found = {etree.QName(node).localname: node.text for node in xmp.iter(f"{{{NAMES['fx']}}}*")}
    assert found == {"DocumentType": "INVOICE", "DocumentFileName": "factur-x.xml", "Version": "1.0", "ConformanceLevel": "EN 16931"}
    assert (xmp.findtext(".//pdfaid:part", namespaces=NAMES), xmp.findtext(".//pdfaid:conformance", namespaces=NAMES)) == ("3", "B")


def test_an_xrechnung_travels_under_its_own_name_and_level():
    made = render(GERMAN, attachment=Attachment(xml=XML, level="XRECHNUNG"), at=AT)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert str(document.Root.AF[0].UF) == "xrechnung.xml"
        packet = document.Root.Metadata.read_bytes()
        assert b"<fx:ConformanceLevel>XRECHNUNG</fx:ConformanceLevel>" in packet
        assert b"<fx:DocumentFileName>xrechnung.xml</fx:DocumentFileName>" in packet


def test_info_and_metadata_agree(pdf, xmp):
    assert str(pdf.docinfo["/Title"]) == "".join(xmp.find(".//dc:title", NAMES).itertext()).strip()
    assert str(pdf.docinfo["/Author"]) == "".join(xmp.find(".//dc:creator", NAMES).itertext()).strip()
    assert str(pdf.docinfo["/Creator"]) == xmp.findtext(".//xmp:CreatorTool", namespaces=NAMES)
    assert str(pdf.docinfo["/CreationDate"]) == "D:20261122093000Z"
    assert xmp.findtext(".//xmp:CreateDate", namespaces=NAMES).startswith("2026-11-22T09:30:00")


def test_the_metadata_lies_open_for_programs_that_search_the_bytes():
    assert b"<pdfaid:part>3</pdfaid:part>" in render(GERMAN, attachment=Attachment(xml=XML), at=AT)


def test_colours_have_a_profile_and_nothing_can_run(pdf):
    intents = pdf.Root.OutputIntents
    assert len(intents) == 1
    assert intents[0].S == "/GTS_PDFA1"
    assert len(intents[0].DestOutputProfile.read_bytes()) > 100
    assert "/OpenAction" not in pdf.Root
    assert "/AA" not in pdf.Root
    assert "/JavaScript" not in pdf.Root.Names
    assert "/Encrypt" not in pdf.trailer
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary):
            assert thing.get("/S") not in {"/JavaScript", "/Launch", "/SubmitForm"}


def test_every_font_is_embedded_and_can_be_read_out(pdf):
    fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        if font.Subtype == "/Type0":
            assert "/ToUnicode" in font
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_the_sheet_is_tagged_and_says_its_language(pdf):
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang).startswith("de")


def test_the_same_input_gives_the_same_bytes_and_another_time_does_not():
    attachment = Attachment(xml=XML)
    first = render(GERMAN, attachment=attachment, at=AT)
    assert render(GERMAN, attachment=attachment, at=AT) == first
    assert render(GERMAN, attachment=attachment, at=AT.replace(hour=10)) != first


def test_a_sheet_without_an_e_invoice_is_still_archivable_and_encloses_nothing():
    with pikepdf.open(io.BytesIO(render(GERMAN, attachment=None, at=AT))) as document:
        assert "/AF" not in document.Root
        assert b"<pdfaid:part>3</pdfaid:part>" in document.Root.Metadata.read_bytes()
