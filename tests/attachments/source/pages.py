"""Pages of every shape: python pages.py FOLDER"""

import sys

from pikepdf import Array, Dictionary, Name, String

from hand import A4, Book, Element

folder = sys.argv[1]
A3, A5, LETTER = (842, 1191), (420, 595), (612, 792)


def inherited():
    """Size, rotation and resources stand on Pages nodes, two deep, and one page has its own."""
    book = Book("Minutes filed by hand")
    for i, words in enumerate(["Letter, turned by the node above", "Letter, turned back by itself", "A4, from the node above", "A4, with nothing of its own"]):
        page = book.page(None)
        page.say("H1", 60, 500, f"Page {i + 1}", 20)
        page.say("P", 60, 470, words)
        page.artifact("2 w 40 40 m 500 40 l S")

    def shape(root, pages):
        fonts = Dictionary()
        for page in book.pages:
            for key, font in page.resources.Font.items():
                fonts[key] = font
        root.MediaBox, root.Resources = Array([0, 0, *LETTER]), Dictionary(Font=fonts)
        pages[1].Rotate = 0
        first = book.pdf.make_indirect(Dictionary(Type=Name.Pages, Parent=root, Count=2, Kids=Array(pages[:2]), Rotate=90))
        last = book.pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=Array(pages[3:])))
        second = book.pdf.make_indirect(Dictionary(Type=Name.Pages, Parent=root, Count=2, Kids=Array([pages[2], last]), MediaBox=Array([0, 0, *A4])))
        last.Parent, pages[0].Parent, pages[1].Parent, pages[2].Parent, pages[3].Parent = second, first, first, second, last
        root.Kids = Array([first, second])

    book.save(f"{folder}/inherited.pdf", shape=shape)


def crop_box():
    """Boxes that do not begin at 0 0, that stand over the edge, and that are written backwards."""
    book = Book("Drawings with trimmed edges")
    shapes = [
        ("crop box inside the sheet", [0, 0, 700, 900], [60, 40, 655, 882]),
        ("sheet with negative corner", [-200, -300, 395, 542], None),
        ("crop box over the edge", [0, 0, 595, 842], [-50, 100, 700, 742]),
        ("corners written backwards", [595, 842, 0, 0], [545, 792, 50.5, 50.25]),
    ]
    for i, (words, media, crop) in enumerate(shapes):
        page = book.page(A4)
        page.object.MediaBox = Array(media)
        if crop:
            page.object.CropBox = Array(crop)
        box, sheet = crop or media, media
        x0, y0 = max(min(box[0], box[2]), min(sheet[0], sheet[2])), max(min(box[1], box[3]), min(sheet[1], sheet[3]))
        x1, y1 = min(max(box[0], box[2]), max(sheet[0], sheet[2])), min(max(box[1], box[3]), max(sheet[1], sheet[3]))
        page.frame(x0, y0, x1 - x0, y1 - y0)
        page.say("H1", x0 + 60, y1 - 80, f"Sheet {i + 1}", 20)
        page.say("P", x0 + 60, y1 - 110, words)
        page.annotate("Link", [x0 + 55, y1 - 160, x0 + 200, y1 - 140], "Link", "The drawing online",
                      A=Dictionary(S=Name.URI, URI=String("https://www.example.org/drawing")), Border=Array([0, 0, 1]))
        page.artifact(page.line(min(sheet[0], sheet[2]) + 5, min(sheet[1], sheet[3]) + 8, "cut here", 8))
    book.save(f"{folder}/crop_box.pdf")


