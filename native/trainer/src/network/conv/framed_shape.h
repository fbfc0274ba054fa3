// A picture in memory: pixel after pixel, the channels of a pixel together, in a frame of zeros. So each line of a 3x3
// neighbourhood is one run of 3 * stride numbers, at the edges too, and neighbourhoods of neighbours overlap by their stride.
#pragma once
#include "../layer.h"

struct framed_shape {
  long height, width, channels;
  long stride; // numbers of a pixel: the channels, and zeros

  // One column of zeros is both to the right of a line and to the left of the next.
  long pitch() const { return width + 1; }
  long pixels() const { return (height + 2) * pitch() + 1; }
  // Of a pixel's first channel. Its neighbourhood begins at place(y - 1, x - 1).
  long place(long y, long x) const { return ((y + 1) * pitch() + x + 1) * stride; }
  // Numbers up to the frame's end in whole steps of the kernels; a pixel of zeros follows (image_words.h).
  long run() const { return padded(pixels() * stride); }
  long size() const { return run() + padded(stride); }
};

// Lines of pixels somewhere: the framed picture itself, or the input of the dense layers.
template <class number> struct pixel_lines {
  number *first;
  long line_step, pixel_step;
  number *at(long y, long x) const { return first + y * line_step + x * pixel_step; }
};
