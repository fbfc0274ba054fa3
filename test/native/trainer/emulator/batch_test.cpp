// The start and the end of a batch: gather, softmax and loss, sums of columns, the search for overflow, the state.
#include "kernel_case.h"

static const int BATCHES[] = {1, 7, 37};

TEST("gather: u8 and fp32 examples, shuffled and in order") {
  const int features = 21, ld = 32, examples = 50;
  std::vector<uint8_t> pixels(examples * features);
  numbers values(FORMAT_FP32, examples * features);
  values.fill_rows(features, features, 5);
  std::vector<int32_t> labels(examples), order(examples);
  for (int i = 0; i < examples; i++) labels[size_t(i)] = i % 10, order[size_t(i)] = (i * 7 + 3) % examples;
  for (size_t i = 0; i < pixels.size(); i++) pixels[i] = uint8_t(i * 37);
  for (const number_format format : FORMATS)
    for (const bool bytes : {true, false})
      for (const bool shuffled : {true, false})
        for (const int rows : BATCHES) {
          numbers out(format, rows * ld, 777);
          std::vector<int32_t> out_labels(size_t(rows), -1);
          train_state state{};
          state.cursor = 13;
          const float scale = 1.0f / 255, shift = -0.5f;
          launch(std::string(bytes ? "gather_u8_" : "gather_f32_") + FORMAT_NAMES[format], {unsigned(rows), 1, 1}, GATHER_THREADS,
                 gather_args{bytes ? (void *)pixels.data() : values.get(), labels.data(), shuffled ? order.data() : nullptr, &state, out.get(), out_labels.data(), scale, shift, rows, features, ld});
          int wrong = 0;
          for (int r = 0; r < rows; r++) {
            const int example = shuffled ? order[size_t(13 + r)] : 13 + r;
            wrong += out_labels[size_t(r)] != example % 10;
            for (int c = 0; c < ld; c++) {
              const int place = example * features + c;
              const double expected = c < features ? (bytes ? double(pixels[size_t(place)]) : values[place]) * scale + shift : 0;
              wrong += !(std::fabs(out[r * ld + c] - expected) <= (ROUNDING[format] + 0x1p-23) * (std::fabs(expected) + 1));
            }
          }
          CHECK_NEAR(wrong, 0, 0);
        }
}

struct loss_reference {
  double loss;
  bool correct;
  std::vector<double> gradient;
  loss_reference(const numbers &logits, int64_t first, int classes, int label, double smoothing) : gradient(size_t(classes)) {
    double largest = -INFINITY, sum = 0, weighted = 0;
    int best = 0;
    for (int c = 0; c < classes; c++)
      if (logits[first + c] > largest) largest = logits[first + c], best = c;
    for (int c = 0; c < classes; c++) sum += std::exp(logits[first + c] - largest);
    for (int c = 0; c < classes; c++) {
      const double target = (c == label ? 1 - smoothing : 0) + smoothing / classes;
      weighted += target * logits[first + c];
      gradient[size_t(c)] = std::exp(logits[first + c] - largest) / sum - target;
    }
    loss = largest + std::log(sum) - weighted;
    correct = best == label;
  }
};

TEST("softmax_loss: loss, hits and gradient; with and without smoothing; large logits") {
  in_every_order([] {
    for (const number_format format : FORMATS)
      for (const int classes : {2, 10, 33, 100})
        for (const double smoothing : {0.0, 0.1})
          for (const int rows : BATCHES) {
            const int ld = int(padded_width(classes));
            numbers logits(FORMAT_FP32, rows * ld), gradient(format, rows * ld, 777), losses(FORMAT_FP32, rows, 777);
            logits.fill_rows(classes, ld, 9, rows == 7 ? 300 : 4); // 300: exp would overflow
            std::vector<int32_t> labels(size_t(rows), 0), correct(size_t(rows), -1);
            for (int r = 0; r < rows; r++) labels[size_t(r)] = r * 5 % classes;
            train_state state{};
            state.loss_scale = 1024;
            launch(std::string("softmax_loss_") + FORMAT_NAMES[format], {blocks(rows, SOFTMAX_ROWS_PER_BLOCK), 1, 1}, SOFTMAX_THREADS,
                   softmax_args{logits.fp32(), labels.data(), &state, gradient.get(), losses.fp32(), correct.data(), float(smoothing), rows, classes, ld});
            int wrong = 0;
            for (int r = 0; r < rows; r++) {
              const loss_reference expected(logits, r * ld, classes, labels[size_t(r)], float(smoothing));
              wrong += !(std::fabs(losses[r] - expected.loss) <= 1e-5 * (std::fabs(expected.loss) + 10));
              wrong += correct[size_t(r)] != int(expected.correct);
              for (int c = 0; c < ld; c++) {
                const double g = c < classes ? expected.gradient[size_t(c)] * 1024 / rows : 0;
                wrong += !(std::fabs(gradient[r * ld + c] - g) <= ROUNDING[format] * std::fabs(g) + 3e-5 * 1024 / rows * (c < classes));
              }
            }
            CHECK_NEAR(wrong, 0, 0);
          }
  });
}

