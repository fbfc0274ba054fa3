// The ends of a layer on their own, as behind a library's product, and what dropout keeps.
#include "kernel_case.h"

TEST("activate and activation_gradient: as at the end of an own product") {
  for (const number_format format : FORMATS)
    for (const int32_t activation : {ACTIVATION_NONE, ACTIVATION_RELU, ACTIVATION_GELU})
      for (const double probability : {0.0, 0.25})
        for (const int m : {1, 37}) {
          const int n = 48;
          numbers values(format, m * n), before(format, m * n), save(format, m * n, 777), bias(FORMAT_FP32, n);
          values.fill_rows(n, n, 61, 2);
          before = values;
          bias.fill_rows(n, n, 67);
          train_state state{};
          state.batches = 2;
          activation_args args{values.get(), bias.fp32(), nullptr, save.get(), &state, 99, uint32_t(probability * 0x1p32), float(1 / (1 - probability)), activation, m, n};
          launch(std::string("activate_") + FORMAT_NAMES[format], {blocks(m * n, ACTIVATION_PER_BLOCK), 1, 1}, ACTIVATION_THREADS, args);
          dropout_reference drop(99, 2, args.dropout_threshold, args.dropout_scale);
          numbers back = before; // any gradient will do
          args.values = back.get(), args.bias = nullptr, args.saved = save.get(), args.save = nullptr;
          launch(std::string("activation_gradient_") + FORMAT_NAMES[format], {blocks(m * n, ACTIVATION_PER_BLOCK), 1, 1}, ACTIVATION_THREADS, args);
          int wrong = 0;
          for (int i = 0; i < m * n; i++) {
            const double z = before[i] + bias[i % n], factor = probability > 0 ? drop.next_factor() : 1;
            const double forward = activated(activation, z) * factor, backward = before[i] * slope(activation, save[i]) * factor;
            const double slack = 2e-6;
            wrong += !(std::fabs(save[i] - z) <= ROUNDING[format] * std::fabs(z) + slack);
            wrong += !(std::fabs(values[i] - forward) <= ROUNDING[format] * std::fabs(forward) + slack);
            wrong += !(std::fabs(back[i] - backward) <= ROUNDING[format] * std::fabs(backward) + slack);
          }
          CHECK_NEAR(wrong, 0, 0);
        }
}

// Marks the ones that dropout keeps.
static std::vector<bool> kept(uint64_t key, int64_t batch, double probability, int count) {
  numbers values(FORMAT_FP32, count, 1);
  train_state state{};
  state.batches = batch;
  launch("activate_fp32", {blocks(count, ACTIVATION_PER_BLOCK), 1, 1}, ACTIVATION_THREADS,
         activation_args{values.get(), nullptr, nullptr, nullptr, &state, key, uint32_t(probability * 0x1p32), 1, ACTIVATION_NONE, count / 16, 16});
  std::vector<bool> out;
  for (int i = 0; i < count; i++) out.push_back(values[i] != 0);
  return out;
}

TEST("dropout: the share asked for, another choice for another batch and another layer, the same again") {
  const int count = 40000;
  const auto agreeing = [&](const std::vector<bool> &a, const std::vector<bool> &b) {
    int same = 0;
    for (int i = 0; i < count; i++) same += a[size_t(i)] == b[size_t(i)];
    return same / double(count);
  };
  for (const double probability : {0.1, 0.5, 0.9}) {
    const auto first = kept(1, 0, probability, count);
    const double share = double(std::count(first.begin(), first.end(), true)) / count;
    CHECK_NEAR(share, 1 - probability, 5 * std::sqrt(probability * (1 - probability) / count)); // five standard deviations
    const double by_chance = probability * probability + (1 - probability) * (1 - probability);
    CHECK(first == kept(1, 0, probability, count));
    CHECK_NEAR(agreeing(first, kept(1, 1, probability, count)), by_chance, 0.0125);
    CHECK_NEAR(agreeing(first, kept(2, 0, probability, count)), by_chance, 0.0125);
    // Neighbours are independent.
    auto shifted = first;
    std::rotate(shifted.begin(), shifted.begin() + 1, shifted.end());
    CHECK_NEAR(agreeing(first, shifted), by_chance, 0.0125);
  }
}
