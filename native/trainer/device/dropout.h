// Dropout without stored masks: whether a number is kept is a hash of layer, batch and place, asked again on the way back.
#pragma once
#include "platform.h"

namespace device {

// The finaliser of splitmix64 (Steele, Lea, Flood 2014): value number i of the stream that starts at `state`.
__device__ __forceinline__ uint64_t splitmix(uint64_t state, uint64_t i) {
  uint64_t z = state + (i + 1) * 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

struct dropout {
  uint64_t stream;
  uint32_t threshold; // of 2^32; 0: keep all
  float scale;

  template <class args_type>
  __device__ __forceinline__ explicit dropout(const args_type &args)
      : stream(args.dropout_threshold ? splitmix(args.dropout_key, uint64_t(args.state->batches)) : 0), threshold(args.dropout_threshold),
        scale(args.dropout_scale) {}

  // What the number at `place` is multiplied by.
  __device__ __forceinline__ float factor(int64_t place) const {
    if (threshold == 0) return 1;
    return uint32_t(splitmix(stream, uint64_t(place)) >> 32) >= threshold ? scale : 0;
  }
};

} // namespace device
