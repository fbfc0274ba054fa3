#!/usr/bin/env bash
# Builds the trainer into dist/trainer, unless it is up to date. Prints one line.
#
#   build.sh           the trainer
#   build.sh tests     its C++ tests, from the same objects: .cache/native/trainer/trainer-tests
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$root/.cache/native/trainer out=$root/dist/trainer log=$build.log
for tool in cmake make "${CXX:-c++}"; do
  command -v "$tool" >/dev/null || { echo "trainer: cannot be built, $tool is missing; on Debian or Ubuntu: apt-get install -y g++ cmake make zlib1g-dev libstb-dev libxsmm-dev" >&2; exit 1; }
done
mkdir -p "$build" "$out"
# One build at a time: tests and set-up may both start one.
exec 9>"$build.lock"
if command -v flock >/dev/null; then flock 9; fi
fail() { tail -n 25 "$log" >&2; echo "trainer: the build failed; see $log" >&2; exit 1; }
# A moved or copied checkout still has the settings of its old place.
if [ -f "$build/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root/native/trainer" "$build/CMakeCache.txt"; then rm -rf "$build"; fi
compile() { # compile TARGET OPTION...
  cmake -S "$root/native/trainer" -B "$build" -G "Unix Makefiles" -DCMAKE_BUILD_TYPE=Release "${@:2}" >"$log" 2>&1 &&
    cmake --build "$build" --parallel "$(nproc 2>/dev/null || echo 2)" --target "$1" >>"$log" 2>&1 || fail
}
case "${1:-}" in
  '') compile wattproof-trainer ;;
  tests) compile trainer-tests -DTRAINER_TESTS=ON && echo "trainer: $build/trainer-tests" && exit ;;
  *) echo "trainer: expected nothing or tests, got $1" >&2 && exit 2 ;;
esac
if ! cmp -s "$build/wattproof-trainer" "$out/wattproof-trainer"; then
  # Renamed into place, so that a running trainer keeps its file.
  cp "$build/wattproof-trainer" "$out/wattproof-trainer.new"
  mv "$out/wattproof-trainer.new" "$out/wattproof-trainer"
fi
# Where libxsmm is linked in, its licence requires its text to be included.
licence=/usr/share/doc/libxsmm-dev/copyright
if grep -q '^LIBXSMM_LIBRARY:.*=/' "$build/CMakeCache.txt" && [ -f "$licence" ]; then cp "$licence" "$out/libxsmm-LICENSE.txt"; else rm -f "$out/libxsmm-LICENSE.txt"; fi
echo "trainer: $("$out/wattproof-trainer" --version) in dist/trainer"
