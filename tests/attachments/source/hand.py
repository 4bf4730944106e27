"""Writes small PDFs object by object, so that each odd thing in them is there on purpose.

A `Book` has pages; a page has content and annotations; what is said with a tag becomes an element of
the structure tree. Unless it is told otherwise a book is in order: title, language, embedded fonts,
tags, tab order. The page tree is made by hand and never through pikepdf's list of pages, which would
move inherited attributes about.
"""

import io
import zlib

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

FONTS = "/usr/share/fonts/truetype/liberation2/LiberationSans-{}.ttf"
A4 = (595, 842)
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{ua}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def literal(text: str) -> str:
    """A string operand in WinAnsi."""
    out = text.encode("cp1252").decode("latin-1")
    return "(" + out.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"


class Element:
    """A structure element. Its kids are elements, (page, mcid) pairs, or ready-made dictionaries."""

    def __init__(self, book, kind, parent=None, **keys):
        self.kids = []
        self.object = book.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + kind)))
        for key, value in keys.items():
            self.object[Name("/" + key)] = String(value) if isinstance(value, str) else value
        if parent is not None:
            parent.kids.append(self)
            self.object.P = parent.object


class Page:
    """One page. `content` is what is drawn; `say` and `artifact` add to it."""

    def __init__(self, book, size, **keys):
        self.book, self.size, self.content, self.owners, self.annots = book, size, "", [], []
        self.resources = Dictionary(Font=Dictionary())
        self.object = book.pdf.make_indirect(Dictionary(Type=Name.Page))
        if size:
            self.object.MediaBox = Array([0, 0, *size])
        for key, value in keys.items():
            self.object[Name("/" + key)] = value

    def mark(self, element, ops, tag=None):
        """Content that belongs to an element."""
        if not self.book.tagged:
            self.content += ops + "\n"
            return
        mcid = len(self.owners)
        self.owners.append(element.object)
        element.kids.append((self, mcid))
        self.content += f"/{tag or str(element.object.S)[1:]} <</MCID {mcid}>> BDC\n{ops}\nEMC\n"

    def say(self, kind, x, y, text, size=12, bold=None, parent=None, **keys):
        """A line of text as an element of its own; the element."""
        element = Element(self.book, kind, parent or self.book.document, **keys)
        self.mark(element, self.line(x, y, text, size, kind[0] == "H" if bold is None else bold))
        return element

    def line(self, x, y, text, size=12, bold=False):
        """The operators for one line of text."""
        font = "Bold" if bold else "Regular"
        self.resources.Font[Name("/" + font)] = self.book.font(font, text)
        return f"BT /{font} {size} Tf {x} {y} Td {literal(text)} Tj ET"

    def artifact(self, ops):
        self.content += f"/Artifact BMC\n{ops}\nEMC\n" if self.book.tagged else ops + "\n"

    def frame(self, x, y, w, h):
        """A thin frame with one heavy corner, to show whether a page is cut, moved or turned."""
        self.artifact(f"q 0.07 0.26 0.43 RG 0.07 0.26 0.43 rg 1 w {x + 2} {y + 2} {w - 4} {h - 4} re S "
                      f"{x + 2} {y + h - 22} 20 20 re f Q")

    def annotate(self, subtype, rect, kind=None, contents=None, parent=None, **keys):
        """An annotation, with an element of its own in the tree if `kind` is given; the annotation."""
        note = self.book.pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array(rect), F=4))
        if contents:
            note.Contents = String(contents)
        for key, value in keys.items():
            note[Name("/" + key)] = value
        self.annots.append(note)
        if kind and self.book.tagged:
            element = kind if isinstance(kind, Element) else Element(self.book, kind, parent or self.book.document)
            self.book.object_kid(element, self, note)
        return note


