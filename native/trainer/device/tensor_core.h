// The PTX instructions of tensor cores and of copies past the registers, as functions. PTX ISA: ldmatrix, mma.m16n8k16, cp.async.
#pragma once
#include "numbers.h"

namespace device {

#ifdef WATTPROOF_EMULATOR
using emulator::copy_async_16, emulator::commit_copies, emulator::wait_for_copies;
using emulator::load_matrices, emulator::load_matrices_transposed, emulator::round_to_tf32;

template <class number> void multiply_16x8x16(float (&sum)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1) {
  emulator::multiply_16bit(sum, a, b0, b1, [](uint16_t bits) { return to_float(number{bits}); });
}
inline void multiply_16x8x8_tf32(float (&sum)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1) {
  emulator::multiply_tf32(sum, a, b0, b1);
}
#else
__device__ __forceinline__ uint32_t shared_address(const void *at) { return uint32_t(__cvta_generic_to_shared(at)); }

// Begins to copy 16 bytes to shared memory, or zeros without reading `from`. Before sm_80 it is done at once.
__device__ __forceinline__ void copy_async_16(void *to, const void *from, bool inside) {
#if BEFORE_SM80
  *static_cast<uint4 *>(to) = inside ? *static_cast<const uint4 *>(from) : uint4{0, 0, 0, 0};
#else
  asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(shared_address(to)), "l"(from), "r"(inside ? 16 : 0) : "memory");
#endif
}
__device__ __forceinline__ void commit_copies() {
#if !BEFORE_SM80
  asm volatile("cp.async.commit_group;" ::: "memory");
#endif
}
// Until at most `pending` of this thread's committed groups are under way.
template <int pending> __device__ __forceinline__ void wait_for_copies() {
#if !BEFORE_SM80
  asm volatile("cp.async.wait_group %0;" ::"n"(pending) : "memory");
#endif
}

// Four 8 x 8 matrices of 16-bit numbers; lane l says where row l % 8 of matrix l / 8 begins.
__device__ __forceinline__ void load_matrices(uint32_t (&to)[4], const void *row) {
  asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
               : "=r"(to[0]), "=r"(to[1]), "=r"(to[2]), "=r"(to[3])
               : "r"(shared_address(row))
               : "memory");
}
__device__ __forceinline__ void load_matrices_transposed(uint32_t (&to)[4], const void *row) {
  asm volatile("ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0, %1, %2, %3}, [%4];"
               : "=r"(to[0]), "=r"(to[1]), "=r"(to[2]), "=r"(to[3])
               : "r"(shared_address(row))
               : "memory");
}

// sum [16][8] += a [16][16] b [16][8]
template <class number> __device__ __forceinline__ void multiply_16x8x16(float (&sum)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1);
template <> __device__ __forceinline__ void multiply_16x8x16<fp16>(float (&sum)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1) {
#if BEFORE_SM80
  const auto half = [&](uint32_t a0, uint32_t a1, uint32_t b) {
    asm("mma.sync.aligned.m16n8k8.row.col.f32.f16.f16.f32 {%0, %1, %2, %3}, {%4, %5}, {%6}, {%0, %1, %2, %3};"
                 : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
                 : "r"(a0), "r"(a1), "r"(b));
  };
  half(a[0], a[1], b0);
  half(a[2], a[3], b1);
#else
  asm("mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
               : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
               : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
#endif
}
#if !BEFORE_SM80
template <> __device__ __forceinline__ void multiply_16x8x16<bf16>(float (&sum)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1) {
  asm("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
               : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
               : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
}

// sum [16][8] += a [16][8] b [8][8] of TF32 numbers
__device__ __forceinline__ void multiply_16x8x8_tf32(float (&sum)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1) {
  asm("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
               : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
               : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
}
// To 10 bits of mantissa, nearest, ties away from zero.
__device__ __forceinline__ uint32_t round_to_tf32(uint32_t bits) {
  uint32_t rounded;
  asm("cvt.rna.tf32.f32 %0, %1;" : "=r"(rounded) : "f"(__uint_as_float(bits)));
  return rounded;
}
#endif
#endif

} // namespace device
