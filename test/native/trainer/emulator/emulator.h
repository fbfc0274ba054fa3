// Runs the trainer's CUDA kernels on the CPU, from the same source: what a kernel sees of the language and of the hardware.
// Every thread of a block is a fiber; barriers, shuffles and tensor-core instructions are those of docs.nvidia.com/cuda/
// parallel-thread-execution. It shows neither speed nor what the hardware does beyond its documentation.
#pragma once
#include "collective.h"
#include "half.h"
#include "kernel_list.h"
#include "shared_memory.h"
#include "tensor_instructions.h"
#include <cmath>
#include <cstdint>
#include <cstring>

#define __device__
#define __forceinline__ inline
#define __restrict__

#define KERNEL(name, args_type, threads, ...)                                                                                       \
  static void name(const device_abi::args_type &args) { __VA_ARGS__; }                                                              \
  static const emulator::kernel name##_listed(#name, threads, sizeof(device_abi::args_type), [](const void *args) {                 \
    name(*static_cast<const device_abi::args_type *>(args));                                                                        \
  });
#define KERNEL_IN_PAIRS KERNEL
#define SHARED(type, name, count) type *name = emulator::shared_array<type>(count)
#define DYNAMIC_SHARED(name) unsigned char *name = emulator::dynamic_shared()

#define threadIdx emulator::now.thread
#define blockIdx emulator::now.block
#define blockDim emulator::now.threads
#define gridDim emulator::now.grid
#define __syncthreads emulator::block_barrier
#define __syncwarp emulator::warp_barrier

struct alignas(8) float2 {
  float x, y;
};
struct alignas(16) float4 {
  float x, y, z, w;
};
struct alignas(8) uint2 {
  uint32_t x, y;
};
struct alignas(16) uint4 {
  uint32_t x, y, z, w;
};

inline uint32_t __float_as_uint(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}
inline float __uint_as_float(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}
template <class number> number __shfl_xor_sync(unsigned mask, number x, int distance) {
  if (mask != 0xffffffffu) emulator::fault("expected a shuffle among all lanes");
  return emulator::shuffle_xor(x, distance);
}
using std::isfinite;
