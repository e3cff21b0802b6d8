"""Parsing without surprises: defusedxml, no document type, refusals in Chinese."""

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError, fromstring

from orgwork.kit.values.problems import Problem
from orgwork.workreports.word.limits import refused

FAULTS = (ParseError, ValueError, LookupError)


def root_of(data):
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise refused("file.unsafe_xml") from error
    except FAULTS as error:
        raise refused("file.damaged") from error


def walk(data, target):
    """Parse `data` into `target` (start, end, data, close); `target.at()` is then the byte at which the present event begins."""
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    target.at = lambda: parser.parser.CurrentByteIndex
    try:
        parser.feed(data)
        return parser.close()
    except Problem:
        raise
    except DefusedXmlException as error:
        raise refused("file.unsafe_xml") from error
    except FAULTS as error:
        raise refused("file.damaged") from error
