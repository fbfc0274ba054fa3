// Dropout without stored masks: a hash of seed, layer, batch and place decides if a number is kept, and is computed again
// in the backward pass (native/trainer/device/dropout.h draws the same). Included like elementwise.h.
#pragma once
#include "kernels.h"

namespace {

void drop(float *__restrict x, long ld, long rows, long cols, const dropout_draw &draw, int64_t place, long pitch) {
  const uint64_t threshold = draw.threshold;
  const float scale = draw.scale;
  for (long r = 0; r < rows; r++) {
    const uint64_t state = draw.stream + uint64_t(place + r * pitch + 1) * 0x9E3779B97F4A7C15u;
    for (long c = 0; c < cols; c++) {
      uint64_t z = state + uint64_t(c) * 0x9E3779B97F4A7C15u; // splitmix64 (Steele, Lea, Flood 2014)
      z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
      z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
      x[r * ld + c] *= (z ^ (z >> 31)) >> 32 >= threshold ? scale : 0; // a NaN stays NaN
    }
  }
}

} // namespace
