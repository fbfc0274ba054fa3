#!/usr/bin/env bash
# npm run dist: writes this platform's installers to out/.
#
#   build/dist.sh           AppImage and deb, or the Windows installer; downloads Electron and helper tools
#   build/dist.sh --dir     only the unpacked app, to try and for the tests; needs no download
set -uo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
for room in say node electron; do . "$HERE/setup/$room.sh"; done
answer_help "$0" "$@"

case "$#:${1:-}" in
  0:* | 1:--dir) ;;
  *) misuse "expected nothing or --dir, got $*" ;;
esac

bash "$HERE/setup.sh" app || exit 1
cd "$ROOT" || exit 1
options=(--config build/electron-builder.yml --publish never)
case "${1:-}" in
  --dir)
    use_electron || die "expected Electron to package, found none; see $SETUP_LOG"
    # What the tests have, not what a release ships.
    options+=(--dir "-c.electronDist=$ELECTRON_OVERRIDE_DIST_PATH" "-c.electronVersion=$(electron_version)")
    say "unpacked with Electron $(electron_version), for trying; a release ships $(shipped_electron)"
    export WATTPROOF_TRIAL_BUILD=1
    ;;
esac
# An installed app can never add what is missing here.
[ -x "$ROOT/dist/trainer/wattproof-trainer" ] || [ -x "$ROOT/dist/trainer/wattproof-trainer.exe" ] || die "expected a trainer to package, found none; see $SETUP_LOG"
[ -f "$CACHE/fashion-mnist/LICENSE" ] || say "packaging without Fashion-MNIST: the app will use its synthetic data set"
"$NODE" "$ROOT/node_modules/electron-builder/cli.js" "${options[@]}"
