// The convolutional network: blocks of 3x3 convolution, activation and 2x2 maximum, then the dense layers of an mlp.
#pragma once
#include "../mlp.h"
#include "conv_block.h"
#include "scratch_store.h"

struct cnn_options {
  network_options dense;                       // its widths begin with what the blocks give: see cnn_shapes
  int64_t channels = 0, height = 0, width = 0; // of a picture; 0: the data are no pictures
  std::vector<int64_t> filters;                // of each block
};

// The sizes of all blocks. Throws config_fault when the data are not pictures, or too small for so many blocks.
std::vector<block_shape> cnn_shapes(const cnn_options &options);
// Memory of the blocks on this number of threads, without the dense layers.
double cnn_bytes(const cnn_options &options, int threads);
// Throws bad_alloc.
std::unique_ptr<network> make_cnn(const cnn_options &options, const kernel_table &kernels, thread_pool &pool);

template <class word> class cnn final : public network {
  const network_options options_;
  const kernel_table &kernels_;
  thread_pool &pool_;
  int64_t steps_ = 0; // of the optimiser, since reset
  std::vector<conv_block<word>> blocks_;
  std::unique_ptr<mlp<word>> dense_;
  const long dense_pad_;                     // a row of the dense layers' input: [line][column][filter], then zeros
  std::vector<buffer<float>> images_;        // [l]: input of block l, framed, [max_rows][in.size()]
  std::vector<std::vector<uint8_t>> choice_; // [l]: [max_rows][pooled()]
  std::vector<buffer<float>> before_;        // [l]: [max_rows][pooled()] inputs of GELU
  buffer<float> dense_gradient_;             // [max_rows][dense_pad_]
  std::vector<int32_t> labels_;              // [max_rows]
  scratch_store<word> scratch_;
  std::vector<long> sums_at_; // [l]: where the gradients of block l begin in a share's sums; the last: their number
  buffer<float> sums_;        // [shares][sums_at_.back()]

  template <class index_of> void forward(const example_set &set, index_of index, long rows);
  void forward_picture(long row, thread_scratch<word> &scratch);
  void backward_picture(long row, thread_scratch<word> &scratch, float *sums);
  void update(long shares);
  void update_layerwise(long shares);
  void update_bias(size_t l, long shares);
  float *sum_of_shares(size_t l, long from, long count, long shares);
  template <class callable> void for_each_tap(callable task);
  void pack();

public:
  cnn(const cnn_options &options, const kernel_table &kernels, thread_pool &pool);
  void reset() override;
  batch_result train(const example_set &set, const int64_t *order, long rows) override;
  batch_result evaluate(const example_set &set, int64_t first, long rows) override;
  int64_t parameters() const override;
  uint64_t hash() const override;
  // Layers: the blocks, whose inputs are (line * 3 + column) * channels + channel, then the dense ones.
  float &weight(size_t l, int64_t input, int64_t output) override;
  void weights_changed() override;
};
