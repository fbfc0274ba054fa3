#!/bin/sh
# The installed program under one name: with a command it is the terminal program, which needs no display;
# with nothing, a study or one of the window's own options it opens the window.
here="$(dirname "$(readlink -f "$0")")"
case "${1-}" in
  '' | *.wattproof | --no-sandbox | --inspect* | --remote-debugging-* | --ozone-platform* | --enable-* | --disable-* | file://*)
    exec "$here/wattproof-app" "$@" ;;
esac
exec "$here/resources/node/node" "$here/resources/app.asar.unpacked/dist/cli/main.js" "$@"
