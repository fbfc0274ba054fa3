// Numbers of 16 bits as stored, and reads and writes of four at once; all arithmetic is fp32.
#pragma once
#include "platform.h"

namespace device {

struct fp16 {
  uint16_t bits;
};
struct bf16 {
  uint16_t bits;
};

__device__ __forceinline__ float to_float(float x) { return x; }
__device__ __forceinline__ float to_float(bf16 x) { return __uint_as_float(uint32_t(x.bits) << 16); }
#ifdef WATTPROOF_EMULATOR
__device__ __forceinline__ float to_float(fp16 x) { return emulator::float_of_fp16(x.bits); }
#else
__device__ __forceinline__ float to_float(fp16 x) {
  float y;
  asm("cvt.f32.f16 %0, %1;" : "=f"(y) : "h"(x.bits));
  return y;
}
#endif

// To the nearest, ties to even; what is too large becomes infinite.
template <class number> __device__ __forceinline__ number from_float(float x);
template <> __device__ __forceinline__ float from_float<float>(float x) { return x; }
template <> __device__ __forceinline__ fp16 from_float<fp16>(float x) {
#ifdef WATTPROOF_EMULATOR
  return {emulator::fp16_of_float(x)};
#else
  fp16 y;
  asm("cvt.rn.f16.f32 %0, %1;" : "=h"(y.bits) : "f"(x));
  return y;
#endif
}
template <> __device__ __forceinline__ bf16 from_float<bf16>(float x) {
#if !defined(WATTPROOF_EMULATOR) && !BEFORE_SM80
  bf16 y;
  asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(y.bits) : "f"(x));
  return y;
#else
  const uint32_t bits = __float_as_uint(x);
  if (x != x) return {uint16_t(bits >> 16 | 0x40)}; // stays not-a-number when its low bits go
  return {uint16_t((bits + 0x7fff + (bits >> 16 & 1)) >> 16)};
#endif
}

// Four neighbours; their address is a multiple of their size.
__device__ __forceinline__ float4 load4(const float *from) { return *reinterpret_cast<const float4 *>(from); }
__device__ __forceinline__ void store4(float *to, float4 x) { *reinterpret_cast<float4 *>(to) = x; }

template <class number> __device__ __forceinline__ float4 load4(const number *from) {
  const uint2 words = *reinterpret_cast<const uint2 *>(from);
  return {to_float(number{uint16_t(words.x)}), to_float(number{uint16_t(words.x >> 16)}), to_float(number{uint16_t(words.y)}),
          to_float(number{uint16_t(words.y >> 16)})};
}
template <class number> __device__ __forceinline__ void store4(number *to, float4 x) {
  const auto bits = [](float one) { return uint32_t(from_float<number>(one).bits); };
  *reinterpret_cast<uint2 *>(to) = {bits(x.x) | bits(x.y) << 16, bits(x.z) | bits(x.w) << 16};
}

// The 16-bit copy of the masters, where a precision has one.
__device__ __forceinline__ void store_copy4(void *copy, int32_t format, int64_t place, float4 x) {
  if (format == FORMAT_FP16) store4(static_cast<fp16 *>(copy) + place, x);
  if (format == FORMAT_BF16) store4(static_cast<bf16 *>(copy) + place, x);
}

} // namespace device