class Book:
    """A document that `save` writes."""

    def __init__(self, title, tagged=True, ua=True):
        self.pdf, self.tagged, self.pages, self.title = Pdf.new(), tagged, [], title
        self.fonts, self.used, self.numbers, self.next = {}, {}, {}, 1000
        root = self.pdf.Root
        self.tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = Element(self, "Document")
        self.document.object.P = self.tree
        root.Lang = String("en-GB")
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        mark = "<pdfuaid:part>1</pdfuaid:part>" if ua and tagged else ""
        root.Metadata = Stream(self.pdf, XMP.format(title=title, ua=mark).encode(), Type=Name.Metadata, Subtype=Name.XML)
        self.pdf.docinfo.Title = String(title)
        if tagged:
            root.MarkInfo = Dictionary(Marked=True)
            root.StructTreeRoot = self.tree

    def page(self, size=A4, **keys):
        page = Page(self, size, **keys)
        self.pages.append(page)
        return page

    def font(self, face, text):
        if face not in self.fonts:
            self.fonts[face] = self.pdf.make_indirect(Dictionary())
            self.used[face] = set(" ")
        self.used[face] |= set(text)
        return self.fonts[face]

    def stream(self, data, **keys):
        return Stream(self.pdf, data.encode("latin-1") if isinstance(data, str) else data, **keys)

    def form(self, data, box, resources=None, **keys):
        """A Form XObject."""
        return self.stream(data, Type=Name.XObject, Subtype=Name.Form, BBox=Array(box), Resources=resources or Dictionary(), **keys)

    def object_kid(self, element, page, thing):
        """Makes a whole annotation or XObject the content of an element."""
        element.kids.append(Dictionary(Type=Name.OBJR, Pg=page.object, Obj=thing))
        thing.StructParent = self.next
        self.numbers[self.next] = element.object
        self.next += 1

    def save(self, path, version="1.7", shape=None, change=None, **options):
        """Finishes and writes the book. `shape` makes the page tree of the page objects; `change` has
        the last word."""
        for face in self.fonts:
            self.embed(face)
        for number, page in enumerate(self.pages):
            page.object.Contents = page.object.get("/Contents", None) or self.stream(page.content)
            if page.size:
                page.object.Resources = page.resources
            if page.annots:
                page.object.Annots = Array(page.annots)
                page.object.Tabs = Name.S
            if self.tagged and page.owners:
                page.object.StructParents = number
                self.numbers[number] = Array(page.owners)
        root = self.pdf.Root.Pages
        root.Count = len(self.pages)
        if shape:
            shape(root, [page.object for page in self.pages])
        else:
            root.Kids = Array([page.object for page in self.pages])
            for page in self.pages:
                page.object.Parent = root
        if self.tagged:
            self.tree.K = self.document.object
            self.hang(self.document)
            pairs = [x for key in sorted(self.numbers) for x in (key, self.numbers[key])]
            self.tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(pairs)))
            self.tree.ParentTreeNextKey = self.next
        if change:
            change(self)
        options.setdefault("object_stream_mode", ObjectStreamMode.disable)
        self.pdf.save(path, force_version=version, deterministic_id=True, **options)

    def hang(self, element):
        """Turns an element's kids into its /K. The first page of its content is its /Pg."""
        own = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
        kids = []
        for kid in element.kids:
            if isinstance(kid, Element):
                self.hang(kid)
                kids.append(kid.object)
            elif isinstance(kid, tuple):
                page, mcid = kid
                kids.append(mcid if page is own else Dictionary(Type=Name.MCR, Pg=page.object, MCID=mcid))
            else:
                kids.append(kid)
        if own:
            element.object.Pg = own.object
        if kids:
            element.object.K = kids[0] if len(kids) == 1 else Array(kids)

    def embed(self, face):
        """Fills in a font's dictionary with a subset of the glyphs that were used."""
        file = TTFont(FONTS.format(face), recalcTimestamp=False)
        options = subset.Options(hinting=False, layout_features=[], name_IDs=[6], notdef_outline=True)
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "DSIG", "FFTM"]
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(c) for c in self.used[face]])
        cutter.subset(file)
        data = io.BytesIO()
        file.save(data)
        metrics, cmap, scale = file["hmtx"], file.getBestCmap(), 1000 / file["head"].unitsPerEm
        widths = []
        for code in range(32, 256):
            glyph = cmap.get(ord(bytes([code]).decode("cp1252", "replace")))
            widths.append(round(metrics[glyph][0] * scale) if glyph else 0)
        head, hhea = file["head"], file["hhea"]
        name = Name(f"/BOARDP+LiberationSans-{face}")
        packed = zlib.compress(data.getvalue(), 9)
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=name, Flags=32, ItalicAngle=0, StemV=80, CapHeight=729,
            FontBBox=Array([round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax)]),
            Ascent=round(hhea.ascent * scale), Descent=round(hhea.descent * scale),
            FontFile2=self.stream(packed, Filter=Name.FlateDecode, Length1=len(data.getvalue())))
        font = self.fonts[face]
        for key, value in dict(Type=Name.Font, Subtype=Name.TrueType, BaseFont=name, FirstChar=32, LastChar=255,
                               Encoding=Name.WinAnsiEncoding, Widths=Array(widths), FontDescriptor=self.pdf.make_indirect(descriptor)).items():
            font[Name("/" + key)] = value
