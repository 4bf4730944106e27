"""Files that are broken, or that are not what they say: python damaged.py FOLDER

All but the last few are one short letter, whose bytes are changed by hand here. It is tagged and in
order, and is kept as letter.pdf.
"""

import re
import sys

from pikepdf import Array, Dictionary, Name, String

from hand import Book

folder = sys.argv[1]


def letter():
    book = Book("Letter about the market")
    for i, lines in enumerate([["The market moves", "From May the market is held in the square.", "Stalls open at eight."], ["Parking", "Cars may stand behind the hall."]]):
        page = book.page()
        page.say(f"H{i + 1}", 60, 760, lines[0], 20)
        for j, words in enumerate(lines[1:]):
            page.say("P", 60, 730 - 20 * j, words)
    book.pages[0].annotate("Link", [60, 660, 200, 680], "Link", "Parking", Dest=Array([book.pages[1].object, Name.Fit]))
    book.save(f"{folder}/letter.pdf", compress_streams=False)
    with open(f"{folder}/letter.pdf", "rb") as file:
        return file.read()


def write(name, data):
    with open(f"{folder}/{name}.pdf", "wb") as file:
        file.write(data)


def objects(data):
    """Each object's number and the place where it begins."""
    return {int(m[1]): m.start() for m in re.finditer(rb"(?m)^(\d+) 0 obj", data)}


def body(data, number):
    start = objects(data)[number]
    return data[start:data.index(b"endobj", start) + 7]


def add(data, changed, size):
    """An incremental update: the changed objects, a section of the table for them, and a trailer."""
    before = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    trailer = re.findall(rb"trailer (<<.*?>>)\s*startxref", data, re.S)[0]
    table = b"xref\n"
    for number, object in sorted(changed.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(data))
        data += object
    start = len(data)
    trailer = re.sub(rb"/Size \d+", b"/Size %d" % size, trailer)
    trailer = trailer.replace(b"<<", b"<< /Prev %d" % before, 1)
    return data + table + b"trailer " + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start


def updated(data):
    """Saved twice more: a line of page 1 was changed, and then page 2 was given a comment."""
    size = int(re.search(rb"/Size (\d+)", data)[1])
    content = next(n for n in objects(data) if b"Stalls open at eight" in body(data, n))
    text = re.search(rb"stream\n(.*)\nendstream", body(data, content), re.S)[1].replace(b"at eight", b"at nine")
    first = add(data, {content: b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (content, len(text), text)}, size)
    page = next(n for n in objects(first) if b"/Type /Page " in body(first, n) and b"/Annots" not in body(first, n))
    page_now = body(first, page).replace(b"<<", b"<< /Annots [ %d 0 R ]" % size, 1)
    looks = b"1 0.9 0.2 rg 0 0 120 30 re f"
    note = (b"%d 0 obj\n<< /Type /Annot /Subtype /Square /Rect [ 60 660 180 690 ] /F 4 /Contents (Is this still so?) /AP << /N %d 0 R >> >>\nendobj\n" % (size, size + 1))
    form = b"%d 0 obj\n<< /Type /XObject /Subtype /Form /BBox [ 0 0 120 30 ] /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (size + 1, len(looks), looks)
    write("incremental", add(first, {page: page_now, size: note, size + 1: form}, size + 2))


def broken(data):
    end = data.rindex(b"startxref")
    write("damaged_startxref", data[:end] + b"startxref\n9\n%%EOF\n")
    write("damaged_trailer", data[:data.rindex(b"trailer") + 12])
    shift = lambda m: b"%010d 00000 n" % (int(m[1]) + 7)
    write("damaged_offsets", re.sub(rb"(\d{10}) 00000 n", shift, data))
    write("damaged_length", re.sub(rb"/Length [1-8](\d\d) ", rb"/Length 9\1 ", data, count=2))
    write("damaged_mail", b"Content-Type: application/pdf\r\n\r\n" + data + b"\r\n--part--\r\n" + bytes(600))


def hopeless(data):
    with open(f"{folder}/writer_tagged.pdf", "rb") as file:
        whole = file.read()
    write("truncated", whole[:len(whole) * 2 // 5])
    write("not_a_pdf", "This is a line of text that somebody has named .pdf by mistake.\n".encode())
    write("web_page", b"<!DOCTYPE html>\n<html lang=en><title>Sign in</title><p>Sign in to get this file.</html>\n")
    write("empty", b"")
    write("no_pages", re.sub(rb"/Count 2 /Kids \[[^]]*\]", lambda m: b"/Count 0 /Kids [ ]".ljust(len(m[0])), data))
    kids = re.search(rb"/Kids \[ (\d+) 0 R (\d+) 0 R \]", data)
    pages = next(n for n in objects(data) if b"/Type /Pages" in body(data, n))
    ring = b"/Kids [ %d 0 R %d 0 R ]" % (int(kids[1]), pages)
    write("pages_cycle", data.replace(kids[0], ring.ljust(len(kids[0]))))


data = letter()
updated(data)
broken(data)
hopeless(data)
