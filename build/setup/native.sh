# The C++ programs: the trainer, and those that only tests run. Each is compiled again when its sources, the compiler or the
# options change. Contents are compared, since a fresh clone has no meaningful times.

NATIVE="$CACHE/native"
TRAINER_BUILD="$ROOT/native/trainer/build.sh"
case "$(uname -s)" in MINGW* | MSYS* | CYGWIN*) TRAINER="$ROOT/dist/trainer/wattproof-trainer.exe" ;; *) TRAINER="$ROOT/dist/trainer/wattproof-trainer" ;; esac

TEST_PROGRAMS=(trainer-tests kernels)
DEEP_PROGRAMS=(trainer-asan trainer-tsan kernels-asan trainer-windows)

# name | build folder | folder of its CMakeLists.txt | targets | options | what it is made of
programs() {
  cat <<'TABLE'
trainer|trainer|native/trainer|wattproof-trainer||native/trainer
trainer-tests|trainer|native/trainer|trainer-tests|-DTRAINER_TESTS=ON|native/trainer test/native/trainer
kernels|kernels|test/native/trainer/gpu_host|kernel-tests standin_libcuda standin_libcublaslt|-DCMAKE_BUILD_TYPE=Release|native/trainer test/native/trainer
trainer-asan|trainer-asan|native/trainer|trainer-tests wattproof-trainer|-DTRAINER_TESTS=ON -DTRAINER_SANITIZE=address -DCMAKE_BUILD_TYPE=Debug|native/trainer test/native/trainer
trainer-tsan|trainer-tsan|native/trainer|trainer-tests wattproof-trainer|-DTRAINER_TESTS=ON -DTRAINER_SANITIZE=thread -DTRAINER_LIBXSMM=OFF -DCMAKE_BUILD_TYPE=Debug|native/trainer test/native/trainer
kernels-asan|kernels-asan|test/native/trainer/emulator|kernel-tests|-DEMULATOR_SANITIZE=ON|native/trainer test/native/trainer
trainer-windows|trainer-windows|native/trainer|trainer-tests wattproof-trainer|-DCMAKE_TOOLCHAIN_FILE=cmake/mingw-w64.cmake -DTRAINER_TESTS=ON -DCMAKE_BUILD_TYPE=Release|native/trainer test/native/trainer
TABLE
}

# Sets program, tree, cmake_in, targets, options and made_of; fails for a name that no row has.
read_program() {
  IFS='|' read -r program tree cmake_in targets options made_of < <(programs | grep "^$1|") || return 1
  tree="$NATIVE/$tree"
}

compiler_of() { case "$1" in trainer-windows) echo x86_64-w64-mingw32-g++-posix ;; *) echo "${CXX:-c++}" ;; esac }

# Prints the first tool missing to compile this program; nothing when none is.
tool_missing() {
  local tool
  for tool in cmake make "$(compiler_of "$1")"; do
    have "$tool" || { echo "$tool" && return; }
  done
}

sha256() { if have sha256sum; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }
export -f have sha256

# hashes PATH...: one line for each C++ source and each build file.
hashes() {
  (cd "$ROOT" && find "$@" -type f \( -name '*.h' -o -name '*.cpp' -o -name '*.cu' -o -name CMakeLists.txt -o -name '*.cmake' -o -name '*.xz' -o -name build.sh \) -print0 2>/dev/null |
    LC_ALL=C sort -z | xargs -0 bash -c '[ $# -eq 0 ] || sha256 "$@"' hashes)
}

# Everything but the sources that affects the result. Headers from system packages count as present or absent.
circumstances() {
  local header found=''
  for header in zlib.h stb/stb_image.h libxsmm.h; do
    if [ -e "/usr/include/$header" ] || [ -e "/usr/local/include/$header" ]; then found="$found $header"; fi
  done
  echo "compiler: $("$(compiler_of "$1")" --version 2>/dev/null | head -n 1); flags: ${CXXFLAGS:-} ${LDFLAGS:-}; headers:$found"
}

# Where nothing can be compiled, only the sources are compared, so that a prebuilt trainer stays.
made_of_now() {
  # shellcheck disable=SC2086 # one word for each path
  if [ -z "$(tool_missing "$program")" ]; then circumstances "$program" && echo "options: $options"; fi && hashes $made_of
}

targets_there() {
  [ "$program" != trainer ] || { [ -x "$TRAINER" ] && return; }
  local target
  for target in $targets; do
    [ -f "$tree/$target" ] || [ -f "$tree/$target.exe" ] || [ -f "$tree/lib$target.so" ] || return 1
  done
}

program_ready() {
  local program tree cmake_in targets options made_of
  read_program "$1" && targets_there || return 1
  local made="$NATIVE/$program.made-of"
  [ -f "$made" ] || return 1
  if [ -n "$(tool_missing "$program")" ]; then
    [ "$(made_of_now)" = "$(grep -E '^[0-9a-f]{64} ' "$made")" ]
  else
    [ "$(made_of_now)" = "$(cat "$made")" ]
  fi
}

# make compares times. A source with new content but an old time (from an archive, by cp -p) is touched, and a build folder
# of another compiler, or of unknown sources, is rebuilt from scratch.
ready_tree() {
  local seen="$tree/.seen" now file
  now="$(circumstances "$program" && hashes native/trainer test/native/trainer)"
  if [ "$(head -n 1 "$seen" 2>/dev/null)" != "$(head -n 1 <<<"$now")" ]; then
    rm -rf "$tree"
  else
    grep -vxFf "$seen" <<<"$now" | while read -r _ file; do
      [ "$ROOT/$file" -nt "$seen" ] || touch "$ROOT/$file"
    done
  fi
  mkdir -p "$tree" && printf '%s\n' "$now" >"$seen"
}

run_cmake() {
  local option words=()
  for option in $options; do words+=("${option/=cmake\//=$ROOT/$cmake_in/cmake/}"); done
  cmake -S "$ROOT/$cmake_in" -B "$tree" -G 'Unix Makefiles' "${words[@]}" &&
    # shellcheck disable=SC2086 # one word for each target
    cmake --build "$tree" --parallel "$(nproc 2>/dev/null || echo 2)" --target $targets
}

compile() {
  case "$program" in
    trainer) bash "$TRAINER_BUILD" ;;
    trainer-tests) bash "$TRAINER_BUILD" tests ;;
    *) run_cmake ;;
  esac
}

# compile_program NAME: does nothing when it is up to date. Fails with a message when it cannot be compiled.
compile_program() {
  program_ready "$1" && return 0
  local program tree cmake_in targets options made_of missing made
  read_program "$1" || die "expected a program of build/setup/native.sh, got $1"
  missing="$(tool_missing "$program")"
  [ -z "$missing" ] || { say "$program: cannot be compiled, $missing is missing" && return 1; }
  say "$program: compiling"
  made="$(made_of_now)"
  ready_tree && quietly "$program" compile && printf '%s\n' "$made" >"$NATIVE/$program.made-of" && return 0
  say "$program: could not be compiled; see $SETUP_LOG"
  return 1
}

trainer_ready() { program_ready trainer; }

# Never fails the set-up: measuring, recording and analysing need no trainer.
build_trainer() {
  compile_program trainer || say "without a trainer benchmarks cannot run; measuring and recording can"
}

# Never fails the set-up: tests of a missing program report it.
build_test_programs() {
  local name
  for name in "$@"; do
    compile_program "$name" || say "the tests of $name will be skipped or fail"
  done
}
