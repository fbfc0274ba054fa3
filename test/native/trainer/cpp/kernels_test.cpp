// Every kernel of every instruction set of this machine against double arithmetic, in shapes that fill no block evenly.
#include "check.h"
#include "kernels/kernels.h"
#include "kernels/libxsmm.h"
#include "network/softmax.h"
#include "random.h"
#include <cstring>
#include <string>

static std::vector<float> normals(size_t n, uint64_t seed) {
  random_stream random(seed, 0);
  std::vector<float> out(n);
  for (float &x : out) x = float(random.normal());
  return out;
}

static float from_bf16(uint32_t bits) {
  float x;
  bits <<= 16;
  std::memcpy(&x, &bits, 4);
  return x;
}

// Round to nearest even by arithmetic on the scale of the number, not on its bits.
static float rounded_to_bf16(float x) {
  if (x == 0 || !std::isfinite(x)) return x;
  int exponent;
  std::frexp(x, &exponent);
  const double unit = std::ldexp(1.0, exponent - 8);
  return float(std::nearbyint(double(x) / unit) * unit);
}

struct shape {
  long m, n, k;
};
static const shape SHAPES[] = {{1, 16, 1},   {6, 64, 5},  {7, 64, 64},   {13, 80, 33},   {64, 64, 784}, {48, 16, 10}, {3, 16, 17}, {65, 64, 10},
                               {17, 32, 65}, {5, 48, 513}, {12, 32, 512}, {23, 112, 1030}, {64, 64, 1}, {2, 128, 3}, {11, 16, 100}};

// Products within the rounding of their sums.
static void check_gemm_fp32(const kernel_table *kernels) {
  for (const auto &[m, n, k] : SHAPES)
    for (const bool transposed : {false, true})
      for (const bool accumulate : {false, true}) {
        const long lda = (transposed ? m : k) + 3, ldb = n + 5, ldc = n + 2;
        const auto a = normals(size_t((transposed ? k : m) * lda), 1), b = normals(size_t(k * ldb), 2);
        const auto before = normals(size_t(m * ldc), 3);
        auto c = before;
        kernels->gemm_fp32({m, n, k, a.data(), lda, transposed, b.data(), ldb, c.data(), ldc, accumulate});
        double worst = 0;
        for (long i = 0; i < m; i++)
          for (long j = 0; j < ldc; j++) {
            double sum = accumulate || j >= n ? double(before[size_t(i * ldc + j)]) : 0; // beyond n nothing is touched
            for (long p = 0; j < n && p < k; p++) sum += double(a[size_t(transposed ? p * lda + i : i * lda + p)]) * double(b[size_t(p * ldb + j)]);
            worst = std::max(worst, std::fabs(sum - double(c[size_t(i * ldc + j)])));
          }
        if (!CHECK_NEAR(worst, 0, 2e-6 * std::sqrt(double(k)) * 4)) std::printf("  %s %ldx%ldx%ld\n", kernels->isa, m, n, k);
      }
}

TEST("gemm fp32: awkward shapes, both ways of a, with and without adding") {
  for (const kernel_table *kernels : usable_kernels()) check_gemm_fp32(kernels);
}

TEST("gemm fp32 by libxsmm: the same, and nothing left to our own kernels but overlapping rows") {
  for (const kernel_table *kernels : usable_kernels()) {
    if (libxsmm_name(*kernels).empty()) continue;
    const kernel_table made = libxsmm_kernels(*kernels);
    const uint64_t before = libxsmm_refusals();
    check_gemm_fp32(&made);
    CHECK(libxsmm_refusals() == before && !made.gemm_bf16);
    // Rows that overlap are the one thing it writes no code for: our own kernels must step in.
    const auto a = normals(40, 11), b = normals(24 * 16, 12);
    std::vector<float> c(3 * 16), expected(3 * 16);
    made.gemm_fp32({3, 16, 24, a.data(), 8, false, b.data(), 16, c.data(), 16, false});
    kernels->gemm_fp32({3, 16, 24, a.data(), 8, false, b.data(), 16, expected.data(), 16, false});
    CHECK(c == expected && libxsmm_refusals() == before + 1);
  }
}

