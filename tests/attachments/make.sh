#!/usr/bin/env bash
# Makes every PDF in this folder again from `source/`. Run it from anywhere: tests/attachments/make.sh
#
# The files are committed, so nobody needs to run this to build or to test boardpack. It needs a
# Debian 12 machine (or one like it) with these tools; the versions are those that made the files.
#
#   LibreOffice 7.4.7     apt: libreoffice-impress-nogui libreoffice-writer-nogui
#   Chromium 156          apt: chromium
#   TeX Live 2022         apt: texlive-luatex texlive-latex-recommended texlive-latex-extra (for tagpdf 0.98)
#   Ghostscript 10.00     apt: ghostscript
#   qpdf 11.3             apt: qpdf
#   faketime 0.9.10       apt: faketime
#   Poppler 22.12         apt: poppler-utils
#   Liberation fonts 2.1  apt: fonts-liberation2
#   DejaVu fonts 2.37     apt: fonts-dejavu-core (a bullet that LibreOffice takes from there)
#   Typst 0.15.1          https://typst.app
#   Python 3.11           pip: pikepdf==10.17.0 pillow==13.0.0 fonttools==4.68.0 pycairo==1.29.2 (on cairo 1.16)
#
# PYTHON names the Python to use, if it is not python3. Only what is named is made, if anything is
# named: `make.sh writer qpdf`. The steps that change another file need that file to be there.
#
# The same tools make the same bytes again, with one exception: AES-256 encryption salts its keys.
# Dates and identifiers are set by the tool where it can be asked, and by still.py where it cannot.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source=$here/source
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
export SOURCE_DATE_EPOCH=1756717200 FORCE_SOURCE_DATE=1 TZ=UTC LC_ALL=C.UTF-8

# with_chart NAME: a copy of a source with the chart in it, in the work folder.
with_chart() {
  "$python" "$source/chart.py" "$work/chart.png"
  "$python" - "$source/$1" "$work/chart.png" "$work/$1" <<'PY'
import base64, sys
text, chart, out = sys.argv[1:]
chart = base64.b64encode(open(chart, "rb").read()).decode()
open(out, "w", encoding="utf-8").write(open(text, encoding="utf-8").read().replace("CHART", chart))
PY
}

# office SOURCE OUT KIND "Option=value …": LibreOffice's PDF export.
office() {
  local options="" pair type
  for pair in $4; do
    type=boolean
    [[ ${pair#*=} =~ ^[0-9]+$ ]] && type=long
    options+="\"${pair%%=*}\":{\"type\":\"$type\",\"value\":\"${pair#*=}\"},"
  done
  faketime -f "2025-09-01 09:00:00" soffice -env:UserInstallation="file://$work/office" --headless \
    --convert-to "pdf:${3}_pdf_Export:{${options%,}}" --outdir "$work" "$work/$1" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
  mv "$work/${1%.*}.pdf" "$here/$2"
  "$python" "$source/still.py" "$here/$2"
}

make_impress() {
  with_chart deck.fodp
  office deck.fodp impress_tagged.pdf impress "PDFUACompliance=true UseTaggedPDF=true ExportBookmarks=true"
  office deck.fodp impress_untagged.pdf impress "UseTaggedPDF=false ExportBookmarks=true"
  office deck.fodp impress_notes.pdf impress "UseTaggedPDF=true ExportNotesPages=true ExportBookmarks=false"
}

make_writer() {
  with_chart report.fodt
  office report.fodt writer_tagged.pdf writer "PDFUACompliance=true UseTaggedPDF=true ExportBookmarks=true"
  office report.fodt writer_untagged.pdf writer "UseTaggedPDF=false ExportBookmarks=false"
  office report.fodt writer_pdfa.pdf writer "SelectPdfVersion=2 UseTaggedPDF=true ExportBookmarks=true"
}

make_chromium() {
  with_chart page.html
  chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/chromium" --no-pdf-header-footer \
    --generate-pdf-document-outline --print-to-pdf="$here/chromium_tagged.pdf" "file://$work/page.html" 2>"$work/log"
  chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/chromium" --no-pdf-header-footer \
    --disable-pdf-tagging --print-to-pdf="$here/chromium_untagged.pdf" "file://$work/page.html" 2>"$work/log"
  "$python" "$source/still.py" "$here/chromium_tagged.pdf" "$here/chromium_untagged.pdf"
}

make_latex() {
  local tags
  for name in latex_untagged latex_tagged; do
    tags=""
    [ $name = latex_untagged ] || tags='\def\tags{}'
    for _ in 1 2 3; do
      (cd "$work" && lualatex -interaction=batchmode -halt-on-error -jobname $name \
        "\\pdfvariable trailerid{[<00000000000000000000000000000000> <00000000000000000000000000000000>]}$tags\\input{$source/report.tex}" >/dev/null)
    done
    cp "$work/$name.pdf" "$here/"
    "$python" "$source/still.py" "$here/$name.pdf"
  done
}

make_typst() {
  local fonts=(--font-path /usr/share/fonts/truetype/liberation2 --ignore-system-fonts --creation-timestamp "$SOURCE_DATE_EPOCH")
  typst compile "${fonts[@]}" --pdf-standard ua-1 "$source/paper.typ" "$here/typst_ua.pdf"
  typst compile "${fonts[@]}" --no-pdf-tags "$source/paper.typ" "$here/typst_untagged.pdf"
}

make_cairo() {
  "$python" "$source/cairo_pages.py" "$here/cairo_tagged.pdf" tagged
  "$python" "$source/cairo_pages.py" "$here/cairo_untagged.pdf" untagged
}

make_ghostscript() {
  gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=pdfwrite -o "$here/ghostscript.pdf" "$here/writer_tagged.pdf"
  "$python" "$source/still.py" "$here/ghostscript.pdf"
}

# The same tagged report, as other programs hand it on.
make_qpdf() {
  local from=$here/writer_tagged.pdf
  qpdf --deterministic-id --linearize "$from" "$here/qpdf_linearised.pdf"
  qpdf --deterministic-id --object-streams=generate --recompress-flate --compression-level=9 "$from" "$here/qpdf_object_streams.pdf"
  qpdf --deterministic-id --object-streams=disable --force-version=1.4 "$from" "$here/qpdf_plain_1_4.pdf"
  qpdf --deterministic-id --qdf "$here/cairo_tagged.pdf" "$here/qpdf_qdf.pdf"
  qpdf --deterministic-id "$from" --pages . "$here/chromium_tagged.pdf" -- "$here/qpdf_joined.pdf"
  qpdf --static-id --encrypt "" owner 256 --print=full --modify=none --extract=n -- "$from" "$here/encrypted_owner_aes256.pdf"
  qpdf --static-id --encrypt letmein owner 256 -- "$from" "$here/encrypted_user.pdf"
  qpdf --static-id --allow-weak-crypto --encrypt "" owner 128 --use-aes=n --modify=none -- "$from" "$here/encrypted_owner_rc4.pdf"
}

# Written object by object, with hand.py.
make_pages() { "$python" "$source/pages.py" "$here"; }
make_marks() { "$python" "$source/marks.py" "$here"; }
make_structure() { "$python" "$source/structure.py" "$here"; }
make_scans() { "$python" "$source/scans.py" "$here/writer_untagged.pdf" "$here"; }
make_damaged() { "$python" "$source/damaged.py" "$here"; }

steps=(impress writer chromium latex typst cairo ghostscript qpdf pages marks structure scans damaged)
[ $# -eq 0 ] || steps=("$@")
for step in "${steps[@]}"; do
  echo "$step" >&2
  "make_$step"
done
