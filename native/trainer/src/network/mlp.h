// The network for words of one numeric format: a word is a float, or a pair of bf16 neighbours along the summed dimension.
// Both formats share all code but the packing of operands (operands.h).
#pragma once
#include "layer.h"
#include "layer_end.h"
#include "network.h"
#include "operands.h"

struct weight_tile;

template <class word> class mlp final : public network {
  const network_options options_;
  const kernel_table &kernels_;
  thread_pool &pool_;
  void (*const gemm_)(const product<word> &);
  int64_t steps_ = 0; // of the optimiser, since reset
  std::vector<layer> layers_;
  std::vector<packed_weights<word>> packed_;  // of each layer
  std::vector<buffer<float>> activations_;    // [l]: input of layer l, [max_rows][in_stride]; the last: logits
  std::vector<layer_end> ends_;               // [l]: behind hidden layer l
  std::vector<packed_rows<word>> inputs_;     // [l]: the same as operands of the products
  std::vector<packed_gradient<word>> deltas_; // [l]: gradient at the output of layer l
  long widest_ = 0;                           // of all out_pad
  buffer<float> bias_sums_;                   // [row tiles][widest_]: of the layer at hand
  buffer<float> gradient_;                    // LAMB, LARS: of the weights of the layer at hand, as they lie
  std::vector<float> row_loss_;               // [max_rows]
  std::vector<uint8_t> row_correct_;          // [max_rows]
  std::vector<int32_t> labels_;               // [max_rows]

  template <class index_of> void gather(const example_set &set, index_of index, long rows);
  void take_input(const int32_t *labels, long rows);
  void forward(long rows);
  void forward_layer(size_t l, long rows);
  void loss_gradient(long rows);
  void transposed_input_gradient(size_t l, float *transposed, long input, long inputs, long row, long rows) const;
  void backward(size_t l, long rows);
  void input_gradient(long rows, float *gradient);
  batch_result train_gathered(long rows, float *gradient);
  batch_result evaluate_gathered(long rows);
  void update(size_t l, long rows);
  void update_layerwise(size_t l, long rows);
  void update_bias(size_t l, long rows);
  void weight_gradient(size_t l, long rows, const weight_tile &tile, float *gradient) const;
  void store_delta(size_t l, const float *tile, long ld, long row, long rows, long column, long columns);
  batch_result sum_rows(long rows) const;

public:
  // layers_before: number of other layers that write the input; train_from_input then returns its gradient.
  mlp(const network_options &options, const kernel_table &kernels, thread_pool &pool, size_t layers_before = 0);
  void reset() override;
  batch_result train(const example_set &set, const int64_t *order, long rows) override;
  batch_result evaluate(const example_set &set, int64_t first, long rows) override;
  int64_t parameters() const override {
    int64_t count = 0;
    for (const layer &of : layers_) count += (of.in + 1) * of.out;
    return count;
  }
  uint64_t hash() const override;
  float &weight(size_t l, int64_t input, int64_t output) override {
    layer &of = layers_[l];
    return input == of.in ? of.bias[output] : of.weights[of.place(input, output)];
  }
  void weights_changed() override;

  // For the layers before these: they write the input, [max_rows][in_stride] with zeros after the true width, and get the
  // gradient of the loss with respect to it in the same shape; null when there are none.
  float *input() { return activations_[0].get(); }
  batch_result train_from_input(const int32_t *labels, long rows, float *input_gradient);
  batch_result evaluate_from_input(const int32_t *labels, long rows);
};
