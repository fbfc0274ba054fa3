#!/usr/bin/env bash
# npm test: sets up what is missing, checks style and types, runs every test; the last line is the count of all of them.
#
#   build/test.sh [FILTER...]     all tests, or those of the files a filter names
set -uo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
for room in say node electron; do . "$HERE/setup/$room.sh"; done
answer_help "$0" "$@"
for filter in "$@"; do
  case "$filter" in -*) misuse "expected filters, each a part of a test file's path; got $filter" ;; esac
done

bash "$HERE/setup.sh" all || {
  echo '0 passed, 1 failed'
  exit 1
}
cd "$ROOT" || exit 1
export PATH="$ROOT/node_modules/.bin:$PATH"
use_electron || say "there is no Electron: the tests of the window will fail"

passed=0 failed=0 skipped=0 broken=()
# check NAME COMMAND...: one of the checks that are no vitest test, counted like a test.
check() {
  local name="$1"
  shift
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)) broken+=("$name"); fi
}
check style biome check --error-on-warnings .
check types node build/typecheck.ts

WATTPROOF_TEST_TOTALS="$CACHE/test-totals.json"
export WATTPROOF_TEST_TOTALS
rm -f "$WATTPROOF_TEST_TOTALS"
vitest run --reporter=default --reporter=./build/reporter.ts "$@"
vitest_code=$?

if read -r more_passed more_failed more_skipped < <(
  node -p 'const { passed, failed, skipped } = JSON.parse(fs.readFileSync(process.argv[1])); `${passed} ${failed} ${skipped}`' \
    "$WATTPROOF_TEST_TOTALS" 2>/dev/null
); then
  passed=$((passed + more_passed)) failed=$((failed + more_failed)) skipped=$((skipped + more_skipped))
else
  failed=$((failed + 1))
  broken+=('the test run, which ended before it counted')
fi
# Vitest knows of failures that no test stands for, such as finding no test at all.
if [ "$vitest_code" -ne 0 ] && [ "${more_failed:-0}" -eq 0 ]; then
  failed=$((failed + 1))
  broken+=("the test run, which ended with $vitest_code")
fi

for name in ${broken[@]+"${broken[@]}"}; do printf 'failed: %s\n' "$name"; done
printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
