// Buffers of a network, and the order of a batch's work.
#include "net.h"
#include "../fault.h"
#include "../random.h"
#include <algorithm>
#include <cmath>

namespace gpu {

using namespace device_abi;

device_set::device_set(const session &gpu, const example_set &from)
    : examples(from.pixels.empty() ? copied(gpu, from.values) : copied(gpu, from.pixels)), labels(copied(gpu, from.labels)), count(from.count),
      features(from.features), pixels(!from.pixels.empty()) {}

static constexpr int64_t MOST_CHUNKS = 64, LEAST_CHUNK_ROWS = 256; // of column_sums

net::net(session &gpu, const network_options &options, const precision &format, products &products, const net_layout &layout, int64_t features)
    : gpu_(gpu), options_(options), format_(format), products_(products), layout_(layout), features_(features), input_pad_(padded_width(features)) {
  const int64_t arena = layout.count * int64_t(sizeof(float)), rows = options.max_rows;
  weights_ = {gpu, arena}, gradients_ = {gpu, arena}, moment1_ = {gpu, arena}, moment2_ = {gpu, arena};
  if (format.copies()) copy_ = {gpu, layout.count * format.bytes()};
  spans_ = copied(gpu, layout.spans), tensors_ = copied(gpu, layout.tensors);
  norms_ = {gpu, int64_t(layout.spans.size() * 2 * sizeof(float))};
  input_ = {gpu, rows * input_pad_ * format.bytes()};
  labels_ = {gpu, rows * 4}, row_loss_ = {gpu, rows * 4}, row_correct_ = {gpu, rows * 4};
  int64_t widest = 0, most_columns = 0;
  for (size_t l = 0; l < layout.layers.size(); l++) {
    const net_layer &of = layout.layers[l];
    if (rows_of(l, rows) > INT32_MAX) throw memory_fault("expected at most 2^31 pixels in a batch; take smaller pictures or a smaller batch");
    const int64_t numbers = rows_of(l, rows) * of.out_pad;
    const bool last = l + 1 == layout.layers.size();
    layer_memory &made = layers_.emplace_back();
    made.out = {gpu, numbers * (last ? int64_t(sizeof(float)) : format.bytes())};
    if (gelu() && !last) made.saved = {gpu, numbers * format.bytes()};
    made.delta = {gpu, numbers * format.bytes()};
    if (of.convolves()) {
      made.columns = {gpu, rows_of(l, rows) * of.in_pad * format.bytes()};
      made.pooled = {gpu, rows * of.pooled() * format.bytes()};
      made.pooled_gradient = {gpu, rows * of.pooled() * format.bytes()};
      if (l > 0) most_columns = std::max(most_columns, made.columns.bytes());
    }
    widest = std::max(widest, of.out_pad);
  }
  column_partials_ = {gpu, MOST_CHUNKS * widest * int64_t(sizeof(float))};
  column_gradient_ = {gpu, most_columns};
}

int32_t net::activation(size_t l) const {
  return l + 1 == layers_.size() ? ACTIVATION_NONE : gelu() ? ACTIVATION_GELU : ACTIVATION_RELU;
}

const void *net::operand_weights(size_t l) const {
  const int64_t at = layout_.layers[l].weights_at;
  return format_.copies() ? (const void *)copy_.as<uint16_t>(at) : (const void *)weights_.as<float>(at);
}

const void *net::input_of(size_t l) const {
  if (layout_.layers[l].convolves()) return layers_[l].columns.as<char>();
  if (l == 0) return input_.as<char>();
  return layout_.layers[l - 1].convolves() ? layers_[l - 1].pooled.as<char>() : layers_[l - 1].out.as<char>();
}

uint64_t dropout_key(uint64_t seed, size_t layer) { return random_stream(seed, FOR_DROPOUT + layer).next(); }

// Dropout behind layer l: hidden dense layers in training.
void net::set_dropout(gemm_args &args, size_t l, const batch &of) const {
  args.dropout_scale = 1;
  if (!of.trains || options_.dropout <= 0 || layout_.layers[l].convolves() || l + 1 == layers_.size()) return;
  args.state = of.state;
  args.dropout_key = dropout_key(options_.seed, l);
  args.dropout_threshold = uint32_t(std::llround(double(options_.dropout) * 0x1p32));
  args.dropout_scale = 1 / (1 - options_.dropout);
}

void net::gather(const batch &of) {
  const gather_args args{of.set.examples.as<char>(), of.set.labels.as<int32_t>(), of.order, of.state, input_.as<char>(), labels_.as<int32_t>(),
                         of.set.pixels ? 1.0f / 255.0f : 1.0f, 0, int32_t(of.rows), int32_t(features_), int32_t(input_pad_)};
  gpu_.launch(in_format(of.set.pixels ? "gather_u8" : "gather_f32"), {of.rows}, GATHER_THREADS, args);
}

void net::forward(size_t l, const batch &of) {
  const net_layer &layer = layout_.layers[l];
  const bool last = l + 1 == layers_.size();
  if (layer.convolves()) into_columns(l, of.rows);
  gemm_args args{};
  args.a = input_of(l), args.b = operand_weights(l), args.bias = weights_.as<float>(layer.bias_at);
  if (last) args.out_fp32 = layers_[l].out.as<float>();
  else args.out = layers_[l].out.as<char>();
  if (of.trains && layers_[l].saved) args.save = layers_[l].saved.as<char>();
  args.activation = activation(l);
  set_dropout(args, l, of);
  args.m = int32_t(rows_of(l, of.rows)), args.k = args.lda = int32_t(layer.in_pad), args.n = args.ldb = args.ldc = int32_t(layer.out_pad);
  products_.enqueue(product::forward, args);
  if (layer.convolves()) pool(l, of.rows);
}

void net::weight_gradient(size_t l, int64_t rows) {
  const net_layer &layer = layout_.layers[l];
  gemm_args args{};
  args.a = input_of(l), args.b = layers_[l].delta.as<char>(), args.out_fp32 = gradients_.as<float>(layer.weights_at);
  args.dropout_scale = 1;
  args.m = args.lda = int32_t(layer.in_pad), args.n = args.ldb = args.ldc = int32_t(layer.out_pad), args.k = int32_t(rows);
  products_.enqueue(product::weight_gradient, args);
}

void net::bias_gradient(size_t l, int64_t rows) {
  const net_layer &layer = layout_.layers[l];
  const int64_t chunk = std::max(LEAST_CHUNK_ROWS, blocks_of(rows, MOST_CHUNKS)), chunks = blocks_of(rows, chunk);
  float *sums = gradients_.as<float>(layer.bias_at), *out = chunks > 1 ? column_partials_.as<float>() : sums;
  gpu_.launch(in_format("column_sums"), {blocks_of(layer.out_pad, COLUMN_SUMS_WIDTH), chunks}, COLUMN_SUMS_THREADS,
              column_sums_args{layers_[l].delta.as<char>(), out, int32_t(rows), int32_t(layer.out_pad), int32_t(layer.out_pad), int32_t(chunk)});
  if (chunks > 1)
    gpu_.launch("reduce_partials", {blocks_of(layer.out_pad, REDUCE_PER_BLOCK)}, REDUCE_THREADS, reduce_args{out, sums, layer.out_pad, int32_t(chunks)});
}

// From the gradient at layer l to that at the layer before, or at its maximum where that convolves.
void net::dense_input_gradient(size_t l, const batch &of) {
  const net_layer &layer = layout_.layers[l];
  const bool after_pool = layout_.layers[l - 1].convolves();
  layer_memory &before = layers_[l - 1];
  gemm_args args{};
  args.a = layers_[l].delta.as<char>(), args.b = operand_weights(l);
  args.out = (after_pool ? before.pooled_gradient : before.delta).as<char>();
  args.dropout_scale = 1;
  if (!after_pool) {
    args.activation = activation(l - 1);
    args.saved = (gelu() ? before.saved : before.out).as<char>();
    set_dropout(args, l - 1, of);
  }
  args.m = int32_t(of.rows), args.k = args.lda = args.ldb = int32_t(layer.out_pad), args.n = args.ldc = int32_t(layer.in_pad);
  products_.enqueue(product::input_gradient, args);
}

void net::enqueue(const batch &of) {
  const size_t last = layers_.size() - 1;
  gather(of);
  for (size_t l = 0; l <= last; l++) forward(l, of);
  const net_layer &logits = layout_.layers[last];
  gpu_.launch(in_format("softmax_loss"), {blocks_of(of.rows, SOFTMAX_ROWS_PER_BLOCK)}, SOFTMAX_THREADS,
              softmax_args{layers_[last].out.as<float>(), labels_.as<int32_t>(), of.state, of.trains ? layers_[last].delta.as<char>() : nullptr,
                           row_loss_.as<float>(), row_correct_.as<int32_t>(), of.trains ? options_.label_smoothing : 0, int32_t(of.rows),
                           int32_t(logits.out), int32_t(logits.out_pad)});
  if (of.trains) {
    for (size_t l = last + 1; l-- > 0;) {
      const int64_t rows = rows_of(l, of.rows);
      if (layout_.layers[l].convolves()) unpool(l, of.rows);
      weight_gradient(l, rows);
      bias_gradient(l, rows);
      if (l > 0 && layout_.layers[l].convolves()) convolution_input_gradient(l, of.rows);
      else if (l > 0) dense_input_gradient(l, of);
    }
    optimise(of);
  }
  gpu_.launch("advance", {1}, ADVANCE_THREADS,
              advance_args{of.state, row_loss_.as<float>(), row_correct_.as<int32_t>(), ADAM_BETA1, ADAM_BETA2, int32_t(of.rows), of.trains,
                           format_.scales_loss, LOSS_SCALE_INTERVAL});
}

void net::reset(const std::vector<float> &weights) {
  cuda().copy_in((address)weights_.as<char>(), weights.data(), weights.size() * sizeof(float), gpu_.queue());
  moment1_.clear(gpu_);
  moment2_.clear(gpu_);
  make_copy();
  gpu_.wait();
}

void net::make_copy() {
  if (!format_.copies()) return;
  gpu_.launch("copy_weights", {blocks_of(layout_.count, COPY_PER_BLOCK)}, COPY_THREADS,
              copy_args{weights_.as<float>(), copy_.as<char>(), layout_.count, format_.number});
}

std::vector<float> net::weights() const {
  std::vector<float> weights(size_t(layout_.count), 0.0f);
  cuda().copy_out(weights.data(), (address)weights_.as<char>(), weights.size() * sizeof(float), gpu_.queue());
  gpu_.wait();
  return weights;
}

} // namespace gpu
