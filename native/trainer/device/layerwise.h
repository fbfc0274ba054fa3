// LARS and LAMB: each tensor's step is sized by its own norms, so both take two passes with the norms in between.
#pragma once
#include "optimisers.h"
#include "sums.h"

namespace device {

// The block's own sums of squares, for the second pass.
__device__ __forceinline__ void keep_norms(const optimiser_args &args, float of_weights, float of_step, float *memory) {
  of_weights = block_sum<OPTIMISER_THREADS>(of_weights, memory);
  of_step = block_sum<OPTIMISER_THREADS>(of_step, memory);
  if (threadIdx.x > 0) return;
  args.norms[2 * blockIdx.x] = of_weights;
  args.norms[2 * blockIdx.x + 1] = of_step;
}

struct tensor_norms {
  float weights, step;
};
// Of the whole tensor: every block adds all its spans in the same order.
__device__ __forceinline__ tensor_norms norms_of(const optimiser_args &args, const tensor &whole, double *memory) {
  double weights = 0, step = 0;
  for (int i = threadIdx.x; i < whole.spans; i += OPTIMISER_THREADS) {
    weights += args.norms[2 * (whole.first_span + i)];
    step += args.norms[2 * (whole.first_span + i) + 1];
  }
  weights = block_sum<OPTIMISER_THREADS>(weights, memory);
  step = block_sum<OPTIMISER_THREADS>(step, memory);
  return {float(sqrt(weights)), float(sqrt(step))};
}

__device__ __forceinline__ float square_sum(float4 x) { return x.x * x.x + x.y * x.y + (x.z * x.z + x.w * x.w); }

__device__ inline void lars_norms(const optimiser_args &args) {
  SHARED(float, memory, OPTIMISER_THREADS / WARP);
  if (args.state->overflow) return;
  const span part = args.spans[blockIdx.x];
  const float unscale = 1 / args.state->loss_scale;
  float of_weights = 0, of_step = 0;
  for (int i = threadIdx.x * 4; i < part.count; i += OPTIMISER_THREADS * 4) {
    const float4 g = load4(args.gradients + part.begin + i);
    of_weights += square_sum(load4(args.weights + part.begin + i));
    of_step += square_sum({g.x * unscale, g.y * unscale, g.z * unscale, g.w * unscale});
  }
  keep_norms(args, of_weights, of_step, memory);
}

__device__ inline void lars_update(const optimiser_args &args) {
  SHARED(double, memory, OPTIMISER_THREADS / WARP);
  if (args.state->overflow) return;
  const span part = args.spans[blockIdx.x];
  const tensor whole = args.tensors[part.tensor];
  const tensor_norms norms = norms_of(args, whole, memory);
  const float decay = whole.weight_decay, unscale = 1 / args.state->loss_scale;
  const bool adapts = whole.adapts && norms.weights > 0 && norms.step > 0;
  const float ratio = adapts ? args.trust * norms.weights / (norms.step + decay * norms.weights) : 1;
  update_span<false>(args, part, [&](float &w, float g, float &m, float &) {
    m = args.momentum * m + ratio * (g * unscale + decay * w);
    w -= args.learning_rate * m;
  });
}

__device__ inline void lamb_moments(const optimiser_args &args) {
  SHARED(float, memory, OPTIMISER_THREADS / WARP);
  if (args.state->overflow) return;
  const span part = args.spans[blockIdx.x];
  const float decay = args.tensors[part.tensor].weight_decay, unscale = 1 / args.state->loss_scale;
  const moment_corrections correct(args);
  float of_weights = 0, of_step = 0;
  for (int i = threadIdx.x * 4; i < part.count; i += OPTIMISER_THREADS * 4) {
    const int64_t place = part.begin + i;
    const float4 w = load4(args.weights + place), g = load4(args.gradients + place);
    float4 m = load4(args.moment1 + place), v = load4(args.moment2 + place);
    const auto step = [&](float weight, float gradient, float &first, float &second) {
      return adam_direction(args, correct, gradient * unscale, first, second) + decay * weight;
    };
    const float4 r{step(w.x, g.x, m.x, v.x), step(w.y, g.y, m.y, v.y), step(w.z, g.z, m.z, v.z), step(w.w, g.w, m.w, v.w)};
    store4(args.moment1 + place, m);
    store4(args.moment2 + place, v);
    store4(args.gradients + place, r);
    of_weights += square_sum(w);
    of_step += square_sum(r);
  }
  keep_norms(args, of_weights, of_step, memory);
}

__device__ inline void lamb_update(const optimiser_args &args) {
  SHARED(double, memory, OPTIMISER_THREADS / WARP);
  if (args.state->overflow) return;
  const span part = args.spans[blockIdx.x];
  const tensor whole = args.tensors[part.tensor];
  const tensor_norms norms = norms_of(args, whole, memory);
  const float ratio = whole.adapts && norms.weights > 0 && norms.step > 0 ? norms.weights / norms.step : 1;
  for (int i = threadIdx.x * 4; i < part.count; i += OPTIMISER_THREADS * 4) {
    const int64_t place = part.begin + i;
    const float rate = args.learning_rate * ratio;
    const float4 r = load4(args.gradients + place);
    float4 w = load4(args.weights + place);
    w = {w.x - rate * r.x, w.y - rate * r.y, w.z - rate * r.z, w.w - rate * r.w};
    store4(args.weights + place, w);
    store_copy4(args.copy, args.copy_format, place, w);
  }
}

} // namespace device
