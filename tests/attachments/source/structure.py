"""Structure trees of every kind, in order and out of order: python structure.py FOLDER"""

import sys

from pikepdf import Array, Dictionary, Name, String

from hand import Book, Element, literal

folder = sys.argv[1]


def odd_in_order():
    """Everything that a tree may hold beside plain tags, and all of it in order."""
    book = Book("Rules of the allotments")
    page, last = book.page(), book.page()
    tree, pdf, top = book.tree, book.pdf, book.document
    tree.RoleMap = Dictionary(Chapter=Name.Sect, Headline=Name.Title2, Title2=Name.H, Words=Name.P, Sidebar=Name.Div)
    wide = Dictionary(O=Name.Layout, Placement=Name.Block, SpaceAfter=6)
    tree.ClassMap = Dictionary(Wide=wide, Table=Array([Dictionary(O=Name.Table, Summary=String("Rents by size of plot")), wide]))
    chapter = Element(book, "Chapter", top)
    page.say("Headline", 60, 760, "Rules of the allotments", 20, True, chapter)
    page.say("Words", 60, 730, "A plot is let for a year and may be let again.", parent=chapter, C=Name.Wide)
    inner = Element(book, "Sect", chapter)
    page.say("H", 60, 690, "Rents", 16, True, inner)
    table = Element(book, "Table", inner, C=Array([Name.Table, 0, Name.Wide, 0]))
    rows = [("Plot", "Rent", "Water"), ("Half", "£20", "£4"), ("Whole", "£35", "£6")]
    cells = {}
    for i, row in enumerate(rows):
        line = Element(book, "TR", table)
        for j, words in enumerate(row):
            head = i == 0 or j == 0
            cell = page.say("TH" if head else "TD", 60 + 120 * j, 660 - 22 * i, words, bold=head, parent=line)
            if head:
                cell.object.ID = String(f"{'col' if i == 0 else 'row'}{j if i == 0 else i}")
                cell.object.A = Dictionary(O=Name.Table, Scope=Name.Column if i == 0 else Name.Row)
                cells[bytes(cell.object.ID)] = cell.object
            else:
                cell.object.A = Array([Dictionary(O=Name.Table, Headers=Array([String(f"col{j}"), String(f"row{i}")])), 0])
    words = Element(book, "P", inner)
    page.mark(words, page.line(60, 580, "A paragraph begins on this page and"))
    last.mark(words, last.line(60, 760, "ends on the next one.", 12))
    spoken = Element(book, "P", inner)
    page.mark(spoken, page.line(60, 550, "The motto is"))
    page.mark(Element(book, "Span", spoken, Lang="cy-GB"), page.line(140, 550, "Tyfwn gyda’n gilydd"))
    page.mark(Element(book, "Span", spoken, ActualText="that is: we grow together", E="id est"), page.line(270, 550, "i.e. w.g.t."))
    note = Element(book, "Note", inner, ID="note1")
    page.mark(note, page.line(60, 60, "1 Rents were last changed in 2021.", 9))
    cells[b"note1"] = note.object
    aside = Element(book, "Sidebar", chapter)
    last.say("P", 60, 720, "Bonfires are allowed from October.", parent=aside)
    ids = sorted(cells)
    halves = [ids[:3], ids[3:]]
    leaves = [pdf.make_indirect(Dictionary(Limits=Array([String(h[0].decode()), String(h[-1].decode())]), Names=Array([x for i in h for x in (String(i.decode()), cells[i])]))) for h in halves]
    tree.IDTree = pdf.make_indirect(Dictionary(Kids=Array(leaves)))

    def deep(book):
        """The parent tree in two levels, as large files have it."""
        numbers = sorted(book.numbers)
        leaves = [pdf.make_indirect(Dictionary(Limits=Array([n, n]), Nums=Array([n, book.numbers[n]]))) for n in numbers]
        tree.ParentTree = pdf.make_indirect(Dictionary(Kids=Array(leaves)))

    book.save(f"{folder}/tags_rich.pdf", change=deep)


def form_xobject():
    """Marked content inside a Form XObject; and a drawing that is the content of a figure as a whole."""
    book = Book("Letterhead placed as a form")
    page = book.page()
    page.say("H1", 60, 760, "Notice of works", 20)
    inner = Element(book, "P", book.document)
    other = Element(book, "P", book.document)
    fonts = Dictionary(Font=Dictionary(Regular=book.font("Regular", "The road is shut on Monday. Buses go by Mill Lane.")))
    form = book.pdf.make_indirect(book.form(
        f"/P <</MCID 0>> BDC BT /Regular 12 Tf 0 60 Td {literal('The road is shut on Monday.')} Tj ET EMC\n"
        f"/P <</MCID 1>> BDC BT /Regular 12 Tf 0 30 Td {literal('Buses go by Mill Lane.')} Tj ET EMC\n"
        "/Artifact BMC 0.5 w 0 20 m 400 20 l S EMC", [0, 0, 420, 90], fonts, StructParents=900))
    for mcid, element in enumerate((inner, other)):
        element.kids.append(Dictionary(Type=Name.MCR, Pg=page.object, Stm=form, StmOwn=page.object, MCID=mcid))
    book.numbers[900] = Array([inner.object, other.object])
    drawing = book.pdf.make_indirect(book.form("0.07 0.26 0.43 rg 0 0 200 80 re f 1 g 20 20 160 40 re f", [0, 0, 200, 80]))
    figure = Element(book, "Figure", book.document, Alt="A sign with a white panel.", A=Dictionary(O=Name.Layout, BBox=Array([60, 500, 260, 580])))
    page.resources.XObject = Dictionary(Words=form, Sign=drawing)
    book.object_kid(figure, page, drawing)
    page.content += "q 1 0 0 1 60 620 cm /Words Do Q\nq 1 0 0 1 60 500 cm /Sign Do Q\n"
    page.say("P", 60, 460, "The works end on Friday.")
    book.save(f"{folder}/tags_in_form_xobject.pdf")


