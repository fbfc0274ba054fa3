// Computes the shapes and the memory of a convolutional network before anything is allocated.
#include "../../fault.h"
#include "cnn.h"
#include "shares.h"

std::vector<block_shape> cnn_shapes(const cnn_options &options) {
  if (options.channels < 1 || options.height < 1 || options.width < 1)
    throw config_fault("expected pictures for config.model cnn, got data without height and width; take data of kind idx or images, or the model mlp");
  std::vector<block_shape> shapes;
  framed_shape in{long(options.height), long(options.width), long(options.channels), long(options.channels)};
  if (options.dense.bf16) in.stride = (in.stride + 1) / 2 * 2; // channels go in pairs
  for (const int64_t filters : options.filters) {
    if (in.height < 2 || in.width < 2)
      throw config_fault("expected pictures of at least " + std::to_string(1L << options.filters.size()) + " pixels in width and height for " +
                         std::to_string(options.filters.size()) + " config.channels, each of which halves them, got " +
                         std::to_string(options.width) + "x" + std::to_string(options.height) + "; take fewer channels or larger pictures");
    const framed_shape out{in.height, in.width, long(filters), padded(long(filters))};
    shapes.push_back({in, out, options.dense.gelu});
    in = {out.height / 2, out.width / 2, out.channels, out.stride};
  }
  return shapes;
}

double cnn_bytes(const cnn_options &options, int threads) {
  double bytes = 0, gradients = 0;
  const auto shapes = cnn_shapes(options);
  const auto add = [&]<class word>(word) {
    for (const block_shape &of : shapes) {
      bytes += conv_block<word>::bytes(of) + threads * block_scratch<word>::bytes(of);
      bytes += double(options.dense.max_rows) * (double(of.in.size()) * sizeof(float) + double(of.pooled()) * (of.gelu ? 5 : 1));
      gradients += double(of.gradients());
    }
  };
  if (options.dense.bf16) add(bf16_pair{});
  else add(float{});
  bytes += gradients * double(most_shares(gradients, options.dense.max_rows)) * sizeof(float);
  return bytes + double(options.dense.max_rows) * double(shapes.back().pooled() + 16) * sizeof(float);
}
