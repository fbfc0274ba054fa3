// Dropout in every instruction set: keeps the numbers that its stream selects, place by place, in the right share.
#include "check.h"
#include "network/dropout.h"
#include "reference_end.h"

static network_options options_with(float share, uint64_t seed = 7) {
  network_options options;
  options.dropout = share;
  options.seed = seed;
  return options;
}

TEST("dropout: keeps what the reference keeps, whatever block of the matrix is asked for") {
  constexpr long WIDTH = 96, ROWS = 5, COLUMNS = 37, PITCH = 41, ROW = 3, COLUMN = 32;
  for (const kernel_table *kernels : usable_kernels())
    for (const float share : {0.1f, 0.5f, 0.9f})
      for (const int64_t batch : {0, 1, 1000}) {
        reference_end reference(options_with(share));
        reference.batch = batch;
        std::vector<float> x(ROWS * PITCH, 3);
        kernels->drop(x.data(), PITCH, ROWS, COLUMNS, dropout(options_with(share), 2).draw(batch), ROW * WIDTH + COLUMN, WIDTH);
        int wrong = 0;
        for (long r = 0; r < ROWS; r++)
          for (long c = 0; c < PITCH; c++) {
            const double factor = c < COLUMNS ? reference.factor(2, ROW + r, COLUMN + c, WIDTH) : 1;
            wrong += !(std::fabs(double(x[size_t(r * PITCH + c)]) - 3 * factor) <= 1e-6 * 3 * factor);
          }
        CHECK(wrong == 0);
      }
}

TEST("dropout: the share asked for; another choice for another batch, layer and seed, the same again") {
  constexpr long COUNT = 40000;
  const auto kept = [](const network_options &options, size_t layer, int64_t batch) {
    std::vector<float> x(COUNT, 1);
    usable_kernels().front()->drop(x.data(), COUNT, 1, COUNT, dropout(options, layer).draw(batch), 0, COUNT);
    return x;
  };
  const auto agreeing = [](const std::vector<float> &a, const std::vector<float> &b) {
    long same = 0;
    for (size_t i = 0; i < COUNT; i++) same += a[i] == b[i];
    return double(same) / COUNT;
  };
  for (const float share : {0.1f, 0.5f, 0.9f}) {
    const auto first = kept(options_with(share), 0, 0);
    const double p = double(share), by_chance = p * p + (1 - p) * (1 - p);
    CHECK_NEAR(double(std::count(first.begin(), first.end(), 0.0f)) / COUNT, p, 5 * std::sqrt(p * (1 - p) / COUNT)); // five standard deviations
    CHECK(first == kept(options_with(share), 0, 0));
    for (const auto &other : {kept(options_with(share), 0, 1), kept(options_with(share), 1, 0), kept(options_with(share, 8), 0, 0)})
      CHECK_NEAR(agreeing(first, other), by_chance, 0.0125);
    auto shifted = first; // neighbours are independent
    std::rotate(shifted.begin(), shifted.begin() + 1, shifted.end());
    CHECK_NEAR(agreeing(first, shifted), by_chance, 0.0125);
  }
  CHECK(dropout(options_with(0), 0).draw(0).threshold == 0);
}

TEST("dropout: a NaN is not hidden by being dropped") {
  for (const kernel_table *kernels : usable_kernels()) {
    std::vector<float> x(64, NAN);
    kernels->drop(x.data(), 64, 1, 64, dropout(options_with(0.9f), 0).draw(0), 0, 64);
    for (const float each : x) CHECK(std::isnan(each));
  }
}