def three_pages(title):
    book = Book(title)
    for i in range(3):
        page = book.page()
        page.say("H1", 60, 760, f"Part {i + 1}", 20)
        page.say("P", 60, 730, f"The {('first', 'second', 'third')[i]} part says little.")
        page.annotate("Link", [60, 680, 200, 700], "Link", "The whole text", A=Dictionary(S=Name.URI, URI=String("https://www.example.org/whole")))
    return book


def out_of_order():
    """Trees that do not agree with their pages."""

    def gap(book):
        """Page 2 is not in the parent tree, one entry of page 1 is null, and a link has lost its own."""
        del book.numbers[1]
        book.numbers[0][1] = None
        del book.numbers[1002]
        pairs = [x for key in sorted(book.numbers) for x in (key, book.numbers[key])]
        book.tree.ParentTree = Dictionary(Nums=Array(pairs))

    def clash(book):
        """All pages have the same key, as after a careless merge; the parent tree knows the first."""
        for page in book.pages:
            page.object.StructParents = 0

    def strangers(book):
        """Kids that lead nowhere: an mcid that no page has, an element of null, a page of another file."""
        elsewhere = book.pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 10, 10])))
        lost = Element(book, "P")
        lost.object.P = book.document.object
        lost.object.Pg = book.pages[0].object
        lost.object.K = 77
        away = Element(book, "P")
        away.object.P = book.document.object
        away.object.K = Dictionary(Type=Name.MCR, Pg=elsewhere, MCID=0)
        odd = Element(book, "Nowhere")
        odd.object.P = book.document.object
        book.document.object.K.extend([lost.object, None, away.object, odd.object])

    def cycle(book):
        """An element that is its own grandchild, and a role that is mapped to itself."""
        sect = Element(book, "Loop")
        sect.object.P = book.document.object
        part = Element(book, "Part")
        part.object.P, part.object.K, sect.object.K = sect.object, sect.object, part.object
        book.document.object.K.append(sect.object)
        book.tree.RoleMap = Dictionary(Loop=Name.Round, Round=Name.Loop)

    def claimed(book):
        """Says that it is tagged, and has a tree with nothing in it."""
        del book.tree.K
        book.tree.ParentTree = Dictionary(Nums=Array([]))

    for name, title, change in [
        ("tags_parent_tree_gap", "Tags whose way back has gaps", gap),
        ("tags_parent_tree_clash", "Tags whose pages share a key", clash),
        ("tags_strangers", "Tags that lead nowhere", strangers),
        ("tags_cycle", "Tags that go round", cycle),
        ("tags_empty", "Tags that are only claimed", claimed),
    ]:
        three_pages(title).save(f"{folder}/{name}.pdf", change=change)


def partly():
    """The second of three pages has no tags at all, as when a scan was slipped into a tagged file."""
    book = three_pages("Tags on some pages only")
    page = book.pages[1]
    here = lambda kid: kid[0] is page if isinstance(kid, tuple) else kid.Pg.objgen == page.object.objgen
    book.document.kids = [element for element in book.document.kids if not any(map(here, element.kids))]
    page.owners, page.annots = [], []
    page.content = page.line(60, 760, "This page was put in later.", 16)
    book.numbers.pop(1001)
    book.save(f"{folder}/tags_partly.pdf")


def second_edition():
    """PDF 2.0: namespaces, its own roles, and text in UTF-8."""
    book = Book("Plan of work", ua=False)
    page = book.page()
    tree, pdf = book.tree, book.pdf
    new = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("http://iso.org/pdf2/ssn")))
    own = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("https://www.example.org/ns/plan"), RoleMapNS=Dictionary(Step=Array([Name.P, new]), Remark=Name.Note)))
    tree.Namespaces = Array([new, own])
    book.document.object.NS = new
    say = page.say
    say("Title", 60, 760, "Plan of work", 22, True, NS=new)
    say("H1", 60, 720, "Steps", 16, True, NS=new)
    say("Step", 60, 690, "Dig the pond before the frost.", NS=own)
    strong = Element(book, "P", book.document, NS=new)
    page.mark(strong, page.line(60, 660, "Do not"))
    page.mark(Element(book, "Strong", strong, NS=new), page.line(104, 660, "drain", bold=True))
    page.mark(strong, page.line(142, 660, "the old one."))
    say("Aside", 60, 630, "Frogs move in by March.", NS=new)
    note = say("FENote", 60, 60, "1 The old pond dates from 1911.", 9, NS=new)
    note.object.Ref = Array([strong.object])
    figure = Element(book, "Figure", book.document, NS=new, Alt=String(b"\xef\xbb\xbf" + "Pond – seen from above".encode()), A=Dictionary(O=Name.Layout, BBox=Array([60, 500, 200, 600])))
    page.mark(figure, "0.4 0.6 0.9 rg 60 500 140 100 re f")
    root = pdf.Root
    root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    item = pdf.make_indirect(Dictionary(Title=String(b"\xef\xbb\xbf" + "Plan – whole".encode()), Parent=root.Outlines, Dest=Array([page.object, Name.Fit])))
    root.Outlines.First = root.Outlines.Last = item
    root.Outlines.Count = 1

    def late(book):
        del book.pdf.trailer["/Info"]

    book.save(f"{folder}/pdf_2_0.pdf", version="2.0", change=late)


for make in (odd_in_order, form_xobject, out_of_order, partly, second_edition):
    make()
