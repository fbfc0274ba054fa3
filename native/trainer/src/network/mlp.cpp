// Steps of the perceptron. Each task writes its own block of one matrix and sums over ascending indices, so that every
// number is the same for any number of threads.
#include "mlp.h"
#include "../random.h"
#include "layerwise.h"
#include "softmax.h"
#include "tiles.h"
#include "weights_hash.h"
#include <cmath>

template <class word>
mlp<word>::mlp(const network_options &options, const kernel_table &kernels, thread_pool &pool, size_t layers_before)
    : options_(options), kernels_(kernels), pool_(pool), gemm_([&] {
        if constexpr (PER_WORD<word> == 1) return kernels.gemm_fp32;
        else return kernels.gemm_bf16;
      }()),
      row_loss_(size_t(options.max_rows)), row_correct_(size_t(options.max_rows)), labels_(size_t(options.max_rows)) {
  const auto &widths = options.widths;
  const long max_rows = options.max_rows;
  for (size_t l = 0; l + 1 < widths.size(); l++) {
    const layer &made = layers_.emplace_back(widths[l], widths[l + 1]);
    packed_.emplace_back(made);
    activations_.emplace_back(max_rows * made.in_stride);
    inputs_.emplace_back(activations_[l].get(), max_rows, made.in_stride);
    if (l + 2 < widths.size()) ends_.emplace_back(options, layers_before + l, made.out_pad, made.out_stride);
    deltas_.emplace_back(max_rows, made.out_stride, l > 0 || layers_before > 0);
    widest_ = std::max(widest_, made.out_pad);
  }
  activations_.emplace_back(max_rows * layers_.back().out_stride);
  if (layerwise::takes(options.optimiser))
    for (const layer &of : layers_) gradient_ = buffer<float>(std::max(long(gradient_.size()), of.in_pad * of.out_pad));
  bias_sums_ = buffer<float>(tiles(max_rows, ROW_TILE) * widest_);
  reset();
}

template <class word> void mlp<word>::reset() {
  random_stream random(options_.seed, FOR_WEIGHTS);
  for (layer &of : layers_) {
    const double deviation = std::sqrt(2.0 / double(of.in));
    for (long i = 0; i < of.in; i++)
      for (long o = 0; o < of.out; o++) of.weights[of.place(i, o)] = float(deviation * random.normal());
    for (auto *zeroed : {&of.moment1, &of.moment2, &of.bias, &of.bias_moment1, &of.bias_moment2}) zeroed->clear();
  }
  steps_ = 0;
  weights_changed();
}

template <class word> void mlp<word>::weights_changed() {
  for (size_t l = 0; l < layers_.size(); l++)
    for (long p = 0; p < layers_[l].panels(); p++) packed_[l].pack(kernels_, layers_[l], p, 0, layers_[l].in_pad);
}

template <class word> template <class index_of> void mlp<word>::gather(const example_set &set, index_of index, long rows) {
  constexpr long CHUNK = 16;
  const long width = layers_[0].in_stride;
  pool_.run(tiles(rows, CHUNK), [&](long task) {
    const long begin = task * CHUNK, count = std::min(CHUNK, rows - begin);
    for (long r = begin; r < begin + count; r++) {
      set.row(index(r), &activations_[0][r * width]);
      labels_[size_t(r)] = set.labels[size_t(index(r))];
    }
    inputs_[0].pack(kernels_, activations_[0].get(), width, begin, count, 0, width);
  });
}

// Copies the labels, and packs the input that other layers wrote to input().
template <class word> void mlp<word>::take_input(const int32_t *labels, long rows) {
  const long width = layers_[0].in_stride;
  std::copy(labels, labels + rows, labels_.begin());
  pool_.run(tiles(rows, ROW_TILE), [&](long task) {
    const long row = task * ROW_TILE;
    inputs_[0].pack(kernels_, activations_[0].get(), width, row, std::min(ROW_TILE, rows - row), 0, width);
  });
}

