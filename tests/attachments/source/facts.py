"""Writes facts.tsv: what other programs read in each PDF of the folder above.

It needs pikepdf and poppler-utils, and veraPDF as $VERAPDF (a command that takes a flavour and a
file, and prints PASS, FAIL or ERROR and then the rules that failed, one a line).
"""

import collections
import os
import pathlib
import re
import subprocess

import pikepdf

HERE = pathlib.Path(__file__).resolve().parent.parent
PASSWORDS = {"encrypted_user.pdf": "letmein"}
COLUMNS = "file bytes pages sizes version encrypted tags links outline words qpdf verapdf_ua1".split()


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=120)


def tags(pdf):
    """How often each structure type stands in the tree, as it is written there, from the root down."""
    counts, seen, todo = collections.Counter(), set(), [pdf.Root.get("/StructTreeRoot", {}).get("/K")]
    while todo:
        kid = todo.pop()
        if isinstance(kid, pikepdf.Array):
            todo.extend(kid)
        elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid and kid.objgen not in seen:
            seen.add(kid.objgen)
            counts[str(kid.S)[1:]] += 1
            todo.append(kid.get("/K"))
    return ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items()))


def links(pdf):
    """Link annotations, by what they do."""
    counts = collections.Counter()
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if note.Subtype == "/Link":
                counts[str(note.A.S)[1:] if "/A" in note else "Dest"] += 1
    return ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items()))


def outline(item):
    """Items below an outline item or the root of the outline."""
    count, kid = 0, item.get("/First") if item is not None else None
    while kid is not None:
        count, kid = count + 1 + outline(kid), kid.get("/Next")
    return count


def facts(path):
    password = PASSWORDS.get(path.name, "")
    row = dict.fromkeys(COLUMNS, "")
    row |= {"file": path.name, "bytes": path.stat().st_size}
    info = run("pdfinfo", "-upw", password, "-l", "99", path).stdout
    if pages := re.search(r"^Pages: +(\d+)", info, re.M):
        shown = re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+)", info, re.M)
        turns = re.findall(r"^Page +\d+ rot: +(-?\d+)", info, re.M)
        sizes = [(h, w) if int(turn) % 180 else (w, h) for (w, h), turn in zip(shown, turns)]
        row |= {"pages": pages[1], "sizes": " ".join(f"{float(w):.2f}x{float(h):.2f}" for w, h in sizes)}
        row["version"] = re.search(r"^PDF version: +(\S+)", info, re.M)[1]
        row["words"] = len(run("pdftotext", "-upw", password, path, "-").stdout.split())
    try:
        with pikepdf.open(path, password=password, suppress_warnings=True) as pdf:
            row |= {"encrypted": "yes" if pdf.is_encrypted else "no", "tags": tags(pdf), "links": links(pdf), "outline": outline(pdf.Root.get("/Outlines"))}
    except (pikepdf.PdfError, RuntimeError):
        pass
    row["qpdf"] = {0: "sound", 3: "mends"}.get(run("qpdf", "--check", f"--password={password}", path).returncode, "refuses")
    said = run(os.environ.get("VERAPDF", "verapdf"), "ua1", path).stdout
    row["verapdf_ua1"] = " ".join([(said.split() or [""])[0], *re.findall(r"^ {3}([\d.-]+) x", said, re.M)])
    return row


with open(HERE / "facts.tsv", "w", encoding="utf-8") as out:
    print(*COLUMNS, sep="\t", file=out)
    for path in sorted(HERE.glob("*.pdf")):
        print(*facts(path).values(), sep="\t", file=out)