TEST("gemm bf16: products of rounded numbers, summed in fp32") {
  for (const kernel_table *kernels : usable_kernels()) {
    if (!kernels->gemm_bf16) continue;
    for (const auto &[m, n, k] : SHAPES) { // k counts pairs
      const auto a = normals(size_t(m * 2 * k), 4), b = normals(size_t(2 * k * n), 5);
      std::vector<bf16_pair> a_pairs(size_t(m * k)), b_pairs(size_t(k * n));
      kernels->pair_columns(a.data(), 2 * k, m, 2 * k, a_pairs.data(), k);
      kernels->pair_rows(b.data(), n, 2 * k, n, b_pairs.data(), n);
      std::vector<float> c(size_t(m * n), 7), transposed_c(size_t(m * n));
      kernels->gemm_bf16({m, n, k, a_pairs.data(), k, false, b_pairs.data(), n, c.data(), n, false});
      std::vector<bf16_pair> turned(size_t(k * m));
      kernels->transpose(a_pairs.data(), k, m, k, turned.data(), m);
      kernels->gemm_bf16({m, n, k, turned.data(), m, true, b_pairs.data(), n, transposed_c.data(), n, false});
      CHECK(c == transposed_c);
      double worst = 0;
      for (long i = 0; i < m; i++)
        for (long j = 0; j < n; j++) {
          double sum = 0;
          for (long p = 0; p < 2 * k; p++) sum += double(rounded_to_bf16(a[size_t(i * 2 * k + p)])) * double(rounded_to_bf16(b[size_t(p * n + j)]));
          worst = std::max(worst, std::fabs(sum - double(c[size_t(i * n + j)])));
        }
      if (!CHECK_NEAR(worst, 0, 2e-6 * std::sqrt(2 * double(k)) * 4)) std::printf("  %ldx%ldx%ld\n", m, n, k);
    }
  }
}

TEST("bf16 pairs: rounding to nearest even, order of the halves, odd rows, special numbers") {
  for (const kernel_table *kernels : usable_kernels()) {
    auto x = normals(5 * 48, 6);
    x[0] = 1.00390625f;  // 1 + 2^-8: halfway, to the even 1
    x[1] = 1.01171875f;  // 1 + 3 * 2^-8: halfway, to the even 1 + 2^-6
    x[2] = -INFINITY;
    x[3] = 3.4e38f; // above the largest bf16: infinity
    std::vector<bf16_pair> columns(5 * 24), rows(3 * 48, 0xdeadbeef);
    kernels->pair_columns(x.data(), 48, 5, 48, columns.data(), 24);
    kernels->pair_rows(x.data(), 48, 5, 48, rows.data(), 48);
    CHECK(from_bf16(columns[0] & 0xffff) == 1 && from_bf16(columns[0] >> 16) == 1.015625f);
    CHECK(from_bf16(columns[1] & 0xffff) == -INFINITY && from_bf16(columns[1] >> 16) == INFINITY);
    for (size_t r = 0; r < 5; r++)
      for (size_t c = 0; c < 48; c++) {
        const float expected = r == 0 && c == 3 ? INFINITY : rounded_to_bf16(x[r * 48 + c]);
        CHECK(from_bf16(columns[r * 24 + c / 2] >> (c % 2 * 16) & 0xffff) == expected);
        CHECK(from_bf16(rows[r / 2 * 48 + c] >> (r % 2 * 16) & 0xffff) == expected);
      }
    for (size_t c = 0; c < 48; c++) CHECK(rows[2 * 48 + c] >> 16 == 0);
    const float nan[32] = {NAN, -NAN};
    kernels->pair_columns(nan, 32, 1, 32, columns.data(), 16);
    CHECK(std::isnan(from_bf16(columns[0] & 0xffff)) && std::isnan(from_bf16(columns[0] >> 16)));
  }
}

TEST("element loops: bias, relu, mask, transpose, column sums") {
  for (const kernel_table *kernels : usable_kernels())
    for (const auto &[rows, cols] : {std::pair{1L, 16L}, {37L, 48L}, {64L, 64L}}) {
      const size_t n = size_t(rows * cols);
      const auto x = normals(n, 7), bias = normals(size_t(cols), 8);
      auto plain = x, relu = x;
      kernels->add_bias(plain.data(), cols, rows, cols, bias.data(), false);
      kernels->add_bias(relu.data(), cols, rows, cols, bias.data(), true);
      std::vector<float> turned(n), masked(n), sums(size_t(cols), 9);
      kernels->transpose((const uint32_t *)x.data(), cols, rows, cols, (uint32_t *)turned.data(), rows);
      kernels->mask_transposed(turned.data(), rows, relu.data(), cols, masked.data(), cols, rows, cols);
      kernels->column_sum(x.data(), cols, rows, cols, sums.data());
      for (long c = 0; c < cols; c++) {
        double sum = 0;
        for (long r = 0; r < rows; r++) {
          const size_t at = size_t(r * cols + c);
          const float biased = x[at] + bias[size_t(c)];
          CHECK(plain[at] == biased && relu[at] == std::max(0.0f, biased));
          CHECK(turned[size_t(c * rows + r)] == x[at] && masked[at] == (biased > 0 ? x[at] : 0));
          sum += double(x[at]);
        }
        CHECK_NEAR(sums[size_t(c)], sum, 1e-5);
      }
      float not_a_number = NAN;
      kernels->add_bias(&not_a_number, 1, 1, 1, bias.data(), true);
      CHECK(std::isnan(not_a_number)); // a ReLU must not hide it
    }
}

