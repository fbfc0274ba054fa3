// Divides a batch into shares of consecutive pictures, each with its own gradient sums, which are added up in order. The
// division depends only on the batch and the network, so that the sums are the same for any number of threads.
#pragma once
#include <algorithm>

// Enough for many cores, fewer where the sums would be large, but never below what small machines keep busy.
inline long most_shares(double gradients, long max_rows) {
  constexpr double ALL_SUMS = 32e6;
  return std::min(max_rows, std::clamp(long(ALL_SUMS / gradients), 4L, 64L));
}
