"""Scanned paper: python scans.py SOURCE.pdf FOLDER

The first page of SOURCE is drawn, turned by less than a degree and speckled, as a scanner would.
"""

import io
import random
import re
import subprocess
import sys

from PIL import Image, TiffImagePlugin
from pikepdf import Dictionary, Name

from hand import Book

source, folder = sys.argv[1:]
DPI = 100
drawn = subprocess.run(["pdftoppm", "-f", "1", "-l", "1", "-r", str(DPI), "-gray", source], check=True, capture_output=True).stdout
sheet = Image.open(io.BytesIO(drawn)).rotate(0.6, Image.Resampling.BICUBIC, fillcolor=250)
chance = random.Random(1)
for _ in range(400):
    sheet.putpixel((chance.randrange(sheet.width), chance.randrange(sheet.height)), chance.randrange(90, 200))
jpeg, fax = io.BytesIO(), io.BytesIO()
sheet.save(jpeg, "JPEG", quality=25)
bits = sheet.point(lambda v: 255 if v > 150 else 0).convert("1", dither=Image.Dither.NONE)
TiffImagePlugin.STRIP_SIZE = 1 << 24
bits.save(fax, "TIFF", compression="group4")
tiff = Image.open(io.BytesIO(fax.getvalue()))
fax = fax.getvalue()[tiff.tag_v2[273][0]:][:tiff.tag_v2[279][0]]
black = tiff.tag_v2[262] == 0


def picture(book, page, kind):
    keys = dict(Type=Name.XObject, Subtype=Name.Image, Width=sheet.width, Height=sheet.height, ColorSpace=Name.DeviceGray)
    if kind == "jpeg":
        image = book.stream(jpeg.getvalue(), Filter=Name.DCTDecode, BitsPerComponent=8, **keys)
    else:
        parms = Dictionary(K=-1, Columns=sheet.width, Rows=sheet.height, BlackIs1=not black)
        image = book.stream(fax, Filter=Name.CCITTFaxDecode, DecodeParms=parms, BitsPerComponent=1, **keys)
    page.resources.XObject = Dictionary(Sheet=image)
    page.content += "q 595 0 0 842 0 0 cm /Sheet Do Q\n"


def scanned():
    """Two pages, grey and then black and white, with no text at all."""
    book = Book("", tagged=False)
    picture(book, book.page(), "jpeg")
    picture(book, book.page(), "fax")
    bare(book, "scan.pdf")


def read():
    """The same with the words that a reading program found, invisible over the picture."""
    book = Book("", tagged=False)
    page = book.page()
    picture(book, page, "fax")
    words = subprocess.run(["pdftotext", "-f", "1", "-l", "1", "-bbox", source, "-"], check=True, capture_output=True, text=True).stdout
    page.content += "3 Tr\n"
    for x0, y0, x1, y1, word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', words):
        height = float(y1) - float(y0)
        page.content += page.line(round(float(x0)), round(842 - float(y1) + height * 0.23), word.replace("’", "'") + " ", round(height / 1.3)) + "\n"
    bare(book, "scan_with_text.pdf")


def bare(book, name):
    def strip(book):
        for key in ("/Lang", "/Metadata", "/ViewerPreferences"):
            del book.pdf.Root[key]
        book.pdf.docinfo.Title = "scan0042"
        book.pdf.docinfo.Producer = "Hall copier"

    book.save(f"{folder}/{name}", version="1.4", change=strip)


scanned()
read()
