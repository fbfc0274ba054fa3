#!/usr/bin/env bash
# npm start: the app where there is a display, the quick benchmark in the terminal where there is none.
#
#   build/start.sh [WORD...]     words go on to the app (a study to open) or to `wattproof run`
set -uo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
for room in say node electron; do . "$HERE/setup/$room.sh"; done
answer_help "$0" "$@"

if has_display; then
  bash "$HERE/setup.sh" app || exit 1
  if use_electron; then
    sandbox=()
    if is_linux && is_root; then
      say "running as root, where Electron cannot use its sandbox: it is off; start as a user to have it"
      sandbox=(--no-sandbox)
    fi
    exec "$NODE" "$ROOT/node_modules/electron/cli.js" ${sandbox[@]+"${sandbox[@]}"} "$ROOT" "$@"
  fi
  say "there is no Electron to open the window with: running the quick benchmark in the terminal instead"
else
  say "no display: running the quick benchmark in the terminal"
fi
exec bash "$HERE/wattproof.sh" run "$@"
