// A network on the GPU: its arenas and buffers, and what one batch puts on the queue. Nothing here waits.
#pragma once
#include "layout.h"
#include "memory.h"
#include "products/products.h"

namespace gpu {

// fp16: Micikevicius et al. 2018.
constexpr float FIRST_LOSS_SCALE = 65536;
constexpr int LOSS_SCALE_INTERVAL = 2000; // good batches until it is doubled

// Examples that lie on the GPU.
struct device_set {
  device_memory examples, labels;
  int64_t count = 0, features = 0;
  bool pixels = false; // u8, 255 stands for 1.0

  device_set(const session &gpu, const example_set &from);
};

// Which examples a batch takes, and where its counters are.
struct batch {
  const device_set &set;
  const int32_t *order; // null: as they lie
  device_abi::train_state *state;
  int64_t rows;
  bool trains;
};

class net {
  // What a layer keeps of a batch. Rows are examples, times pixels where it convolves.
  struct layer_memory {
    device_memory out;     // [rows][out_pad] after activation and dropout; of the last layer: logits, fp32
    device_memory saved;   // GELU: what went into it
    device_memory delta;   // gradient at the product's result
    device_memory columns; // convolutions: [rows][in_pad]
    device_memory pooled, pooled_gradient;
  };

  session &gpu_;
  const network_options options_;
  const precision format_;
  products &products_;
  const net_layout &layout_;
  const int64_t features_, input_pad_;
  device_memory weights_, gradients_, moment1_, moment2_, copy_, spans_, tensors_, norms_;
  device_memory input_, labels_, row_loss_, row_correct_, column_partials_, column_gradient_;
  std::vector<layer_memory> layers_;

  bool gelu() const { return options_.gelu; }
  int32_t activation(size_t l) const;
  std::string in_format(const char *kernel) const { return std::string(kernel) + "_" + format_.format; }
  const void *operand_weights(size_t l) const;
  const void *input_of(size_t l) const;
  int64_t rows_of(size_t l, int64_t examples) const { return layout_.layers[l].convolves() ? examples * layout_.layers[l].pixels() : examples; }
  void set_dropout(device_abi::gemm_args &args, size_t l, const batch &of) const;
  void gather(const batch &of);
  void forward(size_t l, const batch &of);
  void weight_gradient(size_t l, int64_t rows);
  void bias_gradient(size_t l, int64_t rows);
  void dense_input_gradient(size_t l, const batch &of);
  void into_columns(size_t l, int64_t examples);
  void pool(size_t l, int64_t examples);
  void unpool(size_t l, int64_t examples);
  void convolution_input_gradient(size_t l, int64_t examples);
  void optimise(const batch &of);
  void make_copy();

public:
  net(session &gpu, const network_options &options, const precision &format, products &products, const net_layout &layout, int64_t features);
  // Weights as given, optimiser at its beginning.
  void reset(const std::vector<float> &weights);
  // One batch: a step, or with `trains` off its loss alone.
  void enqueue(const batch &of);
  std::vector<float> weights() const;
};

// A stream of random numbers for the dropout behind a layer.
uint64_t dropout_key(uint64_t seed, size_t layer);

} // namespace gpu
