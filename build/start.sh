#!/usr/bin/env bash
# npm start: the app on a display, or else the quick benchmark in the terminal.
#
#   build/start.sh [WORD...]     words are passed to the app (a study to open) or to `wattproof run`
set -uo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
for room in say node electron; do . "$HERE/setup/$room.sh"; done
answer_help "$0" "$@"

if has_display; then
  bash "$HERE/setup.sh" app || exit 1
  if use_electron; then
    sandbox=()
    if is_linux && is_root; then
      say "running as root turns Electron's sandbox off; start as a normal user to keep it on"
      sandbox=(--no-sandbox)
    fi
    exec "$NODE" "$ROOT/node_modules/electron/cli.js" ${sandbox[@]+"${sandbox[@]}"} "$ROOT" "$@"
  fi
  say "no Electron for the window: running the quick benchmark in the terminal"
else
  say "no display: running the quick benchmark in the terminal"
fi
exec bash "$HERE/wattproof.sh" run "$@"
