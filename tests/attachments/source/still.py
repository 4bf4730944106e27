"""Makes a file the same on every run: writes one fixed date, identifier and checksum over those that
the tool has put in. Each takes as many bytes as before, so the offsets in the file stay right.

    python still.py FILE...
"""

import re
import sys

DATE = b"20250901090000"
XMP = b"2025-09-01T09:00:00"


def fixed(data: bytes) -> bytes:
    data = re.sub(rb"(/(?:Creation|Mod)Date\s*\(D:)\d{14}", rb"\g<1>" + DATE, data)
    data = re.sub(rb"(<xmp:(?:Create|Modify|Metadata)Date>|<rdf:li>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", rb"\g<1>" + XMP, data)
    data = re.sub(rb"(xmp:(?:Create|Modify|Metadata)Date=['\"])\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", rb"\g<1>" + XMP, data)
    data = re.sub(rb"(xmpMM:(?:Document|Instance)ID>uuid:)[0-9a-f-]{36}", lambda m: m[1] + re.sub(rb"[0-9a-f]", b"0", m[0][len(m[1]):]), data)
    zeros = lambda m: re.sub(rb"[0-9A-Fa-f]", b"0", m[0][3:]).join([m[0][:3], b""])
    data = re.sub(rb"/ID\s*\[\s*<[0-9A-Fa-f]+>\s*<[0-9A-Fa-f]+>\s*\]", zeros, data)
    return re.sub(rb"(/DocChecksum /)([0-9A-F]{32})", lambda m: m[1] + b"0" * 32, data)


for name in sys.argv[1:]:
    with open(name, "rb") as file:
        before = file.read()
    after = fixed(before)
    assert len(after) == len(before), name
    with open(name, "wb") as file:
        file.write(after)
