"""What lies on pages or behind them: forms, comments, and everything that must not come into a pack.

    python marks.py FOLDER
"""

import sys

from pikepdf import Array, Dictionary, Name, String

from hand import Book, Element

folder = sys.argv[1]


def form():
    """A filled form whose fields have appearances; one field is hidden, and one has no appearance."""
    book = Book("Application for a stall")
    page = book.page()
    page.say("H1", 60, 760, "Application for a stall", 20)
    book.font("Regular", "Mill Lane Bakery Saturday £35 secret 0123456789")
    fonts = Dictionary(Regular=book.fonts["Regular"])
    fields = Array()

    def field(name, y, w, appearance, label, **keys):
        page.say("P", 60, y + 5, label)
        widget = page.annotate("Widget", [220, y, 220 + w, y + 20], "Form", T=String(name), TU=String(label), DA=String("/Regular 12 Tf 0 g"), **keys)
        if appearance:
            widget.AP = Dictionary(N=appearance(w))
        fields.append(widget)
        return widget

    def boxed(words):
        return lambda w: book.form(f"0.9 g 0 0 {w} 20 re f 0 G 0.5 0.5 {w - 1} 19 re S /Tx BMC BT /Regular 12 Tf 0 g 4 6 Td ({words}) Tj ET EMC".encode("cp1252"), [0, 0, w, 20], Dictionary(Font=fonts))

    def box(ticked):
        on = book.form("0.9 g 0 0 20 20 re f 0 G 0.5 0.5 19 19 re S 2 w 4 10 m 8 4 l 16 16 l S", [0, 0, 20, 20])
        off = book.form("0.9 g 0 0 20 20 re f 0 G 0.5 0.5 19 19 re S", [0, 0, 20, 20])
        return lambda _: Dictionary(Yes=on, Off=off)

    field("trader", 700, 200, boxed("Mill Lane Bakery"), "Name of trader", FT=Name.Tx, V=String("Mill Lane Bakery"))
    field("day", 670, 120, boxed("Saturday"), "Day", FT=Name.Ch, Ff=131072, Opt=Array([String("Friday"), String("Saturday")]), V=String("Saturday"))
    field("agree", 640, 20, box(True), "I agree to the rules", FT=Name.Btn, V=Name.Yes, AS=Name.Yes)
    field("power", 610, 20, box(False), "I need power", FT=Name.Btn, V=Name.Off, AS=Name.Off)
    field("fee", 580, 80, boxed("£35"), "Fee", FT=Name.Tx, V=String("£35"), Ff=1)
    field("office", 550, 80, boxed("secret"), "For the office", FT=Name.Tx, V=String("secret")).F = 2
    field("remarks", 520, 200, None, "Remarks", FT=Name.Tx, V=String("Saturday"))
    field("signature", 490, 200, None, "Signature", FT=Name.Sig)
    book.pdf.Root.AcroForm = Dictionary(Fields=fields, DR=Dictionary(Font=fonts), DA=String("/Regular 12 Tf 0 g"))
    book.save(f"{folder}/form.pdf")


