#!/usr/bin/env bash
# Damaged input for the trainer's parsers, under the sanitizers.
#
#   test/native/trainer/fuzz.sh [ROUNDS [SEED]]     200,000 rounds and a seed of chance by default
#
# Equal rounds and seed give equal input. Exit code 1 when something other than a fault with its line came out.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
. "$root/build/setup/say.sh"
answer_help "$0" "$@"
case "$#:$*" in [0-2]:*[!0-9\ ]* | [!0-2]*) misuse "expected at most two whole numbers, got $*" ;; esac
build=$root/.cache/trainer-tests
cmake -S "$root/native/trainer" -B "$build" -DTRAINER_TESTS=ON -DTRAINER_SANITIZE=ON -DCMAKE_BUILD_TYPE=Debug >/dev/null
cmake --build "$build" --parallel "$(nproc 2>/dev/null || echo 2)" --target trainer-tests >/dev/null
TRAINER_FUZZ_ROUNDS="${1:-200000}" TRAINER_FUZZ_SEED="${2:-$RANDOM}" "$build/trainer-tests" fuzz
