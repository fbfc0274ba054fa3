#!/usr/bin/env bash
# Damaged input for the trainer's parsers, under the sanitizers: bash test/native/trainer/fuzz.sh [ROUNDS [SEED]]
# Equal rounds and seed give equal input. Exit code 1 when something other than a fault with its line came out.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
build=$root/.cache/trainer-tests
cmake -S "$root/native/trainer" -B "$build" -DTRAINER_TESTS=ON -DTRAINER_SANITIZE=ON -DCMAKE_BUILD_TYPE=Debug >/dev/null
cmake --build "$build" --parallel "$(nproc 2>/dev/null || echo 2)" --target trainer-tests >/dev/null
TRAINER_FUZZ_ROUNDS="${1:-200000}" TRAINER_FUZZ_SEED="${2:-$RANDOM}" "$build/trainer-tests" fuzz
