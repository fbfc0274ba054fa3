#!/usr/bin/env bash
# Builds the collector into dist/collector, unless it is up to date. Linux only: elsewhere the sampler waits and reads by
# itself. Prints one line.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source=$root/native/collector/collect.c library=$root/dist/collector/libwattproof-collector.so
[ "$(uname -s)" = Linux ] || { echo "collector: not needed on this system"; exit 0; }
command -v "${CC:-cc}" >/dev/null || { echo "collector: cannot be built, ${CC:-cc} is missing; on Debian or Ubuntu: apt-get install -y g++" >&2; exit 1; }
mkdir -p "$(dirname "$library")"
if [ ! -f "$library" ] || [ "$source" -nt "$library" ]; then
  # Renamed into place, so that a running sampler keeps its file.
  "${CC:-cc}" -std=c11 -O2 -Wall -Wextra -Werror -fPIC -shared -s -o "$library.new.$$" "$source" -lm -ldl
  mv "$library.new.$$" "$library"
fi
echo "collector: dist/collector/$(basename "$library")"
