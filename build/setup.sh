#!/usr/bin/env bash
# Brings a fresh clone to where it runs: packages, compiler, Electron, data, trainer, collector, bundles. Only what is missing.
#
#   build/setup.sh [cli | app | all | deep | windows | torch]     what it is for; all by default
#
# cli  the terminal program      app  that and the window      all  that and what the tests need
# deep  all that and the programs of npm run test:deep, compiled with sanitizers and for Windows
# windows  nothing but what builds the trainer for Windows and tests it under Wine: a gigabyte, so only on request
# torch  nothing but PyTorch for Debian's own python, for the adapter's tests and the trainer's benchmark: on request too
# Everything it says goes to stderr. A step that cannot be done and is not needed by the rest is named and passed over.
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

# Two at once (two tests, a second terminal) must not build into each other.
mkdir -p "$CACHE"
if have flock; then
  exec 9>"$CACHE/setup.lock"
  flock -n 9 || { say "another set-up is running; waiting for it" && flock 9; }
fi
: >"$SETUP_LOG"

# A bare root account may have no home to write to; npm wants one.
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
