// A multilayer perceptron that learns: dense layers with an activation between, softmax cross-entropy at the end.
#pragma once
#include "../data/dataset.h"
#include "../kernels/kernels.h"
#include "../thread_pool.h"
#include <cstdint>
#include <memory>
#include <vector>

enum class optimiser_kind { sgd, adam, adamw, lamb, lars };

struct network_options {
  std::vector<int64_t> widths; // features, hidden widths, classes
  int64_t max_rows = 1;        // largest batch
  bool bf16 = false;           // products of bf16 numbers, summed in fp32; weights, softmax and loss stay fp32
  optimiser_kind optimiser = optimiser_kind::sgd;
  float learning_rate = 0.1f, momentum = 0.9f, weight_decay = 0;
  bool gelu = false; // else ReLU
  float dropout = 0, label_smoothing = 0;
  uint64_t seed = 0;
};

// Sums over one batch; each row's loss is fp32, their sum is a double in the order of the rows.
struct batch_result {
  double loss = 0;
  int64_t correct = 0;
};

class network {
public:
  virtual ~network() = default;
  // Weights by He et al. 2015 (normal, variance 2 / inputs) from the seed, biases and optimiser state zero.
  virtual void reset() = 0;
  // One step on examples order[0 .. rows-1]: forward, backward, update by the mean gradient.
  virtual batch_result train(const example_set &set, const int64_t *order, long rows) = 0;
  // Forward only, on examples first .. first+rows-1.
  virtual batch_result evaluate(const example_set &set, int64_t first, long rows) = 0;
  virtual int64_t parameters() const = 0;
  // FNV-1a (64 bits) over all weights and biases as fp32, layer after layer, weights [input][output] first.
  virtual uint64_t hash() const = 0;
  // One master weight; input == inputs of that layer addresses the bias.
  virtual float &weight(size_t layer, int64_t input, int64_t output) = 0;
  // Updates the data derived from the weights after they were written through weight().
  virtual void weights_changed() = 0;
};

// Throws bad_alloc.
std::unique_ptr<network> make_network(const network_options &options, const kernel_table &kernels, thread_pool &pool);
