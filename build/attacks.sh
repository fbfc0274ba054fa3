#!/usr/bin/env bash
# npm run test:crash, npm run test:fuzz: sets up what is missing, then attacks the product.
#
#   build/attacks.sh crash | fuzz [WORD...]     words as npm run test:crash -- --help says
set -uo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
for room in say node electron; do . "$HERE/setup/$room.sh"; done
case "${1:-}" in
  crash | fuzz) ;;
  *) answer_help "$0" "$@" && misuse "expected crash or fuzz, got ${*:-nothing}" ;;
esac
main="$ROOT/test/$1/main.ts"
shift
case " $* " in *' --help '* | *' -h '*) ;; *) bash "$HERE/setup.sh" app || exit 1 ;; esac
export PATH="$ROOT/node_modules/.bin:$PATH"
use_electron || say "no Electron: attacks on the window will fail"
exec "$NODE" --no-warnings "$main" "$@"
