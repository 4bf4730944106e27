#!/usr/bin/env bash
# against_verapdf.sh FOLDER: on which PDFs below a folder `boardpack check` and veraPDF differ about PDF/UA-1.
# Fails where they do. VERAPDF names the validator, BOARDPACK the program. What `check` says besides (marks that
# lead elsewhere, which the standard's machine checks do not ask for) does not count.
set -euo pipefail
verapdf=${VERAPDF:-../shared/tools/verapdf/verapdf}
boardpack=${BOARDPACK:-target/release/boardpack}
verdicts=$(mktemp)
trap 'rm -f "$verdicts"' EXIT
# It fails where a file does.
find "$1" -name '*.pdf' -print0 | sort -z | xargs -0 "$verapdf" ua1 >"$verdicts" || true
files=0
differ=0
while read -r theirs file; do
  files=$((files + 1))
  said=$("$boardpack" check --all --message-format short "$file" 2>&1 || true)
  if grep -v 'leads to an element that does not stand here' <<<"$said" | grep -qE 'error\[|pdf-unclaimed'; then ours=FAIL; else ours=PASS; fi
  if [ "$ours" != "$theirs" ]; then
    differ=$((differ + 1))
    echo "$file: veraPDF $theirs, boardpack $ours"
  fi
done < <(sed -nE 's/^(PASS|FAIL) ua1 (.*\.pdf)( .*)?$/\1 \2/p' "$verdicts")
echo "$files files, $differ differ"
[ "$files" -gt 0 ] && [ "$differ" -eq 0 ]
