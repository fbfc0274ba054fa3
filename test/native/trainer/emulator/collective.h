// Synchronises threads: barriers of a block, and operations that the 32 lanes of a warp do together.
#pragma once
#include "block.h"

namespace emulator {

constexpr int LANES = 32;

void block_barrier();

// Each lane brings its operands; when all 32 have come with the same operation it runs once, and all go on.
using warp_operation = void (*)(void *operands[LANES]);
void meet(warp_operation operation, void *operands);

inline void warp_barrier() {
  meet([](void **) {}, nullptr);
}

template <class number> number shuffle_xor(number x, int distance) {
  struct exchange {
    number given, taken;
    int distance;
  } mine{x, x, distance};
  meet(
      [](void *operands[LANES]) {
        for (int lane = 0; lane < LANES; lane++) {
          auto *to = static_cast<exchange *>(operands[lane]);
          to->taken = static_cast<exchange *>(operands[lane ^ to->distance])->given;
        }
      },
      &mine);
  return mine.taken;
}

} // namespace emulator