TEST("softmax_loss: evaluation has no gradient; the first of equal logits counts; not-a-number stays") {
  numbers logits(FORMAT_FP32, 3 * 16), losses(FORMAT_FP32, 3);
  for (int c = 0; c < 10; c++) logits.set(c, 1), logits.set(16 + c, 1), logits.set(32 + c, c == 4 ? NAN : 1);
  std::vector<int32_t> labels{0, 3, 4}, correct(3, -1);
  launch("softmax_loss_fp32", {1, 1, 1}, SOFTMAX_THREADS, softmax_args{logits.fp32(), labels.data(), nullptr, nullptr, losses.fp32(), correct.data(), 0, 3, 10, 16});
  CHECK(correct[0] == 1 && correct[1] == 0);
  CHECK_NEAR(losses[0], std::log(10), 1e-6);
  CHECK(std::isnan(losses[2]));
}

TEST("column_sums: one chunk and several, odd rows and widths") {
  in_every_order([] {
    for (const number_format format : FORMATS)
      for (const int rows : {1, 9, 100, 133})
        for (const int n : {16, 48, 144})
          for (const int rows_per_chunk : {256, 40}) {
            numbers in(format, rows * n);
            in.fill_rows(n, n, 11);
            const unsigned chunks = blocks(rows, rows_per_chunk);
            numbers out(FORMAT_FP32, n * chunks, 777), sums(FORMAT_FP32, n, 777);
            launch(std::string("column_sums_") + FORMAT_NAMES[format], {blocks(n, COLUMN_SUMS_WIDTH), chunks, 1}, COLUMN_SUMS_THREADS,
                   column_sums_args{in.get(), out.fp32(), rows, n, n, rows_per_chunk});
            launch("reduce_partials", {blocks(n, REDUCE_PER_BLOCK), 1, 1}, REDUCE_THREADS, reduce_args{out.fp32(), sums.fp32(), n, int(chunks)});
            int wrong = 0;
            for (int c = 0; c < n; c++) {
              double sum = 0;
              for (int r = 0; r < rows; r++) sum += in[r * n + c];
              wrong += !(std::fabs(sums[c] - sum) <= 1e-5 * std::sqrt(rows));
            }
            CHECK_NEAR(wrong, 0, 0);
          }
  });
}

TEST("check_finite: finds one bad number anywhere, and none where there is none") {
  for (const int64_t count : {4, 1024, 5000})
    for (const double bad : {0.0, double(INFINITY), -double(INFINITY), double(NAN)})
      for (const int64_t place : {int64_t(0), count / 2 + 1, count - 1}) {
        numbers gradients(FORMAT_FP32, count, 3e38);
        if (bad != 0) gradients.set(place, bad);
        train_state state{};
        launch("check_finite", {2, 1, 1}, CHECK_THREADS, check_args{gradients.fp32(), &state, count});
        CHECK((state.overflow != 0) == (bad != 0));
      }
}

static train_state advanced(train_state state, int rows, bool trains, bool scales) {
  numbers losses(FORMAT_FP32, rows);
  std::vector<int32_t> correct(size_t(rows), 0);
  for (int r = 0; r < rows; r++) losses.set(r, 0.25 * r), correct[size_t(r)] = r % 3 == 0;
  launch("advance", {1, 1, 1}, ADVANCE_THREADS, advance_args{&state, losses.fp32(), correct.data(), 0.9, 0.999, rows, trains, scales, 2000});
  return state;
}

TEST("advance: adds up a batch and moves on") {
  in_every_order([] {
    for (const int rows : {1, 255, 600}) {
      train_state before{};
      before.cursor = 10, before.loss_sum = 1, before.correct = 5, before.steps = 2, before.batches = 3;
      before.beta_power[0] = 0.5, before.beta_power[1] = 0.25, before.loss_scale = before.loss_scale_min = 1;
      const train_state after = advanced(before, rows, true, false);
      CHECK_NEAR(after.loss_sum, 1 + 0.25 * rows * (rows - 1) / 2, 1e-9 * rows * rows);
      CHECK(after.correct == 5 + (rows + 2) / 3 && after.cursor == 10 + rows && after.steps == 3 && after.batches == 4 && after.skipped == 0);
      CHECK_NEAR(after.beta_power[0], 0.45, 1e-15);
      CHECK_NEAR(after.beta_power[1], 0.24975, 1e-15);
      CHECK(after.loss_scale == 1 && after.good_batches == 0);
      const train_state evaluated = advanced(before, rows, false, false);
      CHECK(evaluated.steps == 2 && evaluated.batches == 3 && evaluated.cursor == 10 + rows && evaluated.beta_power[0] == 0.5);
    }
  });
}

TEST("advance: the loss scale halves on overflow, doubles after 2000 good batches, stays at 1 or more") {
  train_state state{};
  state.loss_scale = state.loss_scale_min = 65536;
  state.beta_power[0] = 1;
  state.overflow = 1;
  state.good_batches = 1999;
  state = advanced(state, 1, true, true);
  CHECK(state.loss_scale == 32768 && state.loss_scale_min == 32768 && state.good_batches == 0 && state.overflow == 0);
  CHECK(state.skipped == 1 && state.steps == 0 && state.batches == 1 && state.beta_power[0] == 1);
  for (int i = 0; i < 1999; i++) state = advanced(state, 1, true, true);
  CHECK(state.loss_scale == 32768);
  state = advanced(state, 1, true, true);
  CHECK(state.loss_scale == 65536 && state.good_batches == 0 && state.loss_scale_min == 32768 && state.steps == 2000);
  for (int i = 0; i < 40; i++) state.overflow = 1, state = advanced(state, 1, true, true);
  CHECK(state.loss_scale == 1 && state.loss_scale_min == 1 && state.skipped == 41);
}
