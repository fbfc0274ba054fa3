// Layout of a network's numbers in the arenas (device/abi.h), and the initial weights of a seed.
#pragma once
#include "../network/network.h"
#include "abi.h"
#include <vector>

namespace gpu {

// Pictures that go through convolutions first; no filters: dense layers alone.
struct picture_shape {
  int64_t channels = 0, height = 0, width = 0;
  std::vector<int64_t> filters;
};

struct net_layer {
  int64_t in, out;         // the sides of a weight matrix, including padding between pixels
  int64_t in_pad, out_pad; // rounded up as the arenas require
  int64_t weights_at, bias_at;
  // Inputs come in groups with real ones first: the pixels after a maximum, with their padded channels.
  int64_t group, group_pad;
  // Convolutions: sizes of the input picture.
  int64_t channels = 0, height = 0, width = 0;

  bool convolves() const { return channels > 0; }
  int64_t pixels() const { return height * width; }
  bool real_input(int64_t i) const { return i % group_pad < group; }
  int64_t real_inputs() const { return in / group_pad * group; }
  int64_t pooled() const { return (height / 2) * (width / 2) * out_pad; } // numbers after the maximum
};

struct net_layout {
  std::vector<net_layer> layers; // convolutions first
  int64_t count = 0;             // numbers of an arena
  std::vector<device_abi::span> spans;
  std::vector<device_abi::tensor> tensors;

  // Throws config_fault when pictures are too small for so many convolutions.
  net_layout(const network_options &options, const picture_shape &pictures);
  int64_t parameters() const;
  // The same as the CPU backend draws from this seed.
  std::vector<float> initial_weights(uint64_t seed) const;
  uint64_t hash(const std::vector<float> &weights) const;

private:
  void add(net_layer layer);
  void add_tensor(int64_t begin, int64_t count, bool weights, float weight_decay);
};

} // namespace gpu
