// The convolutional network against finite differences and a double reference, its shapes, and its independence of threads.
#include "check.h"
#include "network/conv/cnn.h"
#include "random.h"
#include "reference_cnn.h"
#include <numeric>

struct cnn_case {
  int64_t channels, height, width;
  std::vector<int64_t> filters, dense; // dense: hidden widths, classes
};

// Pictures of noise, of which no two pixels are equal: at a tie the reference and the network may choose differently. With this
// seed no two outputs of a GELU, which gives each of its negative numbers twice, are equal to 8 digits either.
static dataset pictures(const cnn_case &of, int64_t count) {
  dataset data;
  data.classes = of.dense.back();
  data.channels = of.channels, data.height = of.height, data.width = of.width;
  random_stream random(6, 0);
  for (example_set *set : {&data.train, &data.test}) {
    set->count = count;
    set->features = of.channels * of.height * of.width;
    for (int64_t i = 0; i < count * set->features; i++) set->values.push_back(float(random.normal()));
    for (int64_t i = 0; i < count; i++) set->labels.push_back(int32_t(random.below(uint64_t(data.classes))));
  }
  return data;
}

static cnn_options options_for(const cnn_case &of, bool bf16 = false, bool adam = false) {
  cnn_options options;
  options.dense.widths = {of.channels * of.height * of.width};
  options.dense.widths.insert(options.dense.widths.end(), of.dense.begin(), of.dense.end());
  options.dense.max_rows = 70;
  options.dense.bf16 = bf16;
  options.dense.optimiser = adam ? optimiser_kind::adam : optimiser_kind::sgd;
  options.dense.learning_rate = adam ? 0.01f : 1.0f;
  options.dense.momentum = 0;
  options.dense.seed = 5;
  options.channels = of.channels, options.height = of.height, options.width = of.width;
  options.filters = of.filters;
  return options;
}

static std::vector<int64_t> rows_from(int64_t first, size_t count) {
  std::vector<int64_t> rows(count);
  std::iota(rows.begin(), rows.end(), first);
  return rows;
}

// Biases begin at zero, where a unit whose inputs are all dead sits on the kink of its ReLU; any other value will do.
static void give_biases(network &net, const reference_cnn &sizes) {
  random_stream random(8, 0);
  for (size_t l = 0; l < sizes.weights.size(); l++)
    for (size_t o = 0; o < sizes.weights[l][0].size(); o++) net.weight(l, int64_t(sizes.weights[l].size()) - 1, int64_t(o)) = float(0.1 * random.normal());
  net.weights_changed();
}

static const std::vector<cnn_case> CASES{
    {1, 7, 9, {5}, {6, 3}},           // odd both ways, fewer filters than a vector holds
    {3, 12, 11, {16, 7}, {20, 4}},    // colours, an odd width, odd after the first maximum
    {2, 9, 70, {3, 20, 33}, {2}},     // wide, three blocks, no hidden dense layer
    {1, 28, 28, {16, 32}, {40, 10}},  // as Fashion-MNIST
    {5, 4, 4, {70, 90}, {7}},         // more than 64 filters; one pixel is left
};

