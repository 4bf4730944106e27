#!/bin/sh
# Kills real builds at random, and sees that after the next command all files are old or all are new.
#
# usage: tests/kills/run.sh BOARDPACK COUNCIL [KILLS]
#
# COUNCIL is copied. Two states of it are built whole first: as it is, and with another name of the council. Then a
# build of the other state is begun again and again, and killed after a random time. The command that comes next
# finds mistakes and builds nothing: all that it does to the out folder is to settle what the killed one has left.
# Needs sh, find, sha256sum, awk.
set -eu
boardpack=$1 council=$2 kills=${3:-200}
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
cp -r "$council" "$top/a"
rm -rf "$top/a/out"
cp -r "$top/a" "$top/b"
sed -i 's/^name *= *"\(.*\)"/name = "\1 and District"/' "$top/b/council.toml"
cp -r "$top/a" "$top/broken"
echo 'no TOML' >> "$top/broken/council.toml"
sums() { (cd "$1" && find . -type f ! -name .boardpack.lock | sort | xargs sha256sum | sha256sum); }
for state in a b; do
    "$boardpack" build -q --project "$top/$state" --out "$top/out_$state" > /dev/null 2>&1
done
a=$(sums "$top/out_a") b=$(sums "$top/out_b")
[ "$a" != "$b" ] || { echo "both states are the same"; exit 2; }
start=$(date +%s%N)
cp -r "$top/out_a" "$top/out"
"$boardpack" build -q --project "$top/b" --out "$top/out" > /dev/null 2>&1
length=$((($(date +%s%N) - start) / 1000000))
old=0 new=0 journals=0 mixed=0 n=0
while [ "$n" -lt "$kills" ]; do
    n=$((n + 1))
    rm -rf "$top/out"
    cp -r "$top/out_a" "$top/out"
    # Most kills are late, where files are written.
    wait_ms=$(awk -v l="$length" -v n="$n" 'BEGIN { srand(n); r = rand(); print int(l * (n % 4 ? 0.8 + 0.25 * r : r)) }')
    "$boardpack" build -q --project "$top/b" --out "$top/out" > /dev/null 2>&1 &
    build=$!
    sleep "$(awk -v ms="$wait_ms" 'BEGIN { print ms / 1000 }')"
    kill -9 "$build" 2> /dev/null || true
    wait "$build" 2> /dev/null || true
    if [ -e "$top/out/.boardpack.journal" ]; then journals=$((journals + 1)); fi
    "$boardpack" build -q --project "$top/broken" --out "$top/out" > /dev/null 2>&1 || true
    case $(sums "$top/out") in
    "$a") old=$((old + 1)) ;;
    "$b") new=$((new + 1)) ;;
    *) mixed=$((mixed + 1)); echo "mixed after kill $n at $wait_ms ms" ;;
    esac
done
echo "$kills kills: $old all old, $new all new, $mixed mixed; $journals with a journal"
[ "$mixed" -eq 0 ]