def annotations():
    """Comments that show, comments that do not, and links of each kind."""
    book = Book("Draft with comments")
    page, last = book.page(), book.page()
    page.say("H1", 60, 760, "Draft policy on benches", 20)
    page.say("P", 60, 730, "Each bench is looked at twice a year and mended within a month.")
    yellow = book.form("/Multiply gs 1 0.9 0.2 rg 0 0 130 16 re f", [0, 0, 130, 16], Dictionary(ExtGState=Dictionary(Multiply=Dictionary(BM=Name.Multiply))))
    page.annotate("Highlight", [118, 726, 248, 742], "Annot", "Is twice enough?", C=Array([1, 0.9, 0.2]), T=String("Reviewer"),
                  QuadPoints=Array([118, 742, 248, 742, 118, 726, 248, 726]), AP=Dictionary(N=yellow))
    icon = book.form("1 0.9 0.2 rg 0 G 0.5 0.5 19 19 re B 4 6 m 16 6 l 4 10 m 16 10 l 4 14 m 16 14 l S", [0, 0, 20, 20])
    note = page.annotate("Text", [500, 725, 520, 745], "Annot", "Ask the parks team for last year’s count.", Name=Name.Note, T=String("Reviewer"), AP=Dictionary(N=icon))
    popup = page.annotate("Popup", [400, 600, 560, 700], Parent=note, Open=True)
    note.Popup = popup
    font = Dictionary(Font=Dictionary(Bold=book.font("Bold", "DRAFT agreed")))
    red = book.form("0.8 0 0 RG 0.8 0 0 rg 2 w 1 1 138 38 re S BT /Bold 24 Tf 24 12 Td (DRAFT) Tj ET", [0, 0, 140, 40], font)
    page.annotate("Stamp", [380, 765, 520, 805], "Annot", "Stamp: draft", AP=Dictionary(N=red), Name=Name.Draft)
    turned = book.form("0 0.4 0 rg BT /Bold 12 Tf 4 6 Td (agreed) Tj ET", [0, 0, 60, 20], font, Matrix=Array([0, 1, -1, 0, 0, 0]))
    page.annotate("FreeText", [540, 640, 560, 700], "Annot", "agreed", AP=Dictionary(N=turned), DA=String("/Bold 12 Tf 0 0.4 0 rg"))
    page.annotate("Square", [60, 600, 160, 640], None, "HIDDEN: flagged not to show", F=2, AP=Dictionary(N=book.form("1 0 0 rg 0 0 100 40 re f", [0, 0, 100, 40])))
    page.annotate("Square", [200, 600, 300, 640], None, "Shows on screen and not in print", F=0, AP=Dictionary(N=book.form("0 0 1 rg 0 0 100 40 re f", [0, 0, 100, 40])))
    page.annotate("Underline", [60, 726, 100, 742], "Annot", "An underline that no appearance draws", QuadPoints=Array([60, 742, 100, 742, 60, 726, 100, 726]), C=Array([1, 0, 0]))

    def link(y, words, **keys):
        element = Element(book, "Link", Element(book, "P", book.document))
        page.mark(element, page.line(60, y, words), "Link")
        page.annotate("Link", [58, y - 4, 300, y + 14], element, words, Border=Array([0, 0, 0]), **keys)

    link(560, "The council’s web site", A=Dictionary(S=Name.URI, URI=String("https://www.example.org/benches")))
    link(535, "A page, by a place on it", Dest=Array([last.object, Name.XYZ, 0, 700, None]))
    link(510, "A page, by an action that fits it", A=Dictionary(S=Name.GoTo, D=Array([last.object, Name.Fit])))
    link(485, "A place with a name in the name tree", Dest=String("costs"))
    link(460, "A place with an old name", A=Dictionary(S=Name.GoTo, D=Name.oldcosts))
    link(435, "A place by its element", A=Dictionary(S=Name.GoTo, D=Array([last.object, Name.XYZ, None, None, 0]), SD=Array([book.document.object, Name.XYZ, None, None, 0])))
    link(410, "A name that stands nowhere", Dest=String("nowhere"))
    link(385, "A page that is not in this file", Dest=Array([book.pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 10, 10]))), Name.Fit]))
    link(360, "A letter to the team", A=Dictionary(S=Name.URI, URI=String("mailto:benches@wexcombe.example")))
    last.say("H2", 60, 760, "Costs", 16)
    last.say("P", 60, 730, "A bench costs four hundred pounds.")
    places = Array([String("costs"), Dictionary(D=Array([last.object, Name.FitH, 780])), String("top"), Array([page.object, Name.FitB])])
    root = book.pdf.Root
    root.Names = Dictionary(Dests=Dictionary(Kids=Array([book.pdf.make_indirect(Dictionary(Limits=Array([String("costs"), String("top")]), Names=places))])))
    root.Dests = Dictionary(oldcosts=Array([last.object, Name.FitR, 0, 700, 300, 800]))
    outline = book.pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=2))
    first = book.pdf.make_indirect(Dictionary(Title=String("Draft policy"), Parent=outline, Dest=String("top"), Count=1))
    inner = book.pdf.make_indirect(Dictionary(Title=String("Costs – by bench"), Parent=first, A=Dictionary(S=Name.GoTo, D=String("costs"))))
    bare = book.pdf.make_indirect(Dictionary(Title=String("A heading with no place"), Parent=outline, Prev=first, F=2, C=Array([1, 0, 0])))
    first.First = first.Last = inner
    first.Next = bare
    outline.First, outline.Last = first, bare
    root.Outlines, root.PageMode = outline, Name.UseOutlines
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 1, Dictionary(S=Name.D, P=String("B-"))]))
    book.save(f"{folder}/annotations.pdf")


