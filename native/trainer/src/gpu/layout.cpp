// Offsets, spans, first weights and their hash.
#include "layout.h"
#include "../fault.h"
#include "../network/weights_hash.h"
#include "../random.h"
#include <algorithm>
#include <cmath>

namespace gpu {

using device_abi::padded_width;

net_layout::net_layout(const network_options &options, const picture_shape &pictures) {
  int64_t channels = pictures.channels, height = pictures.height, width = pictures.width;
  for (const int64_t filters : pictures.filters) {
    if (height < 2 || width < 2)
      throw config_fault("expected pictures of at least " + std::to_string(1L << pictures.filters.size()) + " pixels in width and height for " +
                         std::to_string(pictures.filters.size()) + " config.channels, each of which halves them, got " +
                         std::to_string(pictures.width) + "x" + std::to_string(pictures.height) + "; take fewer channels or larger pictures");
    add({9 * channels, filters, 0, 0, 0, 0, 1, 1, channels, height, width});
    channels = filters, height /= 2, width /= 2;
  }
  const bool convolves = !layers.empty();
  for (size_t l = 0; l + 1 < options.widths.size(); l++) {
    const bool first = convolves && l == 0;
    const int64_t in = first ? layers.back().pooled() : options.widths[l];
    add({in, options.widths[l + 1], 0, 0, 0, 0, first ? channels : 1, first ? padded_width(channels) : 1});
  }
  for (const net_layer &of : layers) {
    add_tensor(of.weights_at, of.in_pad * of.out_pad, true, options.weight_decay);
    add_tensor(of.bias_at, of.out_pad, false, 0);
  }
}

void net_layout::add(net_layer layer) {
  layer.in_pad = padded_width(layer.in);
  layer.out_pad = padded_width(layer.out);
  layer.weights_at = count;
  layer.bias_at = count + layer.in_pad * layer.out_pad;
  count = layer.bias_at + layer.out_pad;
  layers.push_back(layer);
}

void net_layout::add_tensor(int64_t begin, int64_t numbers, bool weights, float weight_decay) {
  const int32_t first = int32_t(spans.size()), number = int32_t(tensors.size());
  for (int64_t at = 0; at < numbers; at += device_abi::SPAN_NUMBERS)
    spans.push_back({begin + at, int32_t(std::min<int64_t>(device_abi::SPAN_NUMBERS, numbers - at)), number});
  tensors.push_back({first, int32_t(spans.size()) - first, weight_decay, weights});
}

int64_t net_layout::parameters() const {
  int64_t sum = 0;
  for (const net_layer &of : layers) sum += (of.real_inputs() + 1) * of.out;
  return sum;
}

std::vector<float> net_layout::initial_weights(uint64_t seed) const {
  std::vector<float> weights(size_t(count), 0.0f);
  random_stream of_dense(seed, FOR_WEIGHTS), of_convolutions(seed, FOR_CONVOLUTIONS);
  for (const net_layer &of : layers) {
    random_stream &random = of.convolves() ? of_convolutions : of_dense;
    const double deviation = std::sqrt(2.0 / double(of.real_inputs()));
    for (int64_t i = 0; i < of.in; i++) {
      if (!of.real_input(i)) continue;
      for (int64_t o = 0; o < of.out; o++) weights[size_t(of.weights_at + i * of.out_pad + o)] = float(deviation * random.normal());
    }
  }
  return weights;
}

uint64_t net_layout::hash(const std::vector<float> &weights) const {
  weights_hash hash;
  for (const net_layer &of : layers) {
    for (int64_t i = 0; i < of.in; i++)
      for (int64_t o = 0; o < of.out && of.real_input(i); o++) hash.add(weights[size_t(of.weights_at + i * of.out_pad + o)]);
    for (int64_t o = 0; o < of.out; o++) hash.add(weights[size_t(of.bias_at + o)]);
  }
  return hash.value;
}

} // namespace gpu
