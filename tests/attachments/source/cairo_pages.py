"""Two pages drawn with cairo: python cairo_pages.py OUT tagged|untagged"""

import sys

import cairo

out, kind = sys.argv[1:]
tagged = kind == "tagged"
surface = cairo.PDFSurface(out, 595.28, 841.89)
surface.set_metadata(cairo.PDF_METADATA_TITLE, "Bins and street cleaning: notes")
surface.set_metadata(cairo.PDF_METADATA_AUTHOR, "Wexcombe Borough Council")
surface.set_metadata(cairo.PDF_METADATA_CREATE_DATE, "2025-09-01T09:00:00Z")
page = cairo.Context(surface)


class Tag:
    """A structure element for as long as the block runs, or nothing in the untagged file."""

    def __init__(self, name, attributes=""):
        self.name, self.attributes = name, attributes

    def __enter__(self):
        if tagged:
            page.tag_begin(self.name, self.attributes)

    def __exit__(self, *_):
        if tagged:
            page.tag_end(self.name)


def say(x, y, text, size=12, bold=False, colour=(0, 0, 0)):
    page.set_source_rgb(*colour)
    weight = cairo.FONT_WEIGHT_BOLD if bold else cairo.FONT_WEIGHT_NORMAL
    page.select_font_face("Liberation Sans", cairo.FONT_SLANT_NORMAL, weight)
    page.set_font_size(size)
    page.move_to(x, y)
    page.show_text(text)


def heading(level, y, text):
    with Tag(f"H{level}"):
        say(60, y, text, size=24 - 4 * level, bold=True)


def paragraph(y, text):
    with Tag("P"):
        say(60, y, text)


top = surface.add_outline(cairo.PDF_OUTLINE_ROOT, "Bins", "dest='bins'", 0)
surface.add_outline(top, "Streets", "dest='streets'", 0)

with Tag("Document"):
    if tagged:
        page.tag_begin("cairo.dest", "name='bins'")
    heading(1, 90, "Bins and street cleaning")
    if tagged:
        page.tag_end("cairo.dest")
    paragraph(120, "Crews emptied nine bins in ten on the day that the calendar gives.")
    with Tag("Link", "uri='https://www.example.org/bins'"):
        say(60, 150, "See the calendar", colour=(0, 0, 0.6))
    with Tag("L"):
        for i, text in enumerate(["Green bins: each week", "Brown bins: each fortnight"]):
            with Tag("LI"):
                with Tag("Lbl"):
                    say(70, 190 + 20 * i, f"{i + 1}.")
                with Tag("LBody"):
                    say(95, 190 + 20 * i, text)
    with Tag("Link", "dest='streets'"):
        say(60, 250, "Turn to streets", colour=(0, 0, 0.6))
    page.show_page()
    if tagged:
        page.tag_begin("cairo.dest", "name='streets'")
    heading(2, 90, "Streets")
    if tagged:
        page.tag_end("cairo.dest")
    with Tag("Table"):
        rows = [("Street", "Sweeps"), ("Mill Lane", "52"), ("Station Road", "104")]
        for i, row in enumerate(rows):
            with Tag("TR"):
                for j, cell in enumerate(row):
                    with Tag("TH" if i == 0 else "TD"):
                        say(60 + 200 * j, 130 + 22 * i, cell, bold=i == 0)
    paragraph(220, "Leaves fall in November and the sweepers go out twice.")
    page.show_page()
surface.finish()
