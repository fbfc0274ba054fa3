#!/usr/bin/env bash
# npm test: sets up what is missing, checks style and types, runs every test; the last line is the count of all of them.
#
#   npm test                     all of it (build/test.sh)
#   npm test -- FILTER...        the test files whose path holds a FILTER, such as core/energy; style and types name those two checks
#   npm run test:deep            what takes minutes instead: sanitizers, planted faults, PyTorch, the trainer for Windows (build/test.sh --deep)
#   npm run test:deep -- FILTER...
#
# Exit code 0 when nothing failed, 1 when something did or a filter fits nothing, 2 for a wrong call.
set -uo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
for room in say node electron; do . "$HERE/setup/$room.sh"; done
answer_help "$0" "$@"
deep=false
[ "${1:-}" != --deep ] || { deep=true && shift; }
for filter in "$@"; do
  case "$filter" in -*) misuse "expected filters, each a part of a test file's path; got $filter" ;; esac
done

passed=0 failed=0 skipped=0 broken=()
# finish: names what failed beside the tests, then counts.
finish() {
  for name in ${broken[@]+"${broken[@]}"}; do printf 'failed: %s\n' "$name"; done
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ] && exit 0
  exit 1
}
fail() { failed=$((failed + 1)) broken+=("$1"); }

# The files of this run, of which a filter must fit one: a wrong name must not pass by running nothing.
files() {
  if $deep; then find "$ROOT/test" -name '*.deep.test.ts'; else find "$ROOT/test" \( -name '*.test.ts' -o -name '*.test.tsx' \) ! -name '*.deep.test.ts'; fi
}
if $deep; then checks=() goal=deep; else checks=(style types) goal=all; fi
filters=()
if [ $# -gt 0 ]; then
  checks=() chosen=''
  for filter in "$@"; do
    case "$deep:$filter" in
      false:style | false:types) checks+=("$filter") && continue ;;
    esac
    matching="$(files | grep -F -- "$filter")"
    [ -n "$matching" ] || fail "no test file's path holds $filter"
    filters+=("$filter")
    chosen="$chosen$matching"
  done
  [ "$failed" -eq 0 ] || finish
  # Only the window needs a screen, only the trainer's tests programs of their own.
  $deep || case "$chosen" in */test/native/trainer/* | */test/e2e/* | */test/gpu/*) ;; *) goal=app ;; esac
fi

bash "$HERE/setup.sh" "$goal" || {
  fail 'the set-up'
  finish
}
cd "$ROOT" || exit 1
export PATH="$ROOT/node_modules/.bin:$PATH"
use_electron || say "there is no Electron: the tests of the window will fail"

# check NAME COMMAND...: one of the checks that are no vitest test, counted like a test.
check() {
  local name="$1"
  shift
  case " ${checks[*]-} " in *" $name "*) ;; *) return ;; esac
  if "$@"; then passed=$((passed + 1)); else fail "$name"; fi
}
check style biome check --error-on-warnings .
check types node build/typecheck.ts
[ $# -eq 0 ] || [ "${#filters[@]}" -gt 0 ] || finish

WATTPROOF_TEST_TOTALS="$CACHE/test-totals.json"
export WATTPROOF_TEST_TOTALS
rm -f "$WATTPROOF_TEST_TOTALS"
if $deep; then projects=(--project deep); else projects=(--project unit --project e2e); fi
vitest run "${projects[@]}" --reporter=default --reporter=./build/reporter.ts ${filters[@]+"${filters[@]}"}
vitest_code=$?

if read -r more_passed more_failed more_skipped < <(
  node -p 'const { passed, failed, skipped } = JSON.parse(fs.readFileSync(process.argv[1])); `${passed} ${failed} ${skipped}`' \
    "$WATTPROOF_TEST_TOTALS" 2>/dev/null
); then
  passed=$((passed + more_passed)) failed=$((failed + more_failed)) skipped=$((skipped + more_skipped))
else
  fail 'the test run, which ended before it counted'
fi
# Vitest knows of failures that no test stands for, such as finding no test at all.
if [ "$vitest_code" -ne 0 ] && [ "${more_failed:-0}" -eq 0 ]; then fail "the test run, which ended with $vitest_code"; fi
finish
