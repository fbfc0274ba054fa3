// Which tile and how many splits a product gets. By shapes and by the GPU's numbers alone, never by a stopwatch: splits decide
// in which order numbers are added, and equal runs have to give equal bits.
#pragma once
#include "../precision.h"
#include "products.h"

namespace gpu {

struct product_shape {
  int64_t m, n, k;
};
struct tile_choice {
  const device_abi::gemm_tile *tile;
  int shared_bytes;
  int splits, k_per_split; // splits > 1 for weight gradients only
};

// Partial sums of all splits together: more are not made.
constexpr int64_t MOST_PARTIALS = 1 << 22;

// Throws device_fault: no tile fits on this GPU.
tile_choice choose_tile(const gpu_device &device, const precision &format, product which, product_shape shape);

} // namespace gpu
