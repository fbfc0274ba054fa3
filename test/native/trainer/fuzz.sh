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
bash "$root/build/programs.sh" trainer-asan
TRAINER_FUZZ_ROUNDS="${1:-200000}" TRAINER_FUZZ_SEED="${2:-$RANDOM}" "$root/.cache/native/trainer-asan/trainer-tests" fuzz
