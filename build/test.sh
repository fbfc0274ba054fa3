#!/usr/bin/env bash
# npm test: sets up what is missing, checks style and types, runs every test; the last line counts them all.
#
#   npm test                     everything (build/test.sh)
#   npm test -- FILTER...        test files with a FILTER in their path, such as core/energy; style and types name those two checks
#   npm run test:deep            only the slow tests: sanitizers, planted faults, the packaged app, PyTorch, the trainer for Windows (build/test.sh --deep)
#   npm run test:deep -- FILTER...
#
# Exit code 0 when nothing failed, 1 when something did or a filter matches nothing, 2 for wrong arguments.
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
# finish: lists failures outside the tests, then prints the totals.
finish() {
  for name in ${broken[@]+"${broken[@]}"}; do printf 'failed: %s\n' "$name"; done
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ] && exit 0
  exit 1
}
fail() { failed=$((failed + 1)) broken+=("$1"); }

# The test files of this run. Every filter must match one, so that a wrong name cannot pass by running nothing.
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
    [ -n "$matching" ] || fail "no test file has $filter in its path"
    filters+=("$filter")
    chosen="$chosen$matching"
  done
  [ "$failed" -eq 0 ] || finish
  # Only the window needs a screen, and only the trainer's tests need test programs.
  case "$chosen" in */test/native/trainer/* | */test/e2e/* | */test/gpu/*) ;; *) goal=app ;; esac
fi

bash "$HERE/setup.sh" "$goal" || {
  fail 'the set-up'
  finish
}
cd "$ROOT" || exit 1
export PATH="$ROOT/node_modules/.bin:$PATH"
if use_electron; then
  [ "$(electron_version)" = "$(shipped_electron)" ] || say "the window is tested with Electron $(electron_version); a release ships $(shipped_electron)"
else
  say "no Electron: the tests of the window will fail"
fi

# check NAME COMMAND...: a check outside vitest, counted like a test.
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
  fail 'the test run, which ended without totals'
fi
# Vitest can fail without a failed test, for example when it finds no tests.
if [ "$vitest_code" -ne 0 ] && [ "${more_failed:-0}" -eq 0 ]; then fail "the test run, which ended with code $vitest_code"; fi
finish