def rotated():
    """Each page is turned, and its content is written so that it reads upright."""
    book = Book("Photographs turned each way")
    for turn in (0, 90, 180, 270, -90, 450):
        page = book.page(A4, Rotate=turn)
        w, h = A4
        crop = [30, 50, 565, 800] if turn == 450 else None
        turns = {0: "1 0 0 1 0 0", 90: f"0 1 -1 0 {w} 0", 180: f"-1 0 0 -1 {w} {h}", 270: f"0 -1 1 0 0 {h}"}
        upright = turns[turn % 360]
        if crop:
            page.object.CropBox = Array(crop)
        for kind, y, words, size in (("H1", 400, f"Turned by {turn}", 24), ("P", 370, "This line reads from left to right.", 12)):
            element = Element(book, kind, book.document)
            page.mark(element, f"q {upright} cm {page.line(80, y, words, size, kind == 'H1')} Q")
        page.frame(*(crop[0], crop[1], crop[2] - crop[0], crop[3] - crop[1]) if crop else (0, 0, w, h))
        rect = {0: [80, 330, 200, 350], 90: [w - 350, 80, w - 330, 200], 180: [w - 200, h - 350, w - 80, h - 330], 270: [330, h - 200, 350, h - 80]}[turn % 360]
        page.annotate("Link", rect, "Link", "The photograph online", Border=Array([0, 0, 1]),
                      A=Dictionary(S=Name.URI, URI=String("https://www.example.org/photograph")))
    book.save(f"{folder}/rotated.pdf")


def mixed_sizes():
    """Plans and cards among letters."""
    book = Book("Plans, letters and cards")
    sizes = [("A4 portrait", A4), ("A3 landscape", A3[::-1]), ("A5 portrait", A5), ("A5 landscape", A5[::-1]), ("A3 portrait", A3), ("Letter", LETTER), ("A4 landscape", A4[::-1])]
    for words, (w, h) in sizes:
        page = book.page((w, h))
        page.frame(0, 0, w, h)
        page.say("H1", 60, h - 80, words, 20)
        page.say("P", 60, h - 110, f"This sheet is {w} points wide and {h} high.")
    book.save(f"{folder}/mixed_sizes.pdf")


def user_unit():
    """A plan whose unit is two points, so that it is A3 though its box says half of that."""
    book = Book("A plan in large units")
    page = book.page((421, 595), UserUnit=2)
    page.frame(0, 0, 421, 595)
    page.say("H1", 40, 530, "Plan of the yard", 12)
    page.say("P", 40, 510, "One unit on this sheet is two points.", 7)
    book.save(f"{folder}/user_unit.pdf", version="1.6")


def transparency():
    """A page with a transparency group, blending, a soft mask and a picture with an alpha channel."""
    book = Book("Map with see-through areas")
    page = book.page(A4, Group=Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB, I=True))
    page.say("H1", 60, 760, "Flood zones", 20)
    glow = book.form("0 g 0 0 200 200 re f 1 g 20 20 160 160 re f", [0, 0, 200, 200], Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    page.resources.ExtGState = Dictionary(
        Half=Dictionary(ca=0.5, CA=0.5), Multiply=Dictionary(BM=Name.Multiply), Masked=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=glow)))
    fade = book.stream(bytes(range(0, 256, 16)), Type=Name.XObject, Subtype=Name.Image, Width=16, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    band = book.stream(bytes([18, 67, 109]) * 16, Type=Name.XObject, Subtype=Name.Image, Width=16, Height=1, ColorSpace=Name.DeviceRGB, BitsPerComponent=8, SMask=fade)
    group = book.form("1 0 0 rg 0 0 120 120 re f 0 0 1 rg 60 60 120 120 re f", [0, 0, 200, 200], Group=Dictionary(S=Name.Transparency, K=True))
    page.resources.XObject = Dictionary(Band=band, Zones=group)
    figure = Element(book, "Figure", book.document, Alt="Three zones that lie over one another, each half clear.",
                     A=Dictionary(O=Name.Layout, BBox=Array([60, 330, 480, 740])))
    page.mark(figure, "q 0.9 0.95 0.8 rg 60 340 420 400 re f q /Half gs 1 0 0 1 90 500 cm /Zones Do Q\n"
              "q /Multiply gs 1 1 0 rg 200 520 160 120 re f Q q 1 0 0 1 270 520 cm /Masked gs 0 0.5 0 rg 0 0 200 200 re f Q\n"
              "q 400 0 0 60 70 360 cm /Band Do Q Q")
    page.say("P", 60, 300, "Where two colours meet, both zones hold.")
    book.save(f"{folder}/transparency.pdf", version="1.4")


def layers():
    """Two layers, one that shows and one that does not; and a hidden picture and a hidden comment."""
    book = Book("Plan with layers")
    shown, hidden = (book.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("Paths", "Draft remarks"))
    book.pdf.Root.OCProperties = Dictionary(OCGs=Array([shown, hidden]), D=Dictionary(Name=String("As sent"), BaseState=Name.ON, OFF=Array([hidden]), Order=Array([shown, hidden])))
    either = book.pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([hidden]), P=Name.AllOn))
    page = book.page()
    page.resources.Properties = Dictionary(Shown=shown, Hidden=hidden, Either=either)
    page.resources.XObject = Dictionary(Stamp=book.form("0.8 0 0 rg 0 0 150 40 re f", [0, 0, 150, 40], OC=hidden))
    page.say("H1", 60, 760, "Plan of the paths", 20)
    page.say("P", 60, 730, "The paths layer shows; the draft remarks do not.")
    for name, y, words in (("Shown", 690, "Path from the gate to the pond"), ("Hidden", 660, "HIDDEN: the price that was offered"), ("Either", 630, "HIDDEN: by way of a membership rule")):
        page.content += f"/OC /{name} BDC\n"
        page.say("P", 60, y, words)
        page.content += "EMC\n"
    page.artifact("q 1 0 0 1 60 560 cm /Stamp Do Q")
    page.annotate("Square", [300, 560, 400, 600], "Annot", "HIDDEN: a comment on the hidden layer", OC=hidden,
                  AP=Dictionary(N=book.form("0 0.6 0 rg 0 0 100 40 re f", [0, 0, 100, 40])))
    page.say("P", 60, 520, "End of the plan.")
    book.save(f"{folder}/layers.pdf", version="1.6")


