// What a kernel needs from its surroundings: nvcc and the GPU, or the emulator of the tests (which knows no CUDA header).
#pragma once
#include "abi.h"
#include <cstdint>

#ifdef WATTPROOF_EMULATOR
#include "emulator.h"
#else
// A kernel is a name, the struct it takes, its block size, and a body that reads `args`.
#define KERNEL(name, args_type, threads, ...)                                                                                       \
  extern "C" __global__ void __launch_bounds__(threads) name(const device_abi::args_type args) { __VA_ARGS__; }
// The same with no more registers than let two blocks share a multiprocessor, so that each hides the other's waits.
#define KERNEL_IN_PAIRS(name, args_type, threads, ...)                                                                              \
  extern "C" __global__ void __launch_bounds__(threads, 2) name(const device_abi::args_type args) { __VA_ARGS__; }
#define SHARED(type, name, count) __shared__ __align__(16) type name[count]
#define DYNAMIC_SHARED(name) extern __shared__ __align__(16) unsigned char name[]
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ < 800
#define BEFORE_SM80 1
#endif
#endif

#ifndef BEFORE_SM80
#define BEFORE_SM80 0
#endif

namespace device {
using namespace device_abi;

constexpr int WARP = 32;
constexpr unsigned ALL_LANES = 0xffffffffu;

// Number of this thread among all threads of a grid with one dimension.
__device__ __forceinline__ int64_t global_thread() { return int64_t(blockIdx.x) * blockDim.x + threadIdx.x; }

} // namespace device
