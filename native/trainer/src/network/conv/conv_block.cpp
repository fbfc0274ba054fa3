// The three products of a convolution, one picture at a time. Lines of a picture are multiplied with the zero column between
// them as one run; the results at that column are never read, and its gradient is zero.
#include "conv_block.h"

constexpr long LINES = 3; // of a neighbourhood

template <class word> double block_scratch<word>::bytes(const block_shape &of) {
  const double numbers = double(of.band_numbers()) * (of.gelu ? 2 : 1) + double(of.out.size()) + double(of.in.size()) + double(of.out.stride);
  return numbers * sizeof(float) + image_words<word>::bytes(of.in) + image_words<word>::bytes(of.out);
}

template <class word>
conv_block<word>::conv_block(const block_shape &shape, bool first, const kernel_table &kernels)
    : kernels_(kernels), gemm_([&] {
        if constexpr (PER_WORD<word> == 1) return kernels.gemm_fp32;
        else return kernels.gemm_bf16;
      }()),
      first_(first), turned_(first ? 0 : shape.weights()), shape(shape), weights(shape.weights()), moment1(shape.weights()), moment2(shape.weights()),
      bias(shape.out.stride), bias_moment1(shape.out.stride), bias_moment2(shape.out.stride) {
  if constexpr (PER_WORD<word> == 2) {
    forward_words_ = buffer<word>(shape.weights() / 2);
    turned_words_ = buffer<word>(first ? 0 : shape.weights() / 2);
  }
}

template <class word> double conv_block<word>::bytes(const block_shape &of) {
  return double(of.weights()) * (PER_WORD<word> == 1 ? 4 : 5) * sizeof(float) + double(of.out.stride) * 3 * sizeof(float);
}

template <class word> const word *conv_block<word>::forward_weights() const {
  if constexpr (PER_WORD<word> == 1) return weights.get();
  else return forward_words_.get();
}

template <class word> const word *conv_block<word>::turned_weights() const {
  if constexpr (PER_WORD<word> == 1) return turned_.get();
  else return turned_words_.get();
}

template <class word> long conv_block<word>::place(long input, long filter) const {
  const long channels = shape.in.channels;
  return (input / channels * shape.in.stride + input % channels) * shape.out.stride + filter;
}

template <class word> void conv_block<word>::pack(long tap) {
  const long rows = shape.in.stride, columns = shape.out.stride, size = rows * columns, opposite = TAPS - 1 - tap;
  const float *from = weights.get() + tap * size;
  float *turned = turned_.get() + opposite * size;
  // Transposing moves 32-bit words of any type.
  if (!first_) kernels_.transpose((const uint32_t *)from, columns, rows, columns, (uint32_t *)turned, rows);
  if constexpr (PER_WORD<word> == 2) {
    kernels_.pair_rows(from, columns, rows, columns, &forward_words_[tap * size / 2], columns);
    if (!first_) kernels_.pair_rows(turned, rows, columns, rows, &turned_words_[opposite * size / 2], rows);
  }
}

template <class word>
void conv_block<word>::forward(const float *image, block_scratch<word> &scratch, pixel_lines<float> to, uint8_t *choice, float *before) const {
  const framed_shape &in = shape.in;
  const word *neighbourhoods = scratch.in_words.along_channels(kernels_, image);
  float *band = scratch.band.get();
  const long pitch = in.pitch(), columns = shape.out.stride, k = words<word>(LINES * in.stride);
  for (long top = 0; top < shape.pooled_height(); top += shape.band()) {
    const long lines = std::min(shape.band(), shape.pooled_height() - top), pixels = 2 * lines * pitch - 1;
    for (long line = 0; line < LINES; line++)
      gemm_({pixels, columns, k, neighbourhoods + words<word>((2 * top + line) * pitch * in.stride), words<word>(in.stride), false,
             forward_weights() + line * k * columns, columns, band, columns, line > 0});
    kernels_.add_bias(band, columns, pixels, columns, bias.get(), !shape.gelu);
    if (shape.gelu) kernels_.gelu(band, columns, scratch.before.get(), columns, pixels, columns);
    for (long y = 0; y < lines; y++)
      for (long x = 0; x < shape.pooled_width(); x++, choice += shape.out.channels) {
        const long corner = 2 * (y * pitch + x) * columns;
        pool_window(band + corner, pitch * columns, columns, shape.out.channels, to.at(top + y, x), choice, !shape.gelu);
        if (!shape.gelu) continue;
        take_chosen(&scratch.before[corner], pitch * columns, columns, shape.out.channels, choice, before);
        before += shape.out.channels;
      }
  }
}

template <class word>
void conv_block<word>::unpool(pixel_lines<const float> from, const uint8_t *choice, const float *before, block_scratch<word> &scratch) const {
  const framed_shape &out = shape.out;
  const long numbers = shape.pooled_width() * out.channels; // of a line
  for (long y = 0; y < shape.pooled_height(); y++) {
    pixel_lines<const float> line{from.at(y, 0), 0, from.pixel_step};
    if (shape.gelu) {
      for (long x = 0; x < shape.pooled_width(); x++) std::copy_n(from.at(y, x), out.channels, &scratch.line[x * out.channels]);
      kernels_.gelu_gradient(scratch.line.get(), numbers, before + y * numbers, numbers, 1, numbers);
      line = {scratch.line.get(), 0, out.channels};
    }
    for (long x = 0; x < shape.pooled_width(); x++, choice += out.channels)
      unpool_window(line.at(0, x), choice, out.channels, &scratch.gradient[out.place(2 * y, 2 * x)], out.pitch() * out.stride, out.stride);
  }
}

template <class word> void conv_block<word>::add_gradients(const float *image, block_scratch<word> &scratch, float *sums) const {
  const framed_shape &in = shape.in, &out = shape.out;
  const word *neighbourhoods = scratch.in_words.along_pixels(kernels_, image);
  const word *gradients = scratch.gradient_words.along_pixels(kernels_, scratch.gradient.get()) + out.place(0, 0);
  const long pixels = 2 * shape.pooled_height() * in.pitch() - 1, rows = LINES * in.stride;
  for (long line = 0; line < LINES; line++)
    gemm_({rows, out.stride, words<word>(pixels), neighbourhoods + line * in.pitch() * in.stride, PER_WORD<word> * in.stride, true, gradients,
           PER_WORD<word> * out.stride, sums + line * rows * out.stride, out.stride, true});
  kernels_.column_sum(&scratch.gradient[out.place(0, 0)], out.stride, pixels, out.stride, scratch.bias.get());
  for (long c = 0; c < out.stride; c++) sums[shape.weights() + c] += scratch.bias[c];
}

template <class word> pixel_lines<const float> conv_block<word>::input_gradient(block_scratch<word> &scratch) const {
  const framed_shape &in = shape.in, &out = shape.out;
  const word *neighbourhoods = scratch.gradient_words.along_channels(kernels_, scratch.gradient.get());
  const long k = words<word>(LINES * out.stride);
  for (long line = 0; line < LINES; line++)
    gemm_({in.height * in.pitch() - 1, in.stride, k, neighbourhoods + words<word>(line * out.pitch() * out.stride), words<word>(out.stride), false,
           turned_weights() + line * k * in.stride, in.stride, scratch.below.get(), in.stride, line > 0});
  return {scratch.below.get(), in.pitch() * in.stride, in.stride};
}

template class conv_block<float>;
template class conv_block<bf16_pair>;
template struct block_scratch<float>;
template struct block_scratch<bf16_pair>;
