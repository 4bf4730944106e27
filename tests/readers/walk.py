"""Walks a PDF with readers that people use (poppler, MuPDF, PDFium, pdf.js) and prints a table of what each of them
finds: bookmarks, page labels, named destinations, links with their descriptions, the order of text, words that a
search finds, and the tags. What stands in the file is read by pikepdf. Ends with 1 where a reader misses something
that it can read, or the description of a link says another page than the one it leads to.

It says nothing of pictures; `tests/attachments/looks.rs` does.

    walk.py FILE.pdf [WALK_JS]

WALK_JS is a Node program that prints what pdf.js finds; without it pdf.js is left out.
"""

import ctypes
import json
import random
import re
import subprocess
import sys

import pikepdf
import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium

SEARCHED = 20
ORDERED = 12


def words_of(text):
    return re.findall(r"[^\W\d_]{6,}", text)


def spaced(text):
    return " ".join(text.split())


class Poppler:
    def __init__(self, path):
        self.path = path

    def run(self, *command):
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=True)
        return done.stdout

    def pages(self):
        return self.run("pdftotext", "-raw", self.path, "-").split("\f")[:-1]

    def destinations(self):
        lines = self.run("pdfinfo", "-dests", self.path).splitlines()
        found = [re.match(r'\s*(\d+) \[.*\] "(.*)"', line) for line in lines]
        return {m.group(2): int(m.group(1)) for m in found if m}

    def tags(self):
        shown = self.run("pdfinfo", "-struct", self.path)
        return len(re.findall(r"^\s*(?:H[1-6]|P|L|LI|Table|Figure|Link|Sect|Part)\b", shown, re.M))


class MuPdf:
    def __init__(self, path):
        self.file = pymupdf.open(path)

    def pages(self):
        return [page.get_text() for page in self.file]

    def outline(self):
        return [(level, title, page) for level, title, page in self.file.get_toc()]

    def destinations(self):
        return {name: place["page"] + 1 for name, place in self.file.resolve_names().items()}

    def links(self):
        inside = (pymupdf.LINK_GOTO, pymupdf.LINK_NAMED)
        return [
            (at + 1, link["page"] + 1)
            for at, page in enumerate(self.file)
            for link in page.get_links()
            if link["kind"] in inside
        ]


class Pdfium:
    def __init__(self, path):
        self.file = pypdfium2.PdfDocument(path)

    def pages(self):
        return [page.get_textpage().get_text_range() for page in self.file]

    def labels(self):
        return [self.file.get_page_label(at) for at in range(len(self.file))]

    def outline(self):
        found = []
        for mark in self.file.get_toc():
            place = mark.get_dest()
            found.append((mark.level + 1, mark.get_title(), place.get_index() + 1 if place else 0))
        return found

    def destinations(self):
        raw = self.file.raw
        found = {}
        for at in range(pdfium.FPDF_CountNamedDests(raw)):
            size = ctypes.c_long(0)
            pdfium.FPDF_GetNamedDest(raw, at, None, size)
            name = (ctypes.c_char * size.value)()
            place = pdfium.FPDF_GetNamedDest(raw, at, name, size)
            page = pdfium.FPDFDest_GetDestPageIndex(raw, place)
            found[bytes(name).decode("utf-16-le").rstrip("\0")] = page + 1
        return found

    def links(self):
        found = []
        for at, page in enumerate(self.file):
            start, link = ctypes.c_int(0), pdfium.FPDF_LINK()
            while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(start), ctypes.byref(link)):
                place = pdfium.FPDFLink_GetDest(self.file.raw, link)
                if place:
                    found.append((at + 1, pdfium.FPDFDest_GetDestPageIndex(self.file.raw, place) + 1))
        return found

    def tags(self):
        def below(element):
            count = 1
            for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
                child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
                if child:
                    count += below(child)
            return count

        whole = 0
        for page in self.file:
            tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
            for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                whole += below(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at))
            pdfium.FPDF_StructTree_Close(tree)
        return whole


class PdfJs:
    def __init__(self, path, program):
        done = subprocess.run(["node", program, path], capture_output=True, text=True, check=True)
        self.found = json.loads(done.stdout)

    def pages(self):
        return self.found["pages"]

    def labels(self):
        return self.found["labels"]

    def outline(self):
        return [tuple(mark) for mark in self.found["outline"]]

    def destinations(self):
        return self.found["destinations"]

    def links(self):
        return [tuple(link) for link in self.found["links"]]

    def described(self):
        return self.found["described"]

    def tags(self):
        return self.found["tags"]


