// SGD with momentum, Adam and AdamW: one pass over a span of the arena. Gradients come multiplied by the loss scale.
#pragma once
#include "numbers.h"

namespace device {

// Calls update(w, g, m, v) for each four numbers of the block's span and stores what it leaves in w (its 16-bit copy too), m and v.
template <bool has_moment2, class function> __device__ __forceinline__ void update_span(const optimiser_args &args, const span &part, function update) {
  for (int i = threadIdx.x * 4; i < part.count; i += OPTIMISER_THREADS * 4) {
    const int64_t place = part.begin + i;
    float4 w = load4(args.weights + place), g = load4(args.gradients + place), m = load4(args.moment1 + place), v{};
    if (has_moment2) v = load4(args.moment2 + place);
    update(w.x, g.x, m.x, v.x), update(w.y, g.y, m.y, v.y), update(w.z, g.z, m.z, v.z), update(w.w, g.w, m.w, v.w);
    store4(args.weights + place, w);
    store4(args.moment1 + place, m);
    if (has_moment2) store4(args.moment2 + place, v);
    store_copy4(args.copy, args.copy_format, place, w);
  }
}

__device__ inline void sgd(const optimiser_args &args) {
  if (args.state->overflow) return;
  const span part = args.spans[blockIdx.x];
  const float decay = args.tensors[part.tensor].weight_decay, unscale = 1 / args.state->loss_scale;
  update_span<false>(args, part, [&](float &w, float g, float &m, float &) {
    m = args.momentum * m + (g * unscale + decay * w);
    w -= args.learning_rate * m;
  });
}

// What Adam's moments are divided by, since they begin at zero: 1 - beta^step, of the step about to be made.
struct moment_corrections {
  float first, second;
  __device__ __forceinline__ explicit moment_corrections(const optimiser_args &args)
      : first(float(1 - args.state->beta_power[0] * double(args.beta1))), second(float(1 - args.state->beta_power[1] * double(args.beta2))) {}
};

// The corrected direction; also updates the moments.
__device__ __forceinline__ float adam_direction(const optimiser_args &args, const moment_corrections &correct, float g, float &m, float &v) {
  m = args.beta1 * m + (1 - args.beta1) * g;
  v = args.beta2 * v + (1 - args.beta2) * g * g;
  return m / correct.first / (sqrtf(v / correct.second) + args.epsilon);
}

__device__ inline void adam(const optimiser_args &args) {
  if (args.state->overflow) return;
  const span part = args.spans[blockIdx.x];
  const float decay = args.tensors[part.tensor].weight_decay, unscale = 1 / args.state->loss_scale;
  const moment_corrections correct(args);
  update_span<true>(args, part, [&](float &w, float g, float &m, float &v) {
    g *= unscale;
    if (args.decoupled) w -= args.learning_rate * decay * w;
    else g += decay * w;
    w -= args.learning_rate * adam_direction(args, correct, g, m, v);
  });
}

__device__ inline void copy_weights(const copy_args &args) {
  const int64_t place = global_thread() * 4;
  if (place < args.count) store_copy4(args.copy, args.copy_format, place, load4(args.weights + place));
}

} // namespace device
