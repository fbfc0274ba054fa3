// Updates the weights: dW = X^T dY tile by tile, and the optimiser on each tile.
#include "apply.h"
#include "layerwise.h"
#include "mlp.h"
#include "tiles.h"

// One tile of a layer's weights, the work of one task.
struct weight_tile {
  long panel, input, inputs, width;
  long at, count; // in the layer's weights
  weight_tile(const layer &of, long task)
      : panel(task % of.panels()), input(task / of.panels() * IN_TILE), inputs(std::min(IN_TILE, of.in_pad - input)), width(of.panel_width(panel)),
        at(panel * PANEL * of.in_pad + input * width), count(inputs * width) {}
};

// gradient: in the layout of the tile's weights.
template <class word> void mlp<word>::weight_gradient(size_t l, long rows, const weight_tile &tile, float *gradient) const {
  const layer &of = layers_[l];
  gemm_({tile.inputs, tile.width, words<word>(rows), inputs_[l].columns + tile.input, of.in_stride, true, deltas_[l].columns + tile.panel * PANEL,
         of.out_stride, gradient, tile.width, false});
}

template <class word> void mlp<word>::update(size_t l, long rows) {
  if (layerwise::takes(options_.optimiser)) return update_layerwise(l, rows);
  layer &of = layers_[l];
  pool_.run(tiles(of.in_pad, IN_TILE) * of.panels(), [&](long task) {
    alignas(64) float gradient[IN_TILE * PANEL]; // used while it is in the cache: no gradient array
    const weight_tile tile(of, task);
    weight_gradient(l, rows, tile, gradient);
    apply_optimiser(kernels_, options_, steps_, parameter::weights, &of.weights[tile.at], &of.moment1[tile.at], &of.moment2[tile.at], gradient, tile.count);
    packed_[l].pack(kernels_, of, tile.panel, tile.input, tile.inputs);
  });
}

template <class word> void mlp<word>::update_layerwise(size_t l, long rows) {
  layer &of = layers_[l];
  const layerwise optimiser(kernels_, options_, steps_, options_.weight_decay);
  std::vector<step_size> sizes(size_t(tiles(of.in_pad, IN_TILE) * of.panels()));
  pool_.run(long(sizes.size()), [&](long task) {
    const weight_tile tile(of, task);
    float *gradient = &gradient_[tile.at];
    weight_gradient(l, rows, tile, gradient);
    sizes[size_t(task)] = optimiser.prepare(&of.weights[tile.at], &of.moment1[tile.at], &of.moment2[tile.at], gradient, tile.count);
  });
  step_size whole;
  for (const step_size &of_tile : sizes) whole += of_tile;
  const float ratio = optimiser.ratio(whole);
  pool_.run(long(sizes.size()), [&](long task) {
    const weight_tile tile(of, task);
    optimiser.apply(ratio, &of.weights[tile.at], &of.moment1[tile.at], &gradient_[tile.at], tile.count);
    packed_[l].pack(kernels_, of, tile.panel, tile.input, tile.inputs);
  });
}

// Uses the sums of each row tile, which `backward` then overwrites with those of the layer below.
template <class word> void mlp<word>::update_bias(size_t l, long rows) {
  layer &of = layers_[l];
  for (long t = 1; t < tiles(rows, ROW_TILE); t++)
    for (long c = 0; c < of.out_pad; c++) bias_sums_[c] += bias_sums_[t * widest_ + c];
  apply_optimiser(kernels_, options_, steps_, parameter::biases, of.bias.get(), of.bias_moment1.get(), of.bias_moment2.get(), bias_sums_.get(), of.out_pad);
}

template void mlp<float>::update(size_t, long);
template void mlp<bf16_pair>::update(size_t, long);
template void mlp<float>::update_bias(size_t, long);
template void mlp<bf16_pair>::update_bias(size_t, long);
