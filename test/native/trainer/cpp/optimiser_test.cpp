// Whole steps of both networks by every optimiser, with weight decay, against gradients and formulas in double.
#include "check.h"
#include "reference_cnn.h"
#include "reference_net.h"
#include "reference_optimiser.h"
#include <numeric>

static const optimiser_kind KINDS[] = {optimiser_kind::sgd, optimiser_kind::adam, optimiser_kind::adamw, optimiser_kind::lamb, optimiser_kind::lars};

static network_options options_for(const std::vector<int64_t> &widths, optimiser_kind kind, bool bf16) {
  network_options options;
  options.widths = widths;
  options.max_rows = 40;
  options.bf16 = bf16;
  options.optimiser = kind;
  options.learning_rate = kind == optimiser_kind::lars ? 5.0f : kind == optimiser_kind::sgd ? 0.05f : 0.01f;
  options.weight_decay = 0.3f;
  options.seed = 5;
  return options;
}

// Noise with labels; pictures are noise in a shape.
static example_set noise(int64_t features, int64_t classes, int64_t count) {
  example_set set;
  random_stream random(3, 0);
  set.count = count, set.features = features;
  for (int64_t i = 0; i < count * features; i++) set.values.push_back(float(random.normal()));
  for (int64_t i = 0; i < count; i++) set.labels.push_back(int32_t(random.below(uint64_t(classes))));
  return set;
}

// Some steps, each from the weights as they are; the moments are the reference's own. Each tensor's weights and its biases
// must move as there.
template <class reference_type, class options_type>
static void check_steps(network &net, const options_type &all, const network_options &options, const example_set &set) {
  reference_optimiser optimiser(options);
  for (int64_t step = 0; step < 3; step++) {
    std::vector<int64_t> rows(40);
    std::iota(rows.begin(), rows.end(), step * 40);
    reference_type reference(all, net);
    std::vector<typename reference_type::matrix> gradient;
    reference.loss(set, rows, &gradient);
    const auto before = reference.weights;
    optimiser.step(reference.weights, gradient);
    net.train(set, rows.data(), 40);
    for (size_t l = 0; l < before.size(); l++) {
      double error[2] = {}, size[2] = {}; // weights, biases
      for (size_t i = 0; i < before[l].size(); i++)
        for (size_t o = 0; o < before[l][i].size(); o++) {
          const bool bias = i + 1 == before[l].size();
          error[bias] += std::pow(reference.weights[l][i][o] - double(net.weight(l, int64_t(i), int64_t(o))), 2);
          size[bias] += std::pow(reference.weights[l][i][o] - before[l][i][o], 2);
        }
      // Adam's first steps are the sign of the gradient, which a rounding can turn where it is nearly zero.
      for (const int bias : {0, 1}) CHECK_NEAR(std::sqrt(error[bias] / size[bias]), 0, options.bf16 ? 5e-2 : 1e-3);
    }
  }
}

TEST("optimisers: steps of the perceptron are those of the formulas, of weights and of biases") {
  for (const kernel_table *kernels : usable_kernels())
    for (const bool bf16 : {false, true})
      for (const optimiser_kind kind : KINDS) {
        if (bf16 && !kernels->gemm_bf16) continue;
        thread_pool pool(2);
        const network_options options = options_for({33, 100, 130, 3}, kind, bf16);
        check_steps<reference_net>(*make_network(options, *kernels, pool), options, options, noise(33, 3, 120));
      }
}

TEST("optimisers: steps of the convolutional network are those of the formulas") {
  for (const kernel_table *kernels : usable_kernels())
    for (const bool bf16 : {false, true})
      for (const optimiser_kind kind : KINDS) {
        if (bf16 && !kernels->gemm_bf16) continue;
        thread_pool pool(2);
        cnn_options options{options_for({2 * 8 * 9, 20, 4}, kind, bf16), 2, 8, 9, {5, 18}};
        check_steps<reference_cnn>(*make_cnn(options, *kernels, pool), options, options.dense, noise(2 * 8 * 9, 4, 120));
      }
}

TEST("optimisers: a tensor of zeros learns at the plain rate") {
  for (const optimiser_kind kind : {optimiser_kind::lamb, optimiser_kind::lars}) {
    thread_pool pool(1);
    network_options options = options_for({20, 4}, kind, false);
    options.learning_rate = 0.5f;
    const auto net = make_network(options, *usable_kernels().front(), pool);
    for (int64_t i = 0; i < 20; i++)
      for (int64_t o = 0; o < 4; o++) net->weight(0, i, o) = 0;
    net->weights_changed();
    check_steps<reference_net>(*net, options, options, noise(20, 4, 120));
  }
}

TEST("layerwise kernels: sums of squares in double, whatever the number of elements") {
  for (const kernel_table *kernels : usable_kernels())
    for (const long n : {0L, 1L, 15L, 16L, 37L, 3072L}) {
      const example_set numbers = noise(std::max(1L, n), 2, 1);
      double sum = 0;
      for (long i = 0; i < n; i++) sum += double(numbers.values[size_t(i)]) * double(numbers.values[size_t(i)]);
      CHECK_NEAR(kernels->square_sum(numbers.values.data(), n), sum, 1e-13 * (1 + sum));
    }
}
