// The arithmetic that depends on the instruction set, behind one table of functions: each provider fills its own table.
// All matrices are row-major. Sizes of columns are multiples of COLUMN_STEP: the network pads its widths.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

// Two neighbours along the summed dimension: the first in the low half.
using bf16_pair = uint32_t;

constexpr long COLUMN_STEP = 16;

// c[m][n] = a * b, or c += a * b. `word` is a float, or a pair of bf16 of which k counts the pairs.
template <class word> struct product {
  long m, n, k;
  const word *a; // [m][k] with rows lda apart; a_transposed: [k][m]
  long lda;
  bool a_transposed;
  const word *b; // [k][n] with rows ldb apart
  long ldb;
  float *c; // [m][n] with rows ldc apart
  long ldc;
  bool accumulate;
};

struct adam_step {
  float rate;       // learning rate / (1 - beta1^t)
  float root_scale; // 1 / sqrt(1 - beta2^t)
};
constexpr float ADAM_BETA1 = 0.9f, ADAM_BETA2 = 0.999f, ADAM_EPSILON = 1e-8f, LAMB_EPSILON = 1e-6f;

// Decides which outputs of one layer are dropped in a batch; none with a threshold of 0.
struct dropout_draw {
  uint64_t stream = 0;    // of splitmix64
  uint32_t threshold = 0; // probability * 2^32: a number is kept when the high half of its value is not below
  float scale = 1;        // of the kept numbers: 1 / (1 - probability)
};

struct kernel_table {
  const char *isa;
  void (*gemm_fp32)(const product<float> &);
  void (*gemm_bf16)(const product<bf16_pair> &); // nullptr: this instruction set has no bf16 products

  // x[rows][cols] += bias[cols], then max(0, x) when relu; rows ld apart.
  void (*add_bias)(float *x, long ld, long rows, long cols, const float *bias, bool relu);
  // dx[b][i] = active[b][i] > 0 ? t[i][b] : 0 for b < rows, i < cols.
  void (*mask_transposed)(const float *t, long ldt, const float *active, long lda, float *dx, long ldx, long rows, long cols);
  // to[c][r] = from[r][c].
  void (*transpose)(const uint32_t *from, long ldf, long rows, long cols, uint32_t *to, long ldt);
  // sum[c] = sum over r of x[r][c], r ascending.
  void (*column_sum)(const float *x, long ld, long rows, long cols, float *sum);
  // v = momentum v + g; w -= rate v, for n numbers.
  void (*sgd)(float *w, float *v, const float *g, long n, float rate, float momentum);
  // m, v: first and second moment (Kingma, Ba 2015, algorithm 1 with its efficient form), for n numbers.
  void (*adam)(float *w, float *m, float *v, const float *g, long n, const adam_step &step);
  // out[r][c/2] = (x[r][c], x[r][c+1]) rounded to nearest even; cols even.
  void (*pair_columns)(const float *x, long ld, long rows, long cols, bf16_pair *out, long ldo);
  // out[r/2][c] = (x[r][c], x[r+1][c]); an odd last row is paired with zeros.
  void (*pair_rows)(const float *x, long ld, long rows, long cols, bf16_pair *out, long ldo);
  // before = x; x = GELU(x).
  void (*gelu)(float *x, long ldx, float *before, long ldb, long rows, long cols);
  // g *= the slope of GELU at `before`.
  void (*gelu_gradient)(float *g, long ldg, const float *before, long ldb, long rows, long cols);
  // x[r][c] *= 0 or scale, as value number place + r * pitch + c of the draw's stream decides.
  void (*drop)(float *x, long ld, long rows, long cols, const dropout_draw &draw, int64_t place, long pitch);
  double (*square_sum)(const float *x, long n);
  // m, v as for Adam; g becomes Adam's corrected direction + decay w, with step.rate = 1 / (1 - beta1^t) and LAMB_EPSILON.
  void (*lamb_direction)(const float *w, float *m, float *v, float *g, long n, const adam_step &step, float decay);
};

// The best table this CPU can run, or the one named `wanted` ("generic", "avx2", "avx512", "avx512_bf16").
// Throws device_fault when the CPU or the build lacks it.
const kernel_table &choose_kernels(const std::string &wanted = "");

// All tables this CPU can run, best first.
std::vector<const kernel_table *> usable_kernels();