TEST("sgd and adam: ten steps against double arithmetic by hand") {
  for (const kernel_table *kernels : usable_kernels()) {
    constexpr size_t N = 37;
    auto w = normals(N, 10), w_adam = w;
    std::vector<float> velocity(N), m(N), v(N);
    std::vector<double> rw(w.begin(), w.end()), rwa = rw, rvel(N), rm(N), rv(N);
    for (int t = 1; t <= 10; t++) {
      const auto g = normals(N, uint64_t(100 + t));
      kernels->sgd(w.data(), velocity.data(), g.data(), N, 0.05f, 0.9f);
      const double beta1 = 0.9, beta2 = 0.999;
      kernels->adam(w_adam.data(), m.data(), v.data(), g.data(), N, {float(0.01 / (1 - std::pow(beta1, t))), float(1 / std::sqrt(1 - std::pow(beta2, t)))});
      for (size_t i = 0; i < N; i++) {
        rvel[i] = 0.9 * rvel[i] + double(g[i]);
        rw[i] -= 0.05 * rvel[i];
        // Kingma and Ba 2015, algorithm 1
        rm[i] = beta1 * rm[i] + (1 - beta1) * double(g[i]);
        rv[i] = beta2 * rv[i] + (1 - beta2) * double(g[i]) * double(g[i]);
        rwa[i] -= 0.01 * (rm[i] / (1 - std::pow(beta1, t))) / (std::sqrt(rv[i] / (1 - std::pow(beta2, t))) + 1e-8);
        CHECK_NEAR(w[i], rw[i], 2e-6);
        CHECK_NEAR(w_adam[i], rwa[i], 1e-5);
      }
    }
  }
}

TEST("softmax: loss and gradient against double, also for huge logits") {
  for (const double scale : {1.0, 20.0, 1e4}) {
    float logits[5];
    double z[5], sum = 0;
    for (int c = 0; c < 5; c++) z[c] = double(logits[c] = float(scale * std::sin(c * 1.7)));
    for (const double x : z) sum += std::exp(x - z[1]);
    for (int label = 0; label < 5; label++) {
      float gradient[5];
      std::memcpy(gradient, logits, sizeof logits);
      const row_result got = softmax_gradient(gradient, 5, label, 0, 0.25f), only_loss = softmax_loss(logits, 5, label);
      const double loss = std::log(sum) + z[1] - z[label];
      CHECK_NEAR(got.loss, loss, 1e-6 * std::max(1.0, loss));
      CHECK(only_loss.loss == got.loss && only_loss.correct == got.correct && got.correct == (label == 1));
      for (int c = 0; c < 5; c++) CHECK_NEAR(gradient[c], 0.25 * (std::exp(z[c] - z[1]) / sum - (c == label)), 1e-6);
    }
  }
  const float bad[2] = {NAN, 0};
  CHECK(!std::isfinite(softmax_loss(bad, 2, 1).loss));
}

TEST("softmax: with smoothing the gradient is the finite difference of the smoothed loss") {
  const float at[] = {0.3f, -1.2f, 2.0f, 0.7f};
  for (const float smoothing : {0.0f, 0.1f, 0.5f}) {
    const auto loss_at = [&](int moved, double by) {
      double logits[4], sum = 0, largest = 3;
      for (int c = 0; c < 4; c++) sum += std::exp((logits[c] = double(at[c]) + (c == moved ? by : 0)) - largest);
      double loss = largest + std::log(sum) - (1 - double(smoothing)) * logits[1];
      for (const double logit : logits) loss -= double(smoothing) / 4 * logit;
      return loss;
    };
    float gradient[4];
    std::copy(at, at + 4, gradient);
    const row_result result = softmax_gradient(gradient, 4, 1, smoothing, 0.25f);
    CHECK_NEAR(result.loss, loss_at(0, 0), 1e-5);
    CHECK(!result.correct);
    for (int c = 0; c < 4; c++) CHECK_NEAR(gradient[c], 0.25 * (loss_at(c, 1e-5) - loss_at(c, -1e-5)) / 2e-5, 1e-6);
  }
}
