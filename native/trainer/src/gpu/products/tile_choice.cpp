// An estimate of how long a product takes, in units of multiply-adds of one multiprocessor at full speed. It has not been
// compared with measurements.
#include "tile_choice.h"
#include "../../fault.h"
#include <algorithm>

namespace gpu {
namespace {

constexpr int64_t SPLIT_ROWS = 64;    // k_per_split is a multiple of it
constexpr double START_ROWS = 32;     // what filling and draining a block's pipeline costs, in steps of k
constexpr double NUMBERS_PER_STEP = 4; // writing and adding up one partial sum, in multiply-adds

// Numbers read for each product fall with the tile's size; tiles from 128 by 128 on are limited by arithmetic.
double speed_of(const device_abi::gemm_tile &tile) {
  const double reuse = double(tile.bm) * tile.bn / (tile.bm + tile.bn);
  return std::min(1.0, reuse / 64);
}

double cost_of(const device_abi::gemm_tile &tile, product_shape shape, int64_t splits, int64_t k_per_split, int multiprocessors) {
  const int64_t blocks = blocks_of(shape.m, tile.bm) * blocks_of(shape.n, tile.bn) * splits;
  const double rounds = double(blocks_of(blocks, multiprocessors));
  const double block = (double(k_per_split) + START_ROWS) * tile.bm * tile.bn / speed_of(tile);
  const double sums = splits > 1 ? double(splits + 1) * double(shape.m * shape.n) * NUMBERS_PER_STEP / multiprocessors : 0;
  return rounds * block + sums;
}

} // namespace

tile_choice choose_tile(const gpu_device &device, const precision &format, product which, product_shape shape) {
  const bool splittable = which == product::weight_gradient;
  tile_choice best{};
  double lowest = 0;
  for (int i = 0; i < format.tile_count; i++) {
    const device_abi::gemm_tile &tile = format.tiles[i];
    const int shared = device.capability >= 80 ? tile.shared_bytes : tile.shared_bytes_sm75;
    const bool empty = device.capability < 80 && tile.shared_bytes > 0 && tile.shared_bytes_sm75 == 0;
    if (empty || shared > device.shared_bytes) continue;
    for (int64_t wanted = 1; wanted == 1 || (splittable && wanted <= 64 && wanted * shape.m * shape.n <= MOST_PARTIALS); wanted *= 2) {
      const int64_t per_split = wanted == 1 ? shape.k : blocks_of(blocks_of(shape.k, wanted), SPLIT_ROWS) * SPLIT_ROWS;
      const int64_t splits = blocks_of(shape.k, per_split);
      const double cost = cost_of(tile, shape, splits, per_split, std::max(1, device.multiprocessors));
      if (best.tile && cost >= lowest) continue;
      best = {&tile, shared, int(splits), int(per_split)};
      lowest = cost;
    }
  }
  if (!best.tile)
    throw device_fault("none of the " + std::string(format.name) + " kernels fits into the " + std::to_string(device.shared_bytes) +
                       " bytes of shared memory of " + device.name + "; take another precision");
  return best;
}

} // namespace gpu
