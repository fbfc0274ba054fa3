#!/usr/bin/env bash
# Runs the terminal program from a checkout: sets up what is missing (messages on stderr only), then starts it.
set -uo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
for room in say node native products; do . "$HERE/setup/$room.sh"; done

if ! node_packages_ready || ! bundles_ready || ! trainer_ready || ! collector_ready; then
  bash "$HERE/setup.sh" cli || exit 1
fi
exec "$NODE" --enable-source-maps "$ROOT/dist/cli/main.js" "$@"
