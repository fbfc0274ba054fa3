#!/usr/bin/env bash
# Prepares a fresh clone to run: packages, compiler, Electron, data, trainer, collector, bundles. Installs only what is missing.
#
#   build/setup.sh [cli | app | all | deep | windows | torch]     the goal; all by default
#
# cli  the terminal program      app  cli and the window      all  app and the needs of the tests
# deep  all and the programs of npm run test:deep, compiled with sanitizers and for Windows
# windows  only the tools that build the trainer for Windows and test it under Wine: a gigabyte, so only on request
# torch  only PyTorch for Debian's own python, for the adapter's tests and the trainer's benchmark: also only on request
# All messages go to stderr. A step that fails but is optional is reported and skipped.
set -uo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
for room in say node system electron dataset native products; do . "$HERE/setup/$room.sh"; done
answer_help "$0" "$@"
[ $# -le 1 ] || misuse "expected one of cli, app, all, deep, windows and torch, got $*"
exec 1>&2

goal="${1:-all}"
case "$goal" in
  cli) kinds=(trainer) ;;
  app) kinds=(trainer window) ;;
  all | deep) kinds=(trainer window screen) ;;
  windows | torch) kinds=("$goal") ;;
  *) misuse "expected cli, app, all, deep, windows or torch, got $goal" ;;
esac

# Two set-ups at once (two tests, a second terminal) must not build over each other.
mkdir -p "$CACHE"
if have flock; then
  exec 9>"$CACHE/setup.lock"
  flock -n 9 || { say "another set-up is running; waiting for it" && flock 9; }
fi
: >"$SETUP_LOG"

# npm needs a writable home, which a bare root account may lack.
if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then export HOME="$CACHE/home" && mkdir -p "$HOME"; fi

need_node
install_node_packages
install_system_packages "${kinds[@]}"
[ "$goal" = cli ] || install_electron
install_dataset
build_trainer
build_collector
build_bundles
case "$goal" in all | deep) build_test_programs "${TEST_PROGRAMS[@]}" ;; esac
[ "$goal" != deep ] || build_test_programs "${DEEP_PROGRAMS[@]}"
