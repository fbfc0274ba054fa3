// Lays out the operands as the contract says, launches, and bounds each number's error by the size of what was summed.
#include "gemm_case.h"

namespace {

// A number as the multipliers see it. TF32 keeps 11 bits, ties away from zero.
std::vector<double> operands(const precision_case &precision, const numbers &of) {
  std::vector<double> seen(size_t(of.size()));
  for (size_t i = 0; i < seen.size(); i++) {
    seen[i] = of[int64_t(i)];
    if (std::string_view(precision.name) != "tf32" || seen[i] == 0) continue;
    const double unit = std::ldexp(1.0, std::ilogb(seen[i]) - 10);
    seen[i] = std::round(seen[i] / unit) * unit;
  }
  return seen;
}

} // namespace

void gemm_case::run() const {
  const number_format format = precision.format;
  const int64_t in_pad = padded_width(shape.in), out_pad = padded_width(shape.out);
  const bool by_k = which == product::weight_gradient;
  const int64_t m = by_k ? in_pad : shape.rows, k = which == product::forward ? in_pad : by_k ? shape.rows : out_pad;
  const int64_t n = which == product::input_gradient ? in_pad : out_pad;
  const int64_t lda = by_k ? in_pad : k, ldb = which == product::input_gradient ? k : n;

  // a: activations [rows][in_pad] or gradients [rows][out_pad]; b: weights [in_pad][out_pad] or gradients [rows][out_pad].
  numbers a(format, (by_k ? k : m) * lda), b(format, (which == product::input_gradient ? n : k) * ldb);
  a.fill_rows(which == product::input_gradient ? shape.out : shape.in, lda, 1);
  b.fill_rows(shape.out, ldb, 2);
  if (!by_k)
    for (int64_t i = shape.in * out_pad; i < in_pad * out_pad; i++) b.set(i, 0);
  numbers bias(FORMAT_FP32, n), saved(format, m * n), save(format, m * n, 777);
  bias.fill_rows(shape.out, n, 3);
  saved.fill_rows(shape.in, n, 4);

  const int splits = int((k + k_per_split - 1) / k_per_split);
  numbers out(format, m * n, 777), out_fp32(FORMAT_FP32, splits * m * n, 777);
  train_state state{};
  state.batches = 3;
  gemm_args args{a.get(), b.get(), which == product::forward ? bias.fp32() : nullptr, out.get(), nullptr, saved.get(), nullptr, &state,
                 42, uint32_t(dropout * 0x1p32), float(1 / (1 - dropout)), activation, int(m), int(n), int(k), int(lda), int(ldb), int(n), k_per_split};
  if (by_k || logits) args.out = nullptr, args.out_fp32 = out_fp32.fp32();
  const bool saves = which == product::forward && activation == ACTIVATION_GELU;
  if (saves) args.save = save.get();
  launch(std::string(PRODUCT_NAMES[int(which)]) + "_" + precision.name + "_" + tile.name,
         {blocks(m, tile.bm), blocks(n, tile.bn), unsigned(splits)}, unsigned(tile.threads), args, unsigned(tile.shared_bytes));
  numbers &result = args.out ? out : out_fp32;
  if (splits > 1) {
    numbers sums(FORMAT_FP32, m * n, 777);
    launch("reduce_partials", {blocks(m * n, REDUCE_PER_BLOCK)}, REDUCE_THREADS, reduce_args{out_fp32.fp32(), sums.fp32(), m * n, splits});
    result = sums;
  }

  dropout_reference drop(42, state.batches, args.dropout_threshold, args.dropout_scale);
  const std::vector<double> in_a = operands(precision, a), in_b = operands(precision, b);
  const int64_t a_row = by_k ? 1 : lda, a_step = by_k ? lda : 1;
  const int64_t b_column = which == product::input_gradient ? ldb : 1, b_step = which == product::input_gradient ? 1 : ldb;
  int wrong = 0, wrong_saved = 0;
  double worst = 0;
  for (int64_t i = 0; i < m; i++)
    for (int64_t j = 0; j < n; j++) {
      const int64_t place = i * n + j;
      double sum = 0, size = 0;
      for (int64_t d = 0; d < k; d++) {
        const double term = in_a[size_t(i * a_row + d * a_step)] * in_b[size_t(j * b_column + d * b_step)];
        sum += term, size += std::fabs(term);
      }
      if (which == product::forward) sum += bias[j], size += std::fabs(bias[j]);
      // fp32 sums err by much less than their length times the rounding of one addition
      const double in_sum = 4 * ROUNDING[FORMAT_FP32] * size * std::sqrt(double(k) + 1);
      const double factor = dropout > 0 ? drop.next_factor() : 1;
      const double expected = (which == product::forward ? activated(activation, sum) : sum * slope(activation, saved[place])) * factor;
      const double bound = 1.2 * in_sum * factor + (ROUNDING[result.format()] + 0x1p-20) * std::fabs(expected) + SMALLEST[result.format()] + 0x1p-24 * size;
      const double error = std::fabs(result[place] - expected);
      if (!(error <= bound)) wrong++, worst = std::max(worst, error / bound);
      if (saves) wrong_saved += !(std::fabs(save[place] - sum) <= in_sum + ROUNDING[format] * std::fabs(sum) + SMALLEST[format]);
    }
  char words[256];
  std::snprintf(words, sizeof words, "%s_%s_%s, rows %d in %d out %d, activation %d, dropout %g, splits %d: %d numbers wrong (%.2g times the bound), %d saved",
                PRODUCT_NAMES[int(which)], precision.name, tile.name, shape.rows, shape.in, shape.out, activation, dropout, splits, wrong, worst, wrong_saved);
  check(wrong == 0 && wrong_saved == 0, words, __FILE__, __LINE__);
}
