"""Makes the Boardpack Sans faces from Liberation Sans 2.1.5.

Takes the hinting instructions out, which PDF readers do not use and which are a third of what
every PDF would carry, and gives the result a name of its own, as the licence asks for.
Needs Python 3 and fontTools:  python3 fonts/make.py FOLDER-OF-LIBERATION fonts
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

source, target = map(Path, sys.argv[1:3])
for face in ["Regular", "Bold", "Italic", "BoldItalic"]:
    font = TTFont(source / f"LiberationSans-{face}.ttf", recalcTimestamp=False)
    glyphs = font["glyf"]
    for name in font.getGlyphOrder():
        glyphs[name].removeHinting()
    for table in ["fpgm", "prep", "cvt ", "hdmx", "VDMX", "LTSH", "gasp", "DSIG"]:
        if table in font:
            del font[table]
    for record in font["name"].names:
        # The copyright, the trademark and the licence keep the words of their holders.
        if record.nameID in (1, 3, 4, 6, 16, 18, 21):
            record.string = record.toUnicode().replace("Liberation", "Boardpack")
    font.save(target / f"BoardpackSans-{face}.ttf")
