#!/bin/sh
# The installed program under one name: with a command it is the terminal program, which needs no display;
# with nothing, a study or one of the window's own options it opens the window.
here="$(dirname "$(readlink -f "$0")")"
case "${1-}" in
  '' | *.wattproof | --no-sandbox | --inspect* | --remote-debugging-* | --ozone-platform* | --enable-* | --disable-* | file://*)
    exec "$here/wattproof-app" "$@" ;;
esac
ELECTRON_RUN_AS_NODE=1 exec "$here/wattproof-app" "$here/resources/app.asar/dist/cli/main.js" "$@"
