#!/usr/bin/env bash
# Compiles the C++ programs that are named, where they are not up to date.
#
#   build/programs.sh NAME...             compiles them; the names stand in build/setup/native.sh
#   build/programs.sh --check NAME...     compiles nothing; says of the first that is not up to date what to do
#
# Exit code of --check: 0 when all are up to date, 1 when one is not, 3 when one cannot be compiled on this machine.
set -uo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
for room in say native; do . "$HERE/setup/$room.sh"; done
answer_help "$0" "$@"
check=false
[ "${1:-}" != --check ] || { check=true && shift; }
[ $# -gt 0 ] || misuse "expected the name of at least one program, got none"
for name in "$@"; do read_program "$name" || misuse "expected one of $(programs | cut -d'|' -f1 | xargs), got $name"; done

if $check; then
  for name in "$@"; do
    program_ready "$name" && continue
    missing="$(tool_missing "$name")"
    [ -z "$missing" ] || { echo "$name cannot be compiled here: $missing is missing" && exit 3; }
    echo "expected $name made of the sources there are, found it older or missing; run: bash build/programs.sh $name"
    exit 1
  done
  exit 0
fi

mkdir -p "$CACHE" && : >>"$SETUP_LOG"
if have flock; then exec 9>"$CACHE/setup.lock" && flock 9; fi
for name in "$@"; do compile_program "$name" || exit 1; done