// activations[l + 1] = activations[l] W + bias, followed by the end of a hidden layer.
template <class word> void mlp<word>::forward_layer(size_t l, long rows) {
  const layer &of = layers_[l];
  const bool last = l + 1 == layers_.size();
  float *out = activations_[l + 1].get(); // [rows][out_stride]
  const long row_tiles = tiles(rows, ROW_TILE);
  pool_.run(of.panels() * row_tiles, [&](long task) {
    const long p = task / row_tiles, row = task % row_tiles * ROW_TILE;
    const long width = of.panel_width(p), count = std::min(ROW_TILE, rows - row), k = words<word>(of.in_pad), stride = words<word>(of.in_stride);
    float *block = out + row * of.out_stride + p * PANEL;
    gemm_({count, width, k, inputs_[l].rows + row * stride, stride, false, packed_[l].forward + p * PANEL * k, width, block, of.out_stride, false});
    if (last) return kernels_.add_bias(block, of.out_stride, count, width, of.bias.get() + p * PANEL, false);
    ends_[l].forward(kernels_, out, of.bias.get(), row, count, p * PANEL, width);
    inputs_[l + 1].pack(kernels_, out, of.out_stride, row, count, p * PANEL, width);
  });
}

template <class word> void mlp<word>::forward(long rows) {
  for (size_t l = 0; l < layers_.size(); l++) forward_layer(l, rows);
}

// Stores a tile of the gradient at the output of layer l, and its column sums for the bias.
template <class word>
void mlp<word>::store_delta(size_t l, const float *tile, long ld, long row, long rows, long column, long columns) {
  deltas_[l].store(kernels_, tile, ld, row, rows, column, columns);
  kernels_.column_sum(tile, ld, rows, columns, &bias_sums_[row / ROW_TILE * widest_ + column]);
}

template <class word> void mlp<word>::loss_gradient(long rows) {
  const size_t l = layers_.size() - 1;
  const layer &of = layers_[l];
  pool_.run(tiles(rows, ROW_TILE), [&](long task) {
    const long row = task * ROW_TILE, count = std::min(ROW_TILE, rows - row);
    float *logits = &activations_[l + 1][row * of.out_stride]; // [count][out_stride]
    for (long r = 0; r < count; r++) {
      float *of_row = logits + r * of.out_stride;
      const row_result result = softmax_gradient(of_row, of.out, labels_[size_t(row + r)], options_.label_smoothing, 1 / float(rows));
      row_loss_[size_t(row + r)] = result.loss;
      row_correct_[size_t(row + r)] = result.correct;
      for (long c = of.out; c < of.out_pad; c++) of_row[c] = 0;
    }
    for (long p = 0; p < of.panels(); p++) store_delta(l, logits + p * PANEL, of.out_stride, row, count, p * PANEL, of.panel_width(p));
  });
}

// transposed[inputs][ROW_TILE] = (dY W^T)^T of layer l, for one tile.
template <class word>
void mlp<word>::transposed_input_gradient(size_t l, float *transposed, long input, long inputs, long row, long rows) const {
  const layer &of = layers_[l];
  const packed_gradient<word> &delta = deltas_[l];
  for (long p = 0; p < of.panels(); p++) {
    const long k = words<word>(of.panel_width(p));
    gemm_({inputs, padded(rows), k, packed_[l].backward + words<word>(p * PANEL) * of.in_pad + input * k, k, false,
           delta.transposed + words<word>(p * PANEL) * delta.row_gap + row, delta.row_gap, transposed, ROW_TILE, p > 0});
  }
}

// The gradient at the output of layer l - 1, before its end: (dY W^T) times the slope of the activation.
template <class word> void mlp<word>::backward(size_t l, long rows) {
  const layer &of = layers_[l];
  const long row_tiles = tiles(rows, ROW_TILE);
  pool_.run(tiles(of.in_pad, PANEL) * row_tiles, [&](long task) {
    alignas(64) float transposed[PANEL * ROW_TILE]; // [inputs][ROW_TILE]
    alignas(64) float gradient[ROW_TILE * PANEL];   // [count][PANEL]
    const long input = task / row_tiles * PANEL, row = task % row_tiles * ROW_TILE;
    const long inputs = std::min(PANEL, of.in_pad - input), count = std::min(ROW_TILE, rows - row);
    transposed_input_gradient(l, transposed, input, inputs, row, count);
    ends_[l - 1].backward(kernels_, transposed, ROW_TILE, activations_[l].get(), row, count, input, inputs, gradient, PANEL);
    store_delta(l - 1, gradient, PANEL, row, count, input, inputs);
  });
}

