// The end of a hidden layer, in double: ReLU or GELU, their slopes, and dropout's factor.
#pragma once
#include "network/network.h"
#include "random.h"
#include <algorithm>
#include <cmath>

struct reference_end {
  bool gelu = false;
  double dropout = 0;
  uint64_t seed = 0;
  int64_t batch = 0; // since the reset, from 0

  explicit reference_end(const network_options &options) : gelu(options.gelu), dropout(double(options.dropout)), seed(options.seed) {}

  static double normal_below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }
  double activated(double z) const { return gelu ? z * normal_below(z) : std::max(0.0, z); }
  double slope(double z) const {
    if (!gelu) return z > 0;
    return normal_below(z) + z * std::exp(-z * z / 2) / std::sqrt(2 * 3.14159265358979323846);
  }

  // Factor for the number at (row, column) after layer `layer` of `width` outputs: the value with that index in its stream.
  double factor(size_t layer, int64_t row, int64_t column, int64_t width) const {
    if (dropout == 0) return 1;
    uint64_t of_batch = jumped(random_stream(seed, (uint64_t(1) << 40) + layer).next(), batch);
    const uint64_t drawn = jumped(of_batch, row * ((width + 15) / 16 * 16) + column);
    return double(drawn >> 32) >= std::nearbyint(dropout * 0x1p32) ? 1 / (1 - dropout) : 0;
  }

private:
  // Value number i of the splitmix64 stream that begins at `state`.
  static uint64_t jumped(uint64_t state, int64_t i) {
    uint64_t z = state + uint64_t(i + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
};
