// What happens once a batch: the search for gradients that are not finite, and the counters, sums and loss scale of the state.
#pragma once
#include "sums.h"

namespace device {

__device__ inline void check_finite(const check_args &args) {
  bool bad = false;
  for (int64_t place = global_thread() * 4; place < args.count; place += int64_t(gridDim.x) * blockDim.x * 4) {
    const float4 g = load4(args.gradients + place);
    bad |= !isfinite(g.x) || !isfinite(g.y) || !isfinite(g.z) || !isfinite(g.w);
  }
  if (bad) args.state->overflow = 1; // everybody who writes writes the same
}

// Micikevicius et al. 2018: halve when gradients overflow, double after a long while without.
__device__ inline void update_loss_scale(train_state &state, int32_t growth_interval) {
  if (state.overflow) {
    state.loss_scale = state.loss_scale > 2 ? state.loss_scale / 2 : 1;
    state.good_batches = 0;
  } else if (++state.good_batches >= growth_interval) {
    state.loss_scale *= 2;
    state.good_batches = 0;
  }
  if (state.loss_scale < state.loss_scale_min) state.loss_scale_min = state.loss_scale;
}

__device__ inline void advance(const advance_args &args) {
  SHARED(double, sums, ADVANCE_THREADS / WARP);
  SHARED(int, counts, ADVANCE_THREADS / WARP);
  double loss = 0;
  int correct = 0;
  for (int row = threadIdx.x; row < args.rows; row += ADVANCE_THREADS) {
    loss += args.row_loss[row];
    correct += args.row_correct[row];
  }
  loss = block_sum<ADVANCE_THREADS>(loss, sums);
  correct = block_sum<ADVANCE_THREADS>(correct, counts);
  if (threadIdx.x > 0) return;
  train_state &state = *args.state;
  state.loss_sum += loss;
  state.correct += correct;
  state.cursor += args.rows;
  if (!args.trains) return;
  state.batches++;
  if (state.overflow) {
    state.skipped++;
  } else {
    state.steps++;
    state.beta_power[0] *= args.beta1;
    state.beta_power[1] *= args.beta2;
  }
  if (args.scales) update_loss_scale(state, args.growth_interval);
  state.overflow = 0;
}

} // namespace device