def dangers():
    """Everything that a file can do beside being read. Nothing here does any harm: the scripts are
    alerts, the programs do not exist, the embedded files are lines of text."""
    book = Book("Offer from a supplier")
    pdf, root = book.pdf, book.pdf.Root
    page, last = book.page(), book.page()
    page.say("H1", 60, 760, "Offer from a supplier", 20)
    page.say("P", 60, 730, "The words on this page are safe to read.")

    def script(words):
        return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{words}');"))

    def spec(name, data=None):
        held = Dictionary(Type=Name.Filespec, F=String(name), UF=String(name))
        if data:
            held.EF = Dictionary(F=book.stream(data, Type=Name.EmbeddedFile, Subtype=Name("/application/octet-stream")))
        return pdf.make_indirect(held)

    def button(y, words, action, kind="Link", **keys):
        page.annotate(kind, [58, y - 4, 300, y + 14], "Link" if kind == "Link" else "Form", words, A=action, **keys)
        page.say("P", 60, y, words)

    button(700, "A link that is safe", Dictionary(S=Name.URI, URI=String("https://www.example.org/offer")))
    button(680, "A link that runs a script after it", Dictionary(S=Name.URI, URI=String("https://www.example.org/after"), Next=Array([script("next")])))
    button(660, "A link to a script", Dictionary(S=Name.URI, URI=String("javascript:alert('link')")))
    button(640, "A link to a file on the reader’s disk", Dictionary(S=Name.URI, URI=String("file:///C:/Windows/notepad.exe")))
    button(620, "A program", Dictionary(S=Name.Launch, F=spec("notepad.exe"), Win=Dictionary(F=String("notepad.exe"), P=String("offer.txt"))))
    button(600, "Another file", Dictionary(S=Name.GoToR, F=spec("other.pdf"), D=Array([0, Name.Fit])))
    button(580, "A file inside this file", Dictionary(S=Name.GoToE, D=Array([0, Name.Fit]), T=Dictionary(R=Name.C, N=String("inner.pdf"))))
    button(560, "A script", script("clicked"))
    button(540, "A command of the viewer", Dictionary(S=Name.Named, N=Name.Print))
    button(520, "A sound", Dictionary(S=Name.Sound, Sound=book.stream(bytes(16), Type=Name.Sound, R=8000)))
    fields = Array()
    for y, words, action in [
        (500, "Send the form", Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=String("https://www.example.org/collect")), Flags=4)),
        (480, "Take data in", Dictionary(S=Name.ImportData, F=spec("data.fdf"))),
        (460, "Empty the form", Dictionary(S=Name.ResetForm)),
        (440, "Hide a field", Dictionary(S=Name.Hide, T=String("Send the form"))),
    ]:
        button(y, words, action, "Widget", FT=Name.Btn, Ff=65536, T=String(words), TU=String(words), AA=Dictionary(E=script("over"), K=script("key")))
        fields.append(page.annots[-1])
    root.AcroForm = Dictionary(Fields=fields, CO=Array([fields[0]]), XFA=book.stream("<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template/></xdp:xdp>"))

    last.say("H2", 60, 760, "Things that play", 16)
    grey = Dictionary(N=book.form("0.8 g 0 0 100 60 re f", [0, 0, 100, 60]))
    clip = spec("clip.mp4", b"not a film")
    last.annotate("Screen", [60, 640, 160, 700], "Annot", "A film", AP=grey, P=last.object,
                  A=Dictionary(S=Name.Rendition, OP=0, JS=String("app.alert('film');"), R=Dictionary(S=Name.MR, C=Dictionary(S=Name.MCD, CT=String("video/mp4"), D=clip))))
    last.annotate("RichMedia", [180, 640, 280, 700], "Annot", "Flash", AP=grey,
                  RichMediaContent=Dictionary(Assets=Dictionary(Names=Array([String("clip.swf"), clip])), Configurations=Array([])), RichMediaSettings=Dictionary())
    last.annotate("3D", [300, 640, 400, 700], "Annot", "A model", AP=grey, **{"3DD": book.stream("model", Type=Name("/3D"), Subtype=Name.U3D, OnInstantiate=book.stream("app.alert('3D');"))})
    last.annotate("Movie", [420, 640, 520, 700], "Annot", "An old film", AP=grey, Movie=Dictionary(F=spec("old.avi")), A=True)
    last.annotate("FileAttachment", [60, 580, 80, 600], "Annot", "A paper clip", FS=spec("costs.xls", b"not a workbook"), AP=Dictionary(N=book.form("0.5 g 0 0 20 20 re f", [0, 0, 20, 20])))
    outside = book.stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8, F=spec("https://www.example.org/pixel.raw"))
    elsewhere = book.form("0.9 g 0 0 100 40 re f", [0, 0, 100, 40], Ref=Dictionary(F=spec("other.pdf"), Page=0))
    post = book.stream("(not shown) print", Type=Name.XObject, Subtype=Name.PS)
    last.resources.XObject = Dictionary(Outside=outside, Elsewhere=elsewhere, Post=post)
    last.artifact("q 100 0 0 40 60 500 cm /Outside Do Q q 1 0 0 1 180 500 cm /Elsewhere Do Q")
    last.say("P", 60, 470, "The last words of the offer.")

    page.object.AA = Dictionary(O=script("page opened"), C=script("page closed"))
    inner = spec("inner.pdf", b"%PDF-1.4 not really")
    root.OpenAction = script("opened")
    root.AA = Dictionary(WC=script("closing"), WP=script("printing"))
    root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("start"), script("start")])), EmbeddedFiles=Dictionary(Names=Array([String("inner.pdf"), inner])))
    root.AF = Array([inner])
    root.Collection = Dictionary(Type=Name.Collection, View=Name.T)
    root.PieceInfo = Dictionary(Supplier=Dictionary(LastModified=String("D:20250901090000Z"), Private=String("the supplier’s own notes")))
    outline = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=2))
    good = pdf.make_indirect(Dictionary(Title=String("Things that play"), Parent=outline, Dest=Array([last.object, Name.Fit])))
    bad = pdf.make_indirect(Dictionary(Title=String("A bookmark that runs a script"), Parent=outline, Prev=good, A=script("bookmark")))
    good.Next = bad
    outline.First, outline.Last = good, bad
    root.Outlines = outline
    book.save(f"{folder}/dangers.pdf")


for make in (form, annotations, dangers):
    make()
