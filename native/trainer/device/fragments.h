// Pieces of operands as the tensor cores want them, spread over the lanes of a warp. A piece of a is 16 x STEP, of b STEP x 16.
#pragma once
#include "tensor_core.h"

namespace device {

// Which of the four 8-row matrices of a piece this lane addresses, and which of its rows.
struct lane_place {
  int low, high, row; // matrix = low + 2 * high
  __device__ __forceinline__ lane_place() : low(threadIdx.x / 8 % 2), high(threadIdx.x / 16 % 2), row(threadIdx.x % 8) {}
};

template <class number> struct fragments { // fp16, bf16
  static constexpr int STEP = 16;

  // Stored [m][k] or, by_k, [k][m].
  template <bool by_k> static __device__ __forceinline__ void load_a(uint32_t (&to)[4], const number *tile, int ld, int m, int k) {
    const lane_place at;
    if (by_k) load_matrices_transposed(to, tile + (k + at.row + at.high * 8) * ld + m + at.low * 8);
    else load_matrices(to, tile + (m + at.row + at.low * 8) * ld + k + at.high * 8);
  }
  // Columns n .. n + 7 in to[0], to[1], the next eight in to[2], to[3].
  template <bool by_k> static __device__ __forceinline__ void load_b(uint32_t (&to)[4], const number *tile, int ld, int n, int k) {
    const lane_place at;
    if (by_k) load_matrices_transposed(to, tile + (k + at.row + at.low * 8) * ld + n + at.high * 8);
    else load_matrices(to, tile + (n + at.row + at.high * 8) * ld + k + at.low * 8);
  }
  static __device__ __forceinline__ void multiply(float (&sum)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1) {
    multiply_16x8x16<number>(sum, a, b0, b1);
  }
};

#if !BEFORE_SM80
template <> struct fragments<float> { // TF32
  static constexpr int STEP = 8;

  // ldmatrix moves rows of 16 bytes: four numbers here. It cannot transpose words of 32 bits, so by_k reads one by one.
  template <bool by_k> static __device__ __forceinline__ void load_a(uint32_t (&to)[4], const float *tile, int ld, int m, int k) {
    const lane_place at;
    if (by_k) {
      const float *corner = tile + (k + threadIdx.x % 4) * ld + m + threadIdx.x % WARP / 4;
      to[0] = __float_as_uint(corner[0]), to[1] = __float_as_uint(corner[8]);
      to[2] = __float_as_uint(corner[4 * ld]), to[3] = __float_as_uint(corner[4 * ld + 8]);
    } else {
      load_matrices(to, tile + (m + at.row + at.low * 8) * ld + k + at.high * 4);
    }
    round(to);
  }
  template <bool by_k> static __device__ __forceinline__ void load_b(uint32_t (&to)[4], const float *tile, int ld, int n, int k) {
    const lane_place at;
    if (by_k) {
      const float *corner = tile + (k + threadIdx.x % 4) * ld + n + threadIdx.x % WARP / 4;
      to[0] = __float_as_uint(corner[0]), to[1] = __float_as_uint(corner[4 * ld]);
      to[2] = __float_as_uint(corner[8]), to[3] = __float_as_uint(corner[4 * ld + 8]);
    } else {
      load_matrices(to, tile + (n + at.row + at.high * 8) * ld + k + at.low * 4);
    }
    round(to);
  }
  static __device__ __forceinline__ void round(uint32_t (&piece)[4]) {
#pragma unroll
    for (int i = 0; i < 4; i++) piece[i] = round_to_tf32(piece[i]);
  }
  static __device__ __forceinline__ void multiply(float (&sum)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1) {
    multiply_16x8x8_tf32(sum, a, b0, b1);
  }
};
#endif

} // namespace device