static void check_reference(bool gelu, float dropout) {
  thread_pool pool(1);
  const cnn_case of{2, 7, 6, {4, 3}, {5, 3}};
  const dataset data = pictures(of, 6);
  cnn_options options = options_for(of);
  options.dense.gelu = gelu, options.dense.dropout = dropout;
  const auto net = make_cnn(options, *usable_kernels().back(), pool);
  give_biases(*net, {options, *net});
  reference_cnn reference(options, *net);
  std::vector<reference_cnn::matrix> gradient;
  const auto rows = rows_from(0, 6);
  reference.loss(data.train, rows, &gradient);
  for (size_t l = 0; l < gradient.size(); l++)
    for (size_t i = 0; i < gradient[l].size(); i++)
      for (size_t o = 0; o < gradient[l][i].size(); o++) {
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

TEST("cnn reference: its gradient is the finite difference of its loss") {
  for (const bool gelu : {false, true})
    for (const float dropout : {0.0f, 0.4f}) check_reference(gelu, dropout);
}

// One step of SGD moves every weight by the rate times its gradient. `batch`: steps before, since the reset.
static void check_step(network &net, const cnn_options &options, const example_set &set, const std::vector<int64_t> &rows, int64_t batch = 0) {
  const bool rounding = options.dense.bf16;
  reference_cnn reference(options, net);
  reference.end.batch = batch;
  std::vector<reference_cnn::matrix> gradient;
  const double loss = reference.loss(set, rows, &gradient);
  const batch_result got = net.train(set, rows.data(), long(rows.size()));
  CHECK_NEAR(got.loss / double(rows.size()), loss, rounding ? 3e-3 * loss : 1e-5 * loss);
  for (size_t l = 0; l < gradient.size(); l++) {
    double error = 0, size = 0;
    for (size_t i = 0; i < gradient[l].size(); i++)
      for (size_t o = 0; o < gradient[l][i].size(); o++) {
        const double moved = (reference.weights[l][i][o] - double(net.weight(l, int64_t(i), int64_t(o)))) / double(options.dense.learning_rate);
        error += std::pow(moved - gradient[l][i][o], 2);
        size += std::pow(gradient[l][i][o], 2);
      }
    // fp32 also loses digits in the difference of two weights; bf16 rounds a few operands the other way than double does, and
    // where two pixels come out nearly equal the maximum may be the other one.
    CHECK_NEAR(std::sqrt(error / size), 0, rounding ? 2e-2 : 5e-5);
  }
}

TEST("cnn: steps of every batch size, one after the other, move the weights by the gradient") {
  for (const kernel_table *kernels : usable_kernels())
    for (const cnn_case &of : CASES)
      for (const bool bf16 : {false, true}) {
        if (bf16 && !kernels->gemm_bf16) continue;
        for (const bool gelu : {false, true}) {
          thread_pool pool(2);
          const dataset data = pictures(of, 140);
          cnn_options options = options_for(of, bf16);
          options.dense.gelu = gelu;
          const auto net = make_cnn(options, *kernels, pool);
          const bool large = of.height * of.width > 200;
          for (const size_t rows : large ? std::vector<size_t>{9, 1} : std::vector<size_t>{65, 1, 2}) {
            net->reset(); // else a rate of 1 runs away; what the larger batch left in the buffers stays
            give_biases(*net, {options, *net});
            check_step(*net, options, data.train, rows_from(int64_t(rows), rows));
          }
        }
      }
}

TEST("cnn: the second step goes on from the weights of the first, forward and backward") {
  for (const kernel_table *kernels : usable_kernels())
    for (const bool bf16 : {false, true}) {
      if (bf16 && !kernels->gemm_bf16) continue;
      thread_pool pool(2);
      const cnn_case of{3, 12, 11, {16, 7}, {20, 4}};
      const dataset data = pictures(of, 60);
      cnn_options options = options_for(of, bf16);
      options.dense.learning_rate = 0.5f;
      const auto net = make_cnn(options, *kernels, pool);
      give_biases(*net, {options, *net});
      for (const int64_t step : {0, 1}) check_step(*net, options, data.train, rows_from(20 * step, 20), step);
    }
}

TEST("cnn: with dropout behind its dense layers too, and evaluation keeps all") {
  for (const kernel_table *kernels : usable_kernels())
    for (const bool gelu : {false, true}) {
      thread_pool pool(2);
      const cnn_case of{3, 12, 11, {16, 7}, {20, 30, 4}};
      const dataset data = pictures(of, 80);
      cnn_options options = options_for(of);
      options.dense.gelu = gelu, options.dense.dropout = 0.3f, options.dense.learning_rate = 0.1f;
      const auto net = make_cnn(options, *kernels, pool);
      give_biases(*net, {options, *net});
      for (const int64_t step : {0, 1}) check_step(*net, options, data.train, rows_from(40 * step, 40), step);
      options.dense.dropout = 0;
      CHECK_NEAR(net->evaluate(data.test, 3, 70).loss / 70, reference_cnn(options, *net).loss(data.test, rows_from(3, 70)), 1e-5);
    }
}

TEST("cnn: evaluation gives the loss of the reference and changes nothing") {
  for (const kernel_table *kernels : usable_kernels())
    for (const bool gelu : {false, true}) {
      thread_pool pool(2);
      const cnn_case of{3, 12, 11, {16, 7}, {20, 4}};
      const dataset data = pictures(of, 80);
      cnn_options options = options_for(of);
      options.dense.gelu = gelu;
      const auto net = make_cnn(options, *kernels, pool);
      const uint64_t before = net->hash();
      const reference_cnn reference(options, *net);
      CHECK_NEAR(net->evaluate(data.test, 3, 70).loss / 70, reference.loss(data.test, rows_from(3, 70)), 1e-5);
      CHECK(net->hash() == before && net->parameters() == 28 * 16 + (9 * 16 + 1) * 7 + (7 * 3 * 2 + 1) * 20 + 21 * 4);
    }
}

static const cnn_case HASHED{3, 9, 10, {6, 18}, {20, 4}};

static uint64_t hash_after(int threads, const kernel_table &kernels, cnn_options options, uint64_t seed, bool reset_between = false) {
  thread_pool pool(threads);
  const dataset data = pictures(HASHED, 300);
  options.dense.seed = seed;
  const auto net = make_cnn(options, kernels, pool);
  std::vector<int64_t> order;
  for (int epoch = 0; epoch < (reset_between ? 2 : 1); epoch++) {
    net->reset();
    random_stream(seed, FOR_SHUFFLE).shuffle(order = rows_from(0, 300));
    for (int64_t first = 0; first < 300; first += 70) net->train(data.train, &order[size_t(first)], long(std::min<int64_t>(70, 300 - first)));
  }
  return net->hash();
}

TEST("cnn: the same bits for 1, 2 and 5 threads, after a reset, and others for another seed") {
  for (const kernel_table *kernels : usable_kernels())
    for (const bool bf16 : {false, true}) {
      if (bf16 && !kernels->gemm_bf16) continue;
      const auto check_bits = [&](const cnn_options &options) {
        const uint64_t hash = hash_after(1, *kernels, options, 1);
        CHECK(hash_after(2, *kernels, options, 1) == hash && hash_after(5, *kernels, options, 1) == hash);
        CHECK(hash_after(2, *kernels, options, 1, true) == hash);
        CHECK(hash_after(2, *kernels, options, 2) != hash);
      };
      cnn_options options = options_for(HASHED, bf16, true);
      check_bits(options);
      options.dense.gelu = true;
      check_bits(options);
      options.dense.dropout = 0.3f;
      check_bits(options);
      for (const optimiser_kind kind : {optimiser_kind::lamb, optimiser_kind::lars}) {
        options.dense.optimiser = kind;
        check_bits(options);
      }
    }
}

TEST("cnn: bf16 learns as fp32 does") {
  for (const kernel_table *kernels : usable_kernels()) {
    if (!kernels->gemm_bf16) continue;
    thread_pool pool(2);
    const cnn_case of{1, 12, 12, {8, 16}, {20, 3}};
    const dataset data = pictures(of, 120);
    double last[2], first = 0;
    for (const bool bf16 : {false, true}) {
      const auto net = make_cnn(options_for(of, bf16, true), *kernels, pool);
      for (int step = 0; step < 50; step++) {
        const auto rows = rows_from(step % 2 * 60, 60);
        last[bf16] = net->train(data.train, rows.data(), 60).loss / 60;
        if (step == 0) first = last[bf16];
      }
    }
    CHECK(last[0] < first / 2);
    CHECK_NEAR(last[1], last[0], 0.05 * last[0]);
  }
}

TEST("cnn: He initialisation, the same for every precision") {
  thread_pool pool(1);
  const kernel_table &kernels = *usable_kernels().front();
  const cnn_case of{3, 8, 8, {100, 200}, {3}};
  const auto net = make_cnn(options_for(of), kernels, pool);
  for (const auto &[layer, inputs, filters] : {std::tuple{0, 27, 100}, {1, 900, 200}}) {
    double sum = 0, squares = 0;
    for (int64_t i = 0; i < inputs; i++)
      for (int64_t f = 0; f < filters; f++) {
        const double w = double(net->weight(size_t(layer), i, f));
        sum += w;
        squares += w * w;
      }
    const double count = double(inputs * filters), variance = 2.0 / double(inputs);
    CHECK_NEAR(sum / count, 0, 4 * std::sqrt(variance / count));
    CHECK_NEAR(squares / count, variance, 5 * variance * std::sqrt(2 / count));
    for (int64_t f = 0; f < filters; f++) CHECK(net->weight(size_t(layer), inputs, f) == 0);
  }
  if (kernels.gemm_bf16) CHECK(make_cnn(options_for(of, true), kernels, pool)->hash() == net->hash());
}

TEST("cnn: the maximum of 2x2 takes the first of equals, keeps a NaN wherever it is, and its gradient goes one way") {
  const float pixels[4][5]{{1, 4, -1, 0, 2}, {3, 4, -2, NAN, 2}, {2, 1, -3, 5, 2}, {3, 4, -1, 7, NAN}}; // [pixel][channel]
  float out[5], spread[4 * 5], gradient[]{10, 11, 12, 13, 14};
  uint8_t choice[5];
  const auto chosen = [&](bool relu) {
    pool_window(pixels[0], 10, 5, 5, out, choice, relu);
    return std::vector<int>(choice, choice + 5);
  };
  CHECK(chosen(false) == std::vector<int>{1, 0, 0, 1, 3} && out[0] == 3 && out[1] == 4 && out[2] == -1 && std::isnan(out[3]) && std::isnan(out[4]));
  CHECK(chosen(true) == std::vector<int>{1, 0, SHUT, 1, 3});
  unpool_window(gradient, choice, 5, spread, 10, 5);
  for (int i = 0; i < 20; i++) {
    const int pixel = i / 5, channel = i % 5;
    CHECK(spread[i] == (choice[channel] == pixel ? gradient[channel] : 0));
  }
}

TEST("cnn: a NaN in the weights is seen in the loss") {
  thread_pool pool(1);
  const cnn_case of{1, 6, 6, {4}, {3}};
  const dataset data = pictures(of, 4);
  const auto net = make_cnn(options_for(of), *usable_kernels().front(), pool);
  net->weight(0, 4, 2) = NAN;
  net->weights_changed();
  const auto rows = rows_from(0, 4);
  CHECK(std::isnan(net->train(data.train, rows.data(), 4).loss));
}

TEST("cnn: data that are no pictures, and pictures too small, are refused in one line") {
  cnn_options options = options_for({1, 7, 9, {4, 4}, {3}});
  CHECK(cnn_shapes(options).back().pooled() == 1 * 2 * 4);
  options.filters = {4, 4, 4};
  CHECK_FAULT(2, "at least 8 pixels in width and height for 3 config.channels, each of which halves them, got 9x7", cnn_shapes(options));
  options.channels = options.height = options.width = 0;
  CHECK_FAULT(2, "expected pictures for config.model cnn", cnn_shapes(options));
}
