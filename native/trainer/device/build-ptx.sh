#!/usr/bin/env bash
# Makes kernels.ptx.tar.xz from the kernels, for machines without nvcc: PTX that a driver compiles for its own GPU.
#   build-ptx.sh                    writes kernels.ptx.tar.xz and kernels.ptx.sources beside the kernels
#   build-ptx.sh FOLDER             writes them there
#   build-ptx.sh --sources          prints the hash of the sources, and needs no nvcc
set -euo pipefail
export LC_ALL=C
device=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sources_hash() { (cd "$device" && sha256sum -- *.cu *.h build-ptx.sh | sha256sum | cut -d' ' -f1); }
if [ "${1:-}" = --sources ]; then sources_hash; exit; fi
to=$(cd "${1:-$device}" && pwd)
nvcc=${NVCC:-nvcc}
command -v "$nvcc" >/dev/null || { echo "build-ptx: expected nvcc (or its path in NVCC), found none; install the CUDA toolkit" >&2; exit 1; }
# nvcc orders what it writes by where its memory happens to lie, and that depends on addresses, on the environment and even on
# the length of paths. With all that fixed, equal sources give equal bytes.
nvcc=$(command -v "$nvcc")
work=$(mktemp -d /tmp/wattproof-ptx.XXXXXX)
fixed=(env -i "PATH=$(dirname "$nvcc"):/usr/bin:/bin")
if setarch -R true 2>/dev/null; then fixed=(setarch -R "${fixed[@]}"); else echo "build-ptx: addresses cannot be fixed here (setarch -R), the bytes may differ from another build's" >&2; fi
trap 'rm -rf "$work"' EXIT
cp "$device"/*.cu "$device"/*.h "$work"
cd "$work"

# nvcc writes the newest version of PTX, which only the newest drivers read, but uses nothing of it that 6.5 (driver 440) and
# 7.0 (driver 450) lack, save a hint about loads. ptxas is asked whether that is so.
for pair in 75:6.5 80:7.0; do
  cc=${pair%:*} version=${pair#*:} ptx=kernels_sm$cc.ptx
  "${fixed[@]}" "$nvcc" -std=c++17 -O3 --expt-relaxed-constexpr -arch="compute_$cc" -ptx kernels.cu -o raw.ptx
  sed -e "s/^\.version .*/.version $version/" -e '/^\s*\/\//d' -e '/^\s*\.pragma "used_bytes_mask/d' -e '/^\s*$/d' -e 's/^\t*//' raw.ptx >"$ptx"
  for gpu in 75 80 86 89 90 120; do
    if [ "$gpu" -lt "$cc" ] || { [ "$cc" = 75 ] && [ "$gpu" != 75 ]; }; then continue; fi
    "$(dirname "$nvcc")/ptxas" -arch="sm_$gpu" "$ptx" -o check.cubin
  done
done
# No times, owners or order of the folder.
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=0644 -cf kernels.tar kernels_sm75.ptx kernels_sm80.ptx
xz -9e -T1 -c kernels.tar >"$to/kernels.ptx.tar.xz"
{
  echo "$(sources_hash)  *.cu *.h build-ptx.sh"
  echo "$(sha256sum <"$to/kernels.ptx.tar.xz" | cut -d' ' -f1)  kernels.ptx.tar.xz"
  "$nvcc" --version | grep -o 'V[0-9][0-9.]*' | sed 's/^/nvcc /'
} >"$to/kernels.ptx.sources"
echo "build-ptx: $(wc -c <"$to/kernels.ptx.tar.xz") bytes"