// The gradient of the loss with respect to input(); the layers that wrote it apply their own end.
template <class word> void mlp<word>::input_gradient(long rows, float *gradient) {
  const layer &of = layers_[0];
  const long row_tiles = tiles(rows, ROW_TILE);
  pool_.run(tiles(of.in_pad, PANEL) * row_tiles, [&](long task) {
    alignas(64) float transposed[PANEL * ROW_TILE]; // [inputs][ROW_TILE]
    const long input = task / row_tiles * PANEL, row = task % row_tiles * ROW_TILE;
    const long inputs = std::min(PANEL, of.in_pad - input), count = std::min(ROW_TILE, rows - row);
    transposed_input_gradient(0, transposed, input, inputs, row, count);
    kernels_.transpose((const uint32_t *)transposed, ROW_TILE, inputs, count, (uint32_t *)&gradient[row * of.in_stride + input], of.in_stride);
  });
}

template <class word> batch_result mlp<word>::sum_rows(long rows) const {
  batch_result sum;
  for (long r = 0; r < rows; r++) {
    sum.loss += double(row_loss_[size_t(r)]);
    sum.correct += row_correct_[size_t(r)];
  }
  return sum;
}

template <class word> batch_result mlp<word>::train(const example_set &set, const int64_t *order, long rows) {
  gather(set, [&](long r) { return order[r]; }, rows);
  return train_gathered(rows, nullptr);
}

template <class word> batch_result mlp<word>::train_from_input(const int32_t *labels, long rows, float *input_gradient) {
  take_input(labels, rows);
  return train_gathered(rows, input_gradient);
}

template <class word> batch_result mlp<word>::train_gathered(long rows, float *gradient) {
  for (layer_end &end : ends_) end.begin_training(steps_);
  forward(rows);
  loss_gradient(rows);
  steps_++;
  for (size_t l = layers_.size(); l-- > 0;) {
    update_bias(l, rows);
    if (l > 0) backward(l, rows); // with the weights as they were
    else if (gradient) input_gradient(rows, gradient);
    update(l, rows);
  }
  return sum_rows(rows);
}

template <class word> batch_result mlp<word>::evaluate(const example_set &set, int64_t first, long rows) {
  gather(set, [&](long r) { return first + r; }, rows);
  return evaluate_gathered(rows);
}

template <class word> batch_result mlp<word>::evaluate_from_input(const int32_t *labels, long rows) {
  take_input(labels, rows);
  return evaluate_gathered(rows);
}

template <class word> batch_result mlp<word>::evaluate_gathered(long rows) {
  for (layer_end &end : ends_) end.begin_evaluation();
  forward(rows);
  const layer &of = layers_.back();
  pool_.run(tiles(rows, ROW_TILE), [&](long task) {
    for (long r = task * ROW_TILE; r < std::min(rows, (task + 1) * ROW_TILE); r++) {
      const row_result result = softmax_loss(&activations_.back()[r * of.out_stride], of.out, labels_[size_t(r)]);
      row_loss_[size_t(r)] = result.loss;
      row_correct_[size_t(r)] = result.correct;
    }
  });
  return sum_rows(rows);
}

template <class word> uint64_t mlp<word>::hash() const {
  weights_hash hash;
  for (const layer &of : layers_) {
    for (long i = 0; i < of.in; i++)
      for (long o = 0; o < of.out; o++) hash.add(of.weights[of.place(i, o)]);
    for (long o = 0; o < of.out; o++) hash.add(of.bias[o]);
  }
  return hash.value;
}

template class mlp<float>;
template class mlp<bf16_pair>;

std::unique_ptr<network> make_network(const network_options &options, const kernel_table &kernels, thread_pool &pool) {
  if (options.bf16) return std::make_unique<mlp<bf16_pair>>(options, kernels, pool);
  return std::make_unique<mlp<float>>(options, kernels, pool);
}
