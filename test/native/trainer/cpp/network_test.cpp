// The whole network against finite differences and a double reference, and its independence of threads and of what ran before.
#include "check.h"
#include "kernels/libxsmm.h"
#include "network/network.h"
#include "random.h"
#include "reference_net.h"
#include <numeric>

static dataset examples(int64_t features, int64_t classes, int64_t samples = 400) {
  data_config config;
  config.kind = "synthetic";
  config.samples = samples;
  config.features = features;
  config.classes = classes;
  return load_dataset(config, 1);
}

static network_options options_for(const std::vector<int64_t> &widths, bool bf16 = false, bool adam = false) {
  network_options options;
  options.widths = widths;
  options.max_rows = 130;
  options.bf16 = bf16;
  options.optimiser = adam ? optimiser_kind::adam : optimiser_kind::sgd;
  options.learning_rate = adam ? 0.01f : 1.0f;
  options.momentum = 0;
  options.seed = 5;
  return options;
}

static std::vector<int64_t> rows_from(int64_t first, size_t count) {
  std::vector<int64_t> rows(count);
  std::iota(rows.begin(), rows.end(), first);
  return rows;
}

// Biases begin at zero, where a unit whose inputs are all dead sits on the kink of its ReLU; any other value will do.
static void give_biases(network &net, const std::vector<int64_t> &widths) {
  random_stream random(8, 0);
  for (size_t l = 0; l + 1 < widths.size(); l++)
    for (int64_t o = 0; o < widths[l + 1]; o++) net.weight(l, widths[l], o) = float(0.1 * random.normal());
  net.weights_changed();
}

static void check_reference(const network_options &options) {
  thread_pool pool(1);
  const std::vector<int64_t> &widths = options.widths;
  const dataset data = examples(6, 3);
  const auto net = make_network(options, *usable_kernels().back(), pool);
  give_biases(*net, widths);
  reference_net reference(options, *net);
  std::vector<reference_net::matrix> gradient;
  const auto rows = rows_from(0, 20);
  reference.loss(data.train, rows, &gradient);
  for (size_t l = 0; l < 3; l++)
    for (size_t i = 0; i < reference.weights[l].size(); i++)
      for (size_t o = 0; o < reference.weights[l][i].size(); o++) {
        double &w = reference.weights[l][i][o];
        const double was = w, h = 1e-6;
        w = was + h;
        const double above = reference.loss(data.train, rows);
        w = was - h;
        const double below = reference.loss(data.train, rows);
        w = was;
        CHECK_NEAR(gradient[l][i][o], (above - below) / (2 * h), 1e-7);
      }
}

TEST("reference: its gradient is the finite difference of its loss") {
  for (const bool gelu : {false, true})
    for (const float dropout : {0.0f, 0.4f}) {
      network_options options = options_for({6, 9, 7, 3});
      options.gelu = gelu, options.dropout = dropout;
      check_reference(options);
    }
}

// One step of SGD moves every weight by the rate times its gradient. `batch`: steps before, since the reset.
static void check_step(network &net, const network_options &options, const example_set &set, const std::vector<int64_t> &rows, int64_t batch = 0) {
  const bool rounding = options.bf16;
  reference_net reference(options, net);
  reference.end.batch = batch;
  std::vector<reference_net::matrix> gradient;
  const double loss = reference.loss(set, rows, &gradient);
  const batch_result got = net.train(set, rows.data(), long(rows.size()));
  CHECK_NEAR(got.loss / double(rows.size()), loss, rounding ? 2e-3 * loss : 1e-5 * loss);
  for (size_t l = 0; l < gradient.size(); l++) {
    double error = 0, size = 0;
    for (size_t i = 0; i < gradient[l].size(); i++)
      for (size_t o = 0; o < gradient[l][i].size(); o++) {
        const double moved = (reference.weights[l][i][o] - double(net.weight(l, int64_t(i), int64_t(o)))) / double(options.learning_rate);
        error += std::pow(moved - gradient[l][i][o], 2);
        size += std::pow(gradient[l][i][o], 2);
      }
    // fp32 also loses digits in the difference of two weights; bf16 rounds a few operands the other way than double does.
    CHECK_NEAR(std::sqrt(error / size), 0, rounding ? 4e-3 : 3e-5);
  }
}

static const std::vector<std::vector<int64_t>> SHAPES{{5, 3, 2}, {33, 100, 130, 3}, {70, 64, 20}, {17, 30, 30, 30, 200}};

TEST("network: steps of every batch size, one after the other, move the weights by the gradient") {
  for (const kernel_table *kernels : usable_kernels())
    for (const auto &widths : SHAPES)
      for (const bool bf16 : {false, true}) {
        if (bf16 && !kernels->gemm_bf16) continue;
        for (const bool gelu : {false, true}) {
          thread_pool pool(2);
          const dataset data = examples(widths.front(), widths.back());
          network_options options = options_for(widths, bf16);
          options.gelu = gelu;
          const auto net = make_network(options, *kernels, pool);
          for (const size_t rows : {130, 1, 67, 2, 64}) {
            net->reset(); // else a rate of 1 runs away; what the larger batch left in the buffers stays
            give_biases(*net, widths);
            check_step(*net, options, data.train, rows_from(int64_t(rows), rows));
          }
        }
      }
}

