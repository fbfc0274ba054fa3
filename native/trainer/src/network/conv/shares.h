// How a batch is cut into shares of consecutive pictures, each with gradient sums of its own that are added up in order. The
// cut depends on the batch and the network alone, so that the sums are the same whatever the number of threads.
#pragma once
#include <algorithm>

// Enough for many cores, fewer where the sums would be large, but never below what small machines keep busy.
inline long most_shares(double gradients, long max_rows) {
  constexpr double ALL_SUMS = 32e6;
  return std::min(max_rows, std::clamp(long(ALL_SUMS / gradients), 4L, 64L));
}
