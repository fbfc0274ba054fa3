// Softmax cross-entropy of a row by one warp, through log-sum-exp so that large logits do not overflow; and its gradient.
#pragma once
#include "sums.h"

namespace device {

struct best_logit {
  float value;
  int place;
};
// The first of the largest, on every lane.
__device__ __forceinline__ best_logit warp_best(best_logit best) {
#pragma unroll
  for (int distance = WARP / 2; distance > 0; distance /= 2) {
    const float value = __shfl_xor_sync(ALL_LANES, best.value, distance);
    const int place = __shfl_xor_sync(ALL_LANES, best.place, distance);
    if (value > best.value || (value == best.value && place < best.place)) best = {value, place};
  }
  return best;
}

template <class number> __device__ void softmax_loss(const softmax_args &args) {
  const int row = int(blockIdx.x) * SOFTMAX_ROWS_PER_BLOCK + threadIdx.x / WARP, lane = threadIdx.x % WARP;
  if (row >= args.rows) return; // a whole warp
  const float *logits = args.logits + int64_t(row) * args.ld;
  const int label = args.labels[row];

  best_logit best{-INFINITY, args.classes};
  for (int c = lane; c < args.classes; c += WARP)
    if (logits[c] > best.value) best = {logits[c], c};
  best = warp_best(best);
  float exponentials = 0, all = 0;
  for (int c = lane; c < args.classes; c += WARP) {
    exponentials += expf(logits[c] - best.value);
    all += logits[c];
  }
  exponentials = warp_sum(exponentials);
  all = warp_sum(all);
  const float rest = args.smoothing / float(args.classes); // the target of every class but the label's
  if (lane == 0) {
    args.row_loss[row] = best.value + logf(exponentials) - (1 - args.smoothing) * logits[label] - rest * all;
    args.row_correct[row] = best.place == label;
  }
  if (!args.gradient) return;
  number *gradient = static_cast<number *>(args.gradient) + int64_t(row) * args.ld;
  const float scale = args.state->loss_scale / float(args.rows);
  for (int c = lane; c < args.ld; c += WARP) {
    const float target = rest + (c == label ? 1 - args.smoothing : 0);
    gradient[c] = from_float<number>(c < args.classes ? scale * (expf(logits[c] - best.value) / exponentials - target) : 0);
  }
}

} // namespace device
