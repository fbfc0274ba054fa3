// GELU of every instruction set against the error function in double, with its slope, also far out and where there is no number.
#include "check.h"
#include "kernels/kernels.h"
#include "reference_end.h"

TEST("gelu and its slope: within 2e-7 of the exact ones, from -14 to 14, in rows with a pitch") {
  constexpr long ROWS = 9, COLUMNS = 53, PITCH = 61; // no whole number of vectors
  network_options options;
  options.gelu = true;
  const reference_end exact(options);
  for (const kernel_table *kernels : usable_kernels()) {
    std::vector<float> x(ROWS * PITCH, 7), before(ROWS * PITCH, 7), gradient(ROWS * PITCH, 7);
    const auto at = [&](long r, long c) { return -14 + 28 * float(r * COLUMNS + c) / (ROWS * COLUMNS - 1); };
    for (long r = 0; r < ROWS; r++)
      for (long c = 0; c < COLUMNS; c++) x[size_t(r * PITCH + c)] = at(r, c), gradient[size_t(r * PITCH + c)] = -2;
    kernels->gelu(x.data(), PITCH, before.data(), PITCH, ROWS, COLUMNS);
    kernels->gelu_gradient(gradient.data(), PITCH, before.data(), PITCH, ROWS, COLUMNS);
    double worst = 0, worst_slope = 0;
    int touched = 0;
    for (long r = 0; r < ROWS; r++)
      for (long c = 0; c < PITCH; c++) {
        const size_t i = size_t(r * PITCH + c);
        if (c >= COLUMNS) {
          touched += x[i] != 7 || before[i] != 7 || gradient[i] != 7;
          continue;
        }
        const double z = double(at(r, c));
        touched += before[i] != at(r, c);
        worst = std::max(worst, std::fabs(double(x[i]) - exact.activated(z)) / std::max(1.0, std::fabs(z)));
        worst_slope = std::max(worst_slope, std::fabs(double(gradient[i]) / -2 - exact.slope(z)));
      }
    CHECK_NEAR(worst, 0, 2e-7);
    CHECK_NEAR(worst_slope, 0, 2e-7);
    CHECK(touched == 0);
  }
}

TEST("gelu: zero stays zero, infinity stays itself, a NaN stays one, there and in the slope") {
  for (const kernel_table *kernels : usable_kernels()) {
    float x[] = {0, INFINITY, NAN, -100, 100}, before[5], gradient[] = {1, 1, 1, 1, 1};
    kernels->gelu(x, 5, before, 5, 1, 5);
    kernels->gelu_gradient(gradient, 5, before, 5, 1, 5);
    CHECK(x[0] == 0 && x[1] == INFINITY && std::isnan(x[2]) && x[4] == 100);
    CHECK_NEAR(x[3], 0, 1e-30);
    CHECK(std::isnan(gradient[2]) && gradient[4] == 1);
    CHECK_NEAR(gradient[0], 0.5, 1e-7);
    CHECK_NEAR(gradient[3], 0, 1e-30);
  }
}
