// A framed picture as an operand of the products, which in fp32 is the picture itself.
//   along_channels  for sums over neighbourhoods: bf16 pairs channels, so the stride must be even
//   along_pixels    for sums over pixels: the word of each number pairs it with the same channel of the next pixel; so any
//                   pixel may be the first, and a sum takes every second pixel
#pragma once
#include "../operands.h"
#include "framed_shape.h"

template <class word> class image_words;

template <> class image_words<float> {
public:
  explicit image_words(const framed_shape &) {}
  static double bytes(const framed_shape &) { return 0; }
  const float *along_channels(const kernel_table &, const float *image) { return image; }
  const float *along_pixels(const kernel_table &, const float *image) { return image; }
};

template <> class image_words<bf16_pair> {
  const long run_, stride_;
  buffer<bf16_pair> channels_; // [pixels][stride / 2]
  buffer<bf16_pair> pixels_;   // [pixels][stride]

public:
  explicit image_words(const framed_shape &of) : run_(of.run()), stride_(of.stride), channels_(run_ / 2), pixels_(run_) {}
  static double bytes(const framed_shape &of) { return 1.5 * double(of.run()) * sizeof(bf16_pair); }
  const bf16_pair *along_channels(const kernel_table &kernels, const float *image) {
    kernels.pair_columns(image, run_, 1, run_, channels_.get(), run_ / 2);
    return channels_.get();
  }
  const bf16_pair *along_pixels(const kernel_table &kernels, const float *image) {
    kernels.pair_rows(image, stride_, 2, run_, pixels_.get(), run_);
    return pixels_.get();
  }
};