class Written:
    """What stands in the file, object by object: what the readers are held against."""

    def __init__(self, path):
        self.file = pikepdf.open(path)
        self.index = {page.objgen: at + 1 for at, page in enumerate(self.file.pages)}

    def labels(self):
        return [page.label for page in self.file.pages]

    def links(self):
        found = []
        for at, page in enumerate(self.file.pages):
            for note in page.get("/Annots", []):
                if note.get("/Subtype") == "/Link" and "/Dest" in note:
                    found.append((at + 1, self.index[note.Dest[0].objgen], str(note.get("/Contents", ""))))
        return found

    def destinations(self):
        names = self.file.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
        return {str(names[at]): self.index[names[at + 1][0].objgen] for at in range(0, len(names), 2)}


def page_of(said):
    """The first page that the description of a link names."""
    found = re.search(r"(?:pages?|tudalen(?:nau)?) (\S+?)(?: (?:to|i) \S+)?(?: of this document)?$", said)
    return found.group(1) if found else None


def follow(words, text):
    """How many of these words a text has in this order."""
    at = count = 0
    for word in words:
        found = text.find(word, at)
        if found >= 0:
            at, count = found + len(word), count + 1
    return count


def main(path, program=None):
    readers = {"poppler": Poppler(path), "MuPDF": MuPdf(path), "PDFium": Pdfium(path)}
    if program:
        readers["pdf.js"] = PdfJs(path, program)
    written = Written(path)
    links, names = written.links(), written.destinations()
    labels = written.labels()
    outline = readers["MuPDF"].outline()
    told = readers["MuPDF"].pages()
    chance = random.Random(19)
    every = sorted({word for page in told for word in words_of(page)})
    searched = chance.sample(every, min(SEARCHED, len(every)))
    # At fixed points: a page in each twelfth of the file, and on it words in the order in which poppler has them.
    shown = readers["poppler"].pages()
    fixed = sorted({len(shown) * n // ORDERED for n in range(ORDERED)})
    unique = {at: [w for w in dict.fromkeys(words_of(shown[at])) if shown[at].count(w) == 1][:8] for at in fixed}

    table, wrong = [], []

    def row(title, cells):
        table.append([title] + [cells.get(name, "–") for name in readers])

    def count(title, method, expected):
        cells = {}
        for name, reader in readers.items():
            if not hasattr(reader, method):
                continue
            found = getattr(reader, method)()
            same = (sorted(found) if isinstance(found, list) else found) == (
                sorted(expected) if isinstance(expected, list) else expected
            )
            cells[name] = f"{len(found)} of {len(expected)}" + ("" if same else " (other)")
            if not same:
                wrong.append(f"{name}: {title}")
        row(title, cells)

    count("bookmarks with their pages", "outline", outline)
    count("page labels", "labels", labels)
    count("named destinations with their pages", "destinations", names)
    count("links within the file", "links", [(at, to) for at, to, _ in links])
    right = [said for _, to, said in links if page_of(said) == labels[to - 1]]
    for at, to, said in links:
        if page_of(said) != labels[to - 1]:
            wrong.append(f"page {at}: a link to {labels[to - 1]} says {said!r}")
    if program:
        described = readers["pdf.js"].described()
        same = sorted(described) == sorted(said for *_, said in links)
        cells = {"pdf.js": f"{len(right)} of {len(links)}" + ("" if same else " (other)")}
        if not same:
            wrong.append("pdf.js: descriptions")
    else:
        cells = {}
    row("links described, with the page that they lead to", cells)
    cells, searches = {}, {}
    for name, reader in readers.items():
        pages = reader.pages()
        whole = spaced(" ".join(pages))
        searches[name] = f"{sum(word in whole for word in searched)} of {len(searched)}"
        wrong += [f"{name}: the word {word!r} is not found" for word in searched if word not in whole]
        have = sum(follow(unique[at], pages[at]) for at in fixed)
        want = sum(len(unique[at]) for at in fixed)
        cells[name] = f"{have} of {want}"
    row("words found by a search", searches)
    row(f"words in poppler's order, on {len(fixed)} pages", cells)
    tags = {name: str(reader.tags()) for name, reader in readers.items() if hasattr(reader, "tags")}
    wrong += [f"{name}: no tags" for name, found in tags.items() if found == "0"]
    row("elements of the tag tree", tags)

    head = ["", *readers]
    widths = [max(len(line[at]) for line in [head, *table]) for at in range(len(head))]
    for line in [head, *table]:
        print(" | ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())
    for fault in wrong:
        print(f"wrong: {fault}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
