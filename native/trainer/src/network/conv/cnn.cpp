// Steps of the convolutional network. A picture goes through all blocks in one task, so that it stays in the cache; sums over
// pictures go by shares (shares.h).
#include "cnn.h"
#include "../../random.h"
#include "../apply.h"
#include "../weights_hash.h"
#include "shares.h"
#include <cmath>

static network_options dense_options(const cnn_options &options) {
  network_options dense = options.dense;
  dense.widths.front() = cnn_shapes(options).back().pooled();
  return dense;
}

template <class word>
cnn<word>::cnn(const cnn_options &options, const kernel_table &kernels, thread_pool &pool)
    : options_(dense_options(options)), kernels_(kernels), pool_(pool), dense_(std::make_unique<mlp<word>>(options_, kernels, pool, options.filters.size())), dense_pad_(row_stride(options_.widths.front())),
      dense_gradient_(options_.max_rows * dense_pad_), labels_(size_t(options_.max_rows)), scratch_(cnn_shapes(options), pool.size()) {
  sums_at_.push_back(0);
  for (const block_shape &shape : cnn_shapes(options)) {
    blocks_.emplace_back(shape, blocks_.empty(), kernels);
    images_.emplace_back(options_.max_rows * shape.in.size());
    choice_.emplace_back(size_t(options_.max_rows * shape.pooled()));
    before_.emplace_back(shape.gelu ? options_.max_rows * shape.pooled() : 0);
    sums_at_.push_back(sums_at_.back() + shape.gradients());
  }
  sums_ = buffer<float>(most_shares(double(sums_at_.back()), options_.max_rows) * sums_at_.back());
  reset();
}

template <class word> void cnn<word>::reset() {
  random_stream random(options_.seed, FOR_CONVOLUTIONS);
  for (conv_block<word> &block : blocks_) {
    const long inputs = 9 * block.shape.in.channels;
    const double deviation = std::sqrt(2.0 / double(inputs));
    for (long i = 0; i < inputs; i++)
      for (long f = 0; f < block.shape.out.channels; f++) block.weights[block.place(i, f)] = float(deviation * random.normal());
    for (auto *zeroed : {&block.moment1, &block.moment2, &block.bias, &block.bias_moment1, &block.bias_moment2}) zeroed->clear();
  }
  steps_ = 0;
  pack();
  dense_->reset();
}

// Calls task(block, its number, first weight, count) for each of the nine places of each block's 3x3.
template <class word> template <class callable> void cnn<word>::for_each_tap(callable task) {
  pool_.run(long(blocks_.size()) * TAPS, [&](long i) {
    conv_block<word> &block = blocks_[size_t(i / TAPS)];
    const long n = block.shape.weights() / TAPS;
    task(block, size_t(i / TAPS), i % TAPS * n, n);
  });
}

template <class word> void cnn<word>::pack() {
  for_each_tap([](conv_block<word> &block, size_t, long at, long n) { block.pack(at / n); });
}

template <class word> void cnn<word>::weights_changed() {
  pack();
  dense_->weights_changed();
}

// Sends the picture in images_[0] through all blocks, into the input of the dense layers.
template <class word> void cnn<word>::forward_picture(long row, thread_scratch<word> &scratch) {
  for (size_t l = 0; l < blocks_.size(); l++) {
    const block_shape &shape = blocks_[l].shape;
    pixel_lines<float> to{dense_->input() + row * dense_pad_, shape.pooled_width() * shape.out.channels, shape.out.channels};
    if (l + 1 < blocks_.size()) {
      const framed_shape &next = blocks_[l + 1].shape.in;
      to = {&images_[l + 1][row * next.size() + next.place(0, 0)], next.pitch() * next.stride, next.stride};
    }
    const long at = row * shape.pooled();
    blocks_[l].forward(&images_[l][row * shape.in.size()], scratch.blocks[l], to, &choice_[l][size_t(at)], before_[l].get() + (shape.gelu ? at : 0));
  }
}

template <class word> template <class index_of> void cnn<word>::forward(const example_set &set, index_of index, long rows) {
  const framed_shape &in = blocks_.front().shape.in;
  pool_.run(rows, [&](long row) {
    scratch_.borrow([&](thread_scratch<word> &scratch) {
      set.row(index(row), scratch.picture.get());
      labels_[size_t(row)] = set.labels[size_t(index(row))];
      const float *from = scratch.picture.get();
      for (long c = 0; c < in.channels; c++)
        for (long y = 0; y < in.height; y++)
          for (long x = 0; x < in.width; x++) images_[0][row * in.size() + in.place(y, x) + c] = *from++;
      forward_picture(row, scratch);
    });
  });
}

// From dense_gradient_ back through all blocks; adds the gradients of the weights.
template <class word> void cnn<word>::backward_picture(long row, thread_scratch<word> &scratch, float *sums) {
  const block_shape &last = blocks_.back().shape;
  pixel_lines<const float> gradient{&dense_gradient_[row * dense_pad_], last.pooled_width() * last.out.channels, last.out.channels};
  for (size_t l = blocks_.size(); l-- > 0;) {
    conv_block<word> &block = blocks_[l];
    const long at = row * block.shape.pooled();
    block.unpool(gradient, &choice_[l][size_t(at)], before_[l].get() + (block.shape.gelu ? at : 0), scratch.blocks[l]);
    block.add_gradients(&images_[l][row * block.shape.in.size()], scratch.blocks[l], sums + sums_at_[l]);
    if (l > 0) gradient = block.input_gradient(scratch.blocks[l]);
  }
}

