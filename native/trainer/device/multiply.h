// Which code multiplies in which precision, for a tile of tiles.h.
#pragma once
#include "gemm_simt.h"
#include "gemm_tensor.h"

namespace device {

enum class precision { fp32, tf32, fp16, bf16 };

template <precision p> struct operand_of {
  using type = float;
};
template <> struct operand_of<precision::fp16> {
  using type = fp16;
};
template <> struct operand_of<precision::bf16> {
  using type = bf16;
};
template <precision p> using operand = typename operand_of<p>::type;

constexpr gemm_tile tile_of(precision p, int i) {
  return p == precision::fp32 ? fp32_tiles[i] : p == precision::tf32 ? tf32_tiles[i] : half_tiles[i];
}

// Before sm_80 a tile may not fit in shared memory, and bf16 and TF32 do not exist: such kernels are empty, and the host
// refuses the tile or the precision.
template <precision p, product which, int i> __device__ __forceinline__ void multiply(const gemm_args &args) {
  constexpr gemm_tile t = tile_of(p, i);
  if constexpr (p == precision::fp32) gemm_simt<which, t.bm, t.bn, t.bk, t.warp_m, t.warp_n>::run(args);
#if BEFORE_SM80
  if constexpr (p == precision::fp16 && t.shared_bytes_sm75 > 0)
    gemm_tensor<fp16, which, t.bm, t.bn, t.bk, t.warp_m, t.warp_n, 2>::run(args);
#else
  if constexpr (p != precision::fp32) gemm_tensor<operand<p>, which, t.bm, t.bn, t.bk, t.warp_m, t.warp_n, t.stages>::run(args);
#endif
}

} // namespace device
