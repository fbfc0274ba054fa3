// ReLU and GELU with their derivatives, and the two ends of a layer: behind a product forward, behind one backward.
#pragma once
#include "dropout.h"
#include "numbers.h"

namespace device {

// Hendrycks and Gimpel 2016: x times the probability that a standard normal number is below x.
__device__ __forceinline__ float normal_below(float x) { return 0.5f * (1 + erff(x * 0.70710678f)); }

__device__ __forceinline__ float activate(int32_t kind, float x) {
  if (kind == ACTIVATION_RELU) return x > 0 ? x : x != x ? x : 0; // not-a-number must reach the loss
  if (kind == ACTIVATION_GELU) return x * normal_below(x);
  return x;
}

// `saved`: what came out of ReLU, what went into GELU.
__device__ __forceinline__ float activation_slope(int32_t kind, float saved) {
  if (kind == ACTIVATION_RELU) return saved > 0 ? 1 : 0;
  if (kind == ACTIVATION_GELU) return normal_below(saved) + saved * 0.39894228f * expf(-0.5f * saved * saved);
  return 1;
}

// out = dropout(activation(x + bias)) for the four numbers at `place` (row * ld + column).
template <class number, class args_type>
__device__ __forceinline__ float4 end_forward(const args_type &args, const dropout &drop, int64_t place, int column, float4 x) {
  if (args.bias) {
    const float4 bias = load4(args.bias + column);
    x = {x.x + bias.x, x.y + bias.y, x.z + bias.z, x.w + bias.w};
  }
  if (args.save) store4(static_cast<number *>(args.save) + place, x);
  const int32_t kind = args.activation;
  return {activate(kind, x.x) * drop.factor(place), activate(kind, x.y) * drop.factor(place + 1),
          activate(kind, x.z) * drop.factor(place + 2), activate(kind, x.w) * drop.factor(place + 3)};
}

template <class number, class args_type>
__device__ __forceinline__ float4 end_backward(const args_type &args, const dropout &drop, int64_t place, float4 x) {
  const int32_t kind = args.activation;
  if (kind != ACTIVATION_NONE) {
    const float4 saved = load4(static_cast<const number *>(args.saved) + place);
    x = {x.x * activation_slope(kind, saved.x), x.y * activation_slope(kind, saved.y), x.z * activation_slope(kind, saved.z),
         x.w * activation_slope(kind, saved.w)};
  }
  return {x.x * drop.factor(place), x.y * drop.factor(place + 1), x.z * drop.factor(place + 2), x.w * drop.factor(place + 3)};
}

// The ends on their own, for the products of a library.
template <class number> __device__ void activate_all(const activation_args &args) {
  const int64_t place = global_thread() * 4;
  if (place >= int64_t(args.m) * args.n) return;
  number *at = static_cast<number *>(args.values) + place;
  store4(at, end_forward<number>(args, dropout(args), place, int(place % args.n), load4(at)));
}

template <class number> __device__ void activation_gradient_all(const activation_args &args) {
  const int64_t place = global_thread() * 4;
  if (place >= int64_t(args.m) * args.n) return;
  number *at = static_cast<number *>(args.values) + place;
  store4(at, end_backward<number>(args, dropout(args), place, load4(at)));
}

} // namespace device