def unbalanced():
    """Content that leaves a scale, a clip and a colour behind and ends inside a text object; a page
    cut into three streams; a page that takes back more than it saved."""
    book = Book("Letter from an old printer driver")
    page = book.page()
    page.say("H1", 60, 760, "Letter about hedges", 20)
    page.say("P", 60, 730, "The hedge by the school is to be cut in March.")
    page.content += "q 0.5 0 0 0.5 30 30 cm 0 0 800 900 re W n 0.8 0 0 rg 0.8 0 0 RG q\n"
    page.say("P", 100, 800, "This line is red and half the size.", 20)
    page.content += "/Artifact BMC BT /Regular 10 Tf 3 Tr 10 10 Td\n"
    page = book.page()
    page.say("P", 60, 760, "The second page is whole again.")
    page.say("P", 60, 730, "It is cut between two numbers.")
    first, second = page.content[:40].rfind(" "), page.content.rindex(" 730 Td")
    parts = [page.content[:first], page.content[first:second], page.content[second:]]
    page.object.Contents = Array([book.stream(part) for part in parts])
    page = book.page()
    page.say("P", 60, 760, "The third page closes more than it opened.")
    page.content += "Q Q EMC\n"
    book.save(f"{folder}/unbalanced.pdf")


def small_and_bare():
    """Text too small to read on paper; and a letter whose fonts, title and language are missing."""
    book = Book("A crowded sheet")
    page = book.page()
    page.say("H1", 40, 800, "Costs", 7)
    for i in range(40):
        page.say("P", 40, 790 - 6 * i, f"Line {i + 1}: hire of plant, fuel, wages and a share of the yard", 4.5)
    book.save(f"{folder}/small_text.pdf")

    book = Book("", tagged=False)
    page = book.page()
    page.resources.Font = Dictionary(Helv=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    page.artifact("BT /Helv 20 Tf 60 760 Td (Letter about a fence) Tj /Helv 12 Tf 0 -30 Td (The fence is down since the gale.) Tj ET")

    def strip(book):
        for key in ("/Lang", "/Metadata", "/ViewerPreferences"):
            del book.pdf.Root[key]
        del book.pdf.trailer["/Info"]

    book.save(f"{folder}/fonts_not_embedded.pdf", version="1.3", change=strip)


for make in (inherited, crop_box, rotated, mixed_sizes, user_unit, transparency, layers, unbalanced, small_and_bare):
    make()
