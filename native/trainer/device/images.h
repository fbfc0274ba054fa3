// Convolutions as products (im2col and back) and 2x2 max pooling: each thread owns one number of the result, so sums keep their order.
#pragma once
#include "activation.h"

namespace device {

template <class number> __device__ void im2col(const conv_args &args) {
  const int64_t place = global_thread(), pixel = place / args.ld, pixels = int64_t(args.height) * args.width;
  if (pixel >= args.images * pixels) return;
  const int column = int(place % args.ld), tap = column / args.channels, channel = column % args.channels;
  const int y = int(pixel % pixels / args.width) + tap / args.kernel - args.pad;
  const int x = int(pixel % args.width) + tap % args.kernel - args.pad;
  const bool inside = tap < args.kernel * args.kernel && y >= 0 && y < args.height && x >= 0 && x < args.width;
  const number *image = static_cast<const number *>(args.in) + pixel / pixels * args.image_pitch;
  static_cast<number *>(args.out)[place] =
      inside ? image[(int64_t(y) * args.width + x) * args.pixel_pitch + int64_t(channel) * args.channel_pitch] : from_float<number>(0);
}

// The gradient of a pixel: what all the columns made of it send back.
template <class number> __device__ void col2im(const conv_args &args) {
  const int64_t place = global_thread(), pixel = place / args.pixel_pitch, pixels = int64_t(args.height) * args.width;
  if (pixel >= args.images * pixels) return;
  const int channel = int(place % args.pixel_pitch), y = int(pixel % pixels / args.width), x = int(pixel % args.width);
  const number *columns = static_cast<const number *>(args.in) + pixel / pixels * pixels * args.ld;
  float sum = 0;
  if (channel < args.channels)
    for (int ky = 0; ky < args.kernel; ky++)
      for (int kx = 0; kx < args.kernel; kx++) {
        const int to_y = y - ky + args.pad, to_x = x - kx + args.pad;
        if (to_y < 0 || to_y >= args.height || to_x < 0 || to_x >= args.width) continue;
        sum += to_float(columns[(int64_t(to_y) * args.width + to_x) * args.ld + (ky * args.kernel + kx) * args.channels + channel]);
      }
  static_cast<number *>(args.out)[place] = from_float<number>(sum);
}

// The largest of the four numbers under one of the pooled: the first in reading order. Not-a-number counts as larger still.
struct window_best {
  float value;
  int place;
};
template <class number>
__device__ __forceinline__ window_best best_under(const pool_args &args, const void *from, int64_t image, int y, int x, int channel) {
  const number *corner = static_cast<const number *>(from) + ((image * args.height + 2 * y) * args.width + 2 * x) * args.channels + channel;
  window_best best{to_float(corner[0]), 0};
#pragma unroll
  for (int i = 1; i < 4; i++) {
    const float value = to_float(corner[(int64_t(i / 2) * args.width + i % 2) * args.channels]);
    if (value > best.value || value != value) best = {value, i};
  }
  return best;
}

template <class number> __device__ void maxpool(const pool_args &args) {
  const int height = args.height / 2, width = args.width / 2;
  const int64_t place = global_thread(), pixel = place / args.channels, image = pixel / width / height;
  if (image >= args.images) return;
  const window_best best = best_under<number>(args, args.in, image, int(pixel / width % height), int(pixel % width), int(place % args.channels));
  static_cast<number *>(args.out)[place] = from_float<number>(best.value);
}

template <class number> __device__ void maxpool_gradient(const pool_args &args) {
  const int height = args.height / 2, width = args.width / 2;
  const int64_t place = global_thread(), pixel = place / args.channels, image = pixel / args.width / args.height;
  if (image >= args.images) return;
  const int channel = int(place % args.channels), y = int(pixel / args.width % args.height), x = int(pixel % args.width);
  float gradient = 0;
  if (y / 2 < height && x / 2 < width) {
    if (best_under<number>(args, args.before, image, y / 2, x / 2, channel).place == y % 2 * 2 + x % 2) {
      gradient = to_float(static_cast<const number *>(args.in)[((image * height + y / 2) * width + x / 2) * args.channels + channel]);
      if (args.activation != ACTIVATION_NONE) gradient *= activation_slope(args.activation, to_float(static_cast<const number *>(args.saved)[place]));
    }
  }
  static_cast<number *>(args.out)[place] = from_float<number>(gradient);
}

} // namespace device