// Sums the shares of `count` gradients of block l, in order.
template <class word> float *cnn<word>::sum_of_shares(size_t l, long from, long count, long shares) {
  float *sum = &sums_[sums_at_[l] + from];
  for (long share = 1; share < shares; share++)
    for (long i = 0; i < count; i++) sum[i] += sum[share * sums_at_.back() + i];
  return sum;
}

template <class word> void cnn<word>::update_bias(size_t l, long shares) {
  conv_block<word> &block = blocks_[l];
  const long biases = block.shape.out.stride;
  apply_optimiser(kernels_, options_, steps_, parameter::biases, block.bias.get(), block.bias_moment1.get(), block.bias_moment2.get(),
                  sum_of_shares(l, block.shape.weights(), biases, shares), biases);
}

// A block's biases are handled with its first place.
template <class word> void cnn<word>::update(long shares) {
  if (layerwise::takes(options_.optimiser)) return update_layerwise(shares);
  for_each_tap([&](conv_block<word> &block, size_t l, long at, long n) {
    apply_optimiser(kernels_, options_, steps_, parameter::weights, &block.weights[at], &block.moment1[at], &block.moment2[at],
                    sum_of_shares(l, at, n, shares), n);
    block.pack(at / n);
    if (at == 0) update_bias(l, shares);
  });
}

template <class word> void cnn<word>::update_layerwise(long shares) {
  const layerwise optimiser(kernels_, options_, steps_, options_.weight_decay);
  std::vector<step_size> sizes(blocks_.size() * TAPS);
  for_each_tap([&](conv_block<word> &block, size_t l, long at, long n) {
    sizes[l * TAPS + size_t(at / n)] =
        optimiser.prepare(&block.weights[at], &block.moment1[at], &block.moment2[at], sum_of_shares(l, at, n, shares), n);
    if (at == 0) update_bias(l, shares);
  });
  for_each_tap([&](conv_block<word> &block, size_t l, long at, long n) {
    step_size whole;
    for (size_t tap = 0; tap < TAPS; tap++) whole += sizes[l * TAPS + tap];
    optimiser.apply(optimiser.ratio(whole), &block.weights[at], &block.moment1[at], &sums_[sums_at_[l] + at], n);
    block.pack(at / n);
  });
}

template <class word> batch_result cnn<word>::train(const example_set &set, const int64_t *order, long rows) {
  forward(set, [&](long r) { return order[r]; }, rows);
  const batch_result result = dense_->train_from_input(labels_.data(), rows, dense_gradient_.get());
  const long of_share = sums_at_.back(), most = long(sums_.size()) / of_share;
  const long pictures = (rows + most - 1) / most, shares = (rows + pictures - 1) / pictures;
  pool_.run(shares, [&](long share) {
    scratch_.borrow([&](thread_scratch<word> &scratch) {
      float *sums = &sums_[share * of_share];
      std::fill(sums, sums + of_share, 0.0f);
      for (long row = share * pictures; row < std::min(rows, (share + 1) * pictures); row++) backward_picture(row, scratch, sums);
    });
  });
  steps_++;
  update(shares);
  return result;
}

template <class word> batch_result cnn<word>::evaluate(const example_set &set, int64_t first, long rows) {
  forward(set, [&](long r) { return first + r; }, rows);
  return dense_->evaluate_from_input(labels_.data(), rows);
}

template <class word> int64_t cnn<word>::parameters() const {
  int64_t count = dense_->parameters();
  for (const conv_block<word> &block : blocks_) count += (9 * block.shape.in.channels + 1) * block.shape.out.channels;
  return count;
}

template <class word> float &cnn<word>::weight(size_t l, int64_t input, int64_t output) {
  if (l >= blocks_.size()) return dense_->weight(l - blocks_.size(), input, output);
  conv_block<word> &block = blocks_[l];
  return input == 9 * block.shape.in.channels ? block.bias[output] : block.weights[block.place(input, output)];
}

template <class word> uint64_t cnn<word>::hash() const {
  weights_hash hash;
  for (const conv_block<word> &block : blocks_) {
    const long inputs = 9 * block.shape.in.channels, filters = block.shape.out.channels;
    for (long i = 0; i < inputs; i++)
      for (long f = 0; f < filters; f++) hash.add(block.weights[block.place(i, f)]);
    for (long f = 0; f < filters; f++) hash.add(block.bias[f]);
  }
  for (size_t l = 0; l + 1 < options_.widths.size(); l++)
    for (long i = 0; i <= options_.widths[l]; i++)
      for (long o = 0; o < options_.widths[l + 1]; o++) hash.add(dense_->weight(l, i, o));
  return hash.value;
}

template class cnn<float>;
template class cnn<bf16_pair>;

std::unique_ptr<network> make_cnn(const cnn_options &options, const kernel_table &kernels, thread_pool &pool) {
  if (options.dense.bf16) return std::make_unique<cnn<bf16_pair>>(options, kernels, pool);
  return std::make_unique<cnn<float>>(options, kernels, pool);
}
