#!/usr/bin/env bash
# run.sh [FILE.pdf …]: walks packs and papers with poppler, MuPDF, PDFium and pdf.js, and prints a table for each. The
# files are those of the sample council where none is named. What it needs of PyPI and npm goes into a folder that
# READERS names, below `target` where nothing does, and is fetched once.
set -euo pipefail
cd "$(dirname "$0")/../.."
readers=${READERS:-target/readers}
mkdir -p "$readers"
if [ ! -x "$readers/venv/bin/python" ]; then
  python3 -m venv "$readers/venv"
  "$readers/venv/bin/pip" install --quiet pymupdf==2.0 pypdfium2==5.15.2 pikepdf==10.18.0
fi
if [ ! -d "$readers/node_modules/pdfjs-dist" ]; then
  npm install --silent --no-audit --no-fund --prefix "$readers" pdfjs-dist@5.6.205
fi
# Node looks for packages beside the program.
cp tests/readers/walk.mjs "$readers/walk.mjs"
if [ $# -eq 0 ]; then
  mapfile -d '' files < <(find content/out -name '*.pdf' -print0 | sort -z)
  set -- "${files[@]}"
fi
failed=0
for file in "$@"; do
  printf '\n%s\n' "$file"
  "$readers/venv/bin/python" tests/readers/walk.py "$file" "$readers/walk.mjs" || failed=1
done
exit $failed