TEST("network: with dropout steps move the weights by the gradient of what is kept, and evaluation keeps all") {
  for (const kernel_table *kernels : usable_kernels())
    for (const bool bf16 : {false, true}) {
      if (bf16 && !kernels->gemm_bf16) continue;
      for (const bool gelu : {false, true}) {
        thread_pool pool(2);
        network_options options = options_for({33, 100, 130, 3}, bf16);
        options.gelu = gelu, options.dropout = 0.3f, options.learning_rate = 0.1f;
        const dataset data = examples(33, 3);
        const auto net = make_network(options, *kernels, pool);
        give_biases(*net, options.widths);
        for (const int64_t step : {0, 1}) check_step(*net, options, data.train, rows_from(step * 130, 130), step);
        network_options whole = options;
        whole.dropout = 0;
        const double loss = reference_net(whole, *net).loss(data.test, rows_from(3, 70));
        CHECK_NEAR(net->evaluate(data.test, 3, 70).loss / 70, loss, (bf16 ? 2e-3 : 1e-5) * loss);
      }
    }
}

TEST("network: evaluation gives the loss of the reference and changes nothing") {
  for (const kernel_table *kernels : usable_kernels())
    for (const bool gelu : {false, true}) {
      thread_pool pool(2);
      const dataset data = examples(20, 5);
      network_options options = options_for({20, 40, 5});
      options.gelu = gelu;
      const auto net = make_network(options, *kernels, pool);
      const uint64_t before = net->hash();
      const reference_net reference(options, *net);
      CHECK_NEAR(net->evaluate(data.test, 3, 70).loss / 70, reference.loss(data.test, rows_from(3, 70)), 1e-5);
      CHECK(net->hash() == before && net->parameters() == 21 * 40 + 41 * 5);
    }
}

static uint64_t hash_after(int threads, const kernel_table &kernels, network_options options, uint64_t seed, bool reset_between = false) {
  thread_pool pool(threads);
  const dataset data = examples(33, 4, 1000);
  options.seed = seed;
  const auto net = make_network(options, kernels, pool);
  std::vector<int64_t> order = rows_from(0, 800);
  for (int epoch = 0; epoch < (reset_between ? 2 : 1); epoch++) {
    net->reset();
    random_stream(seed, FOR_SHUFFLE).shuffle(order = rows_from(0, 800));
    for (int64_t first = 0; first < 800; first += 130) net->train(data.train, &order[size_t(first)], long(std::min<int64_t>(130, 800 - first)));
  }
  return net->hash();
}

TEST("network: the same bits for 1, 2 and 5 threads, after a reset, and others for another seed") {
  for (const kernel_table *kernels : usable_kernels())
    for (const bool bf16 : {false, true}) {
      if (bf16 && !kernels->gemm_bf16) continue;
      const auto check_bits = [&](const network_options &options) {
        const uint64_t hash = hash_after(1, *kernels, options, 1);
        CHECK(hash_after(2, *kernels, options, 1) == hash && hash_after(5, *kernels, options, 1) == hash);
        CHECK(hash_after(2, *kernels, options, 1, true) == hash);
        CHECK(hash_after(2, *kernels, options, 2) != hash);
      };
      network_options options = options_for({33, 100, 70, 4}, bf16, true);
      check_bits(options);
      options.gelu = true;
      check_bits(options);
      options.dropout = 0.3f;
      check_bits(options);
      for (const optimiser_kind kind : {optimiser_kind::lamb, optimiser_kind::lars}) {
        options.optimiser = kind;
        check_bits(options);
      }
    }
}

TEST("network: products by libxsmm give the same bits for 1, 2 and 5 threads") {
  for (const kernel_table *kernels : usable_kernels()) {
    if (libxsmm_name(*kernels).empty()) continue;
    const kernel_table made = libxsmm_kernels(*kernels);
    const network_options options = options_for({33, 100, 70, 4});
    const uint64_t before = libxsmm_refusals(), hash = hash_after(1, made, options, 1);
    CHECK(hash_after(2, made, options, 1) == hash && hash_after(5, made, options, 1) == hash);
    CHECK(libxsmm_refusals() == before);
  }
}

TEST("network: He initialisation, the same for every precision") {
  thread_pool pool(1);
  const kernel_table &kernels = *usable_kernels().front();
  const auto net = make_network(options_for({200, 300, 10}), kernels, pool);
  double sum = 0, squares = 0;
  for (int64_t i = 0; i < 200; i++)
    for (int64_t o = 0; o < 300; o++) {
      const double w = double(net->weight(0, i, o));
      sum += w;
      squares += w * w;
    }
  CHECK_NEAR(sum / 60000, 0, 0.002);
  CHECK_NEAR(squares / 60000, 2.0 / 200, 2e-4);
  for (int64_t o = 0; o < 300; o++) CHECK(net->weight(0, 200, o) == 0);
  if (kernels.gemm_bf16) CHECK(make_network(options_for({200, 300, 10}, true), kernels, pool)->hash() == net->hash());
}
