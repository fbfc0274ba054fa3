// One block of the convolutional network: 3x3 convolution (padding 1, stride 1), bias, activation, 2x2 maximum.
// A convolution is a product of neighbourhoods and weights. The neighbourhoods are never copied: a framed picture read with
// overlapping rows is their matrix, one line of the 3x3 at a time.
//   forward   Y  = N(X) W       N: [pixels][9 * channels], W: [9 * channels][filters]
//   backward  dX = N(dY) W'     W': the weights turned round, [9 * filters][channels]
//   gradient  dW = N(X)^T dY    summed over pixels
#pragma once
#include "image_words.h"
#include "max_pool.h"

constexpr long TAPS = 9; // places of a 3x3

// Sizes of a block, known before anything is allocated.
struct block_shape {
  framed_shape in, out; // out: of the convolution, before the maximum; its stride is a multiple of 16
  bool gelu;            // else ReLU
  long pooled_height() const { return out.height / 2; }
  long pooled_width() const { return out.width / 2; }
  long pooled() const { return pooled_height() * pooled_width() * out.channels; }
  long weight_rows() const { return 9 * in.stride; }
  long weights() const { return weight_rows() * out.stride; }
  // Weights, then the bias: as sums of gradients lie.
  long gradients() const { return weights() + out.stride; }
  // Pooled lines that go through the products together: enough pixels for whole blocks of the kernels.
  long band() const { return std::max(1L, 64 / (2 * out.pitch())); }
  long band_numbers() const { return 2 * band() * out.pitch() * out.stride; }
};

// What one thread needs for one picture in one block.
template <class word> struct block_scratch {
  image_words<word> in_words, gradient_words;
  buffer<float> band;     // [2 * band][pitch][out.stride]: after the activation
  buffer<float> before;   // GELU: the same before it
  buffer<float> line;     // GELU: [pooled_width][out.channels], gradients of one line
  buffer<float> gradient; // of the convolution's output, framed as `out`; the frame and dropped edges stay zero
  buffer<float> below;    // gradient of the input: [in.height][pitch][in.stride]
  buffer<float> bias;     // [out.stride]: gradient of one picture
  explicit block_scratch(const block_shape &of)
      : in_words(of.in), gradient_words(of.out), band(of.band_numbers()), before(of.gelu ? of.band_numbers() : 0),
        line(of.gelu ? of.pooled_width() * of.out.channels : 0), gradient(of.out.size()),
        below(of.in.height * of.in.pitch() * of.in.stride), bias(of.out.stride) {}
  static double bytes(const block_shape &of);
};

template <class word> class conv_block {
  const kernel_table &kernels_;
  void (*const gemm_)(const product<word> &);
  const bool first_; // its input needs no gradient
  buffer<float> turned_;                      // [9 * out.stride][in.stride]
  buffer<word> forward_words_, turned_words_; // bf16: the same in pairs of rows

  const word *forward_weights() const;
  const word *turned_weights() const;

public:
  const block_shape shape;
  buffer<float> weights, moment1, moment2; // [line][column][channel][filter], the channels up to in.stride
  buffer<float> bias, bias_moment1, bias_moment2;

  conv_block(const block_shape &shape, bool first, const kernel_table &kernels);
  static double bytes(const block_shape &of);
  long place(long input, long filter) const;
  // Updates the data derived from the weights of one of the nine places of the 3x3.
  void pack(long tap);

  // before: [pooled()] inputs of GELU at the maxima; null for ReLU.
  void forward(const float *image, block_scratch<word> &scratch, pixel_lines<float> to, uint8_t *choice, float *before) const;
  // Spreads the gradient of the pooled output over scratch.gradient.
  void unpool(pixel_lines<const float> from, const uint8_t *choice, const float *before, block_scratch<word> &scratch) const;
  // Adds the gradients of weights and bias for one picture, from scratch.gradient.
  void add_gradients(const float *image, block_scratch<word> &scratch, float *sums) const;
  // From scratch.gradient; not of the first block.
  pixel_lines<const float> input_gradient(block_scratch<word> &scratch) const;
};
