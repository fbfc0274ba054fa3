// One dense layer in memory. Weights are stored in panels of up to 64 outputs, so that a product reads them in one stream.
#pragma once
#include "buffer.h"
#include <algorithm>
#include <cstdint>

constexpr long PANEL = 64;   // outputs of a panel
constexpr long ROW_TILE = 64; // batch rows of a task
constexpr long IN_TILE = 48;  // inputs of a task: a multiple of every block height of the kernels

inline long padded(long n) { return (n + 15) / 16 * 16; }
// Row stride of a matrix with n columns: an odd number of cache lines, since rows a power of two apart would share a few
// places of a cache and evict each other.
inline long row_stride(long n) { return padded(n) + (padded(n) / 16 % 2 == 0 ? 16 : 0); }

struct layer {
  long in, out;         // true widths
  long in_pad, out_pad; // with zeros up to a multiple of 16
  long in_stride, out_stride; // between rows of activations and gradients
  // Panel p: [in_pad][panel_width(p)], beginning at p * PANEL * in_pad. Moments in the same places.
  buffer<float> weights, moment1, moment2;
  buffer<float> bias, bias_moment1, bias_moment2; // [out_pad]

  layer(long in, long out)
      : in(in), out(out), in_pad(padded(in)), out_pad(padded(out)), in_stride(row_stride(in)), out_stride(row_stride(out)), weights(in_pad * out_pad), moment1(in_pad * out_pad),
        moment2(in_pad * out_pad), bias(out_pad), bias_moment1(out_pad), bias_moment2(out_pad) {}

  long panels() const { return (out_pad + PANEL - 1) / PANEL; }
  long panel_width(long p) const { return std::min(PANEL, out_pad - p * PANEL); }
  long place(long input, long output) const {
    const long p = output / PANEL;
    return p * PANEL * in_pad + input * panel_width(p) + output % PANEL;
  }
};
