// Convolutions as products over columns, and the maxima behind them. A picture is [line][column][channel], channels padded.
#include "net.h"

namespace gpu {

using namespace device_abi;

namespace {
constexpr int KERNEL = 3;

conv_args shape_of(const net_layer &layer, int64_t examples) {
  conv_args args{};
  args.images = int32_t(examples), args.height = int32_t(layer.height), args.width = int32_t(layer.width);
  args.channels = int32_t(layer.channels), args.kernel = KERNEL, args.pad = KERNEL / 2, args.ld = int32_t(layer.in_pad);
  args.pixel_pitch = int32_t(padded_width(layer.channels)), args.channel_pitch = 1;
  args.image_pitch = layer.pixels() * args.pixel_pitch;
  return args;
}

pool_args pool_of(const net_layer &layer, int64_t examples) {
  pool_args args{};
  args.images = int32_t(examples), args.height = int32_t(layer.height), args.width = int32_t(layer.width), args.channels = int32_t(layer.out_pad);
  return args;
}
} // namespace

void net::into_columns(size_t l, int64_t examples) {
  const net_layer &layer = layout_.layers[l];
  conv_args args = shape_of(layer, examples);
  args.in = l > 0 ? layers_[l - 1].pooled.as<char>() : input_.as<char>();
  args.out = layers_[l].columns.as<char>();
  if (l == 0) { // examples lie as they were stored: [channel][line][column]
    args.pixel_pitch = 1;
    args.channel_pitch = int32_t(layer.pixels());
    args.image_pitch = input_pad_;
  }
  gpu_.launch(in_format("im2col"), {blocks_of(examples * layer.pixels() * layer.in_pad, IMAGE_THREADS)}, IMAGE_THREADS, args);
}

void net::pool(size_t l, int64_t examples) {
  pool_args args = pool_of(layout_.layers[l], examples);
  args.in = layers_[l].out.as<char>(), args.out = layers_[l].pooled.as<char>();
  gpu_.launch(in_format("maxpool"), {blocks_of(examples * layout_.layers[l].pooled(), IMAGE_THREADS)}, IMAGE_THREADS, args);
}

// From the gradient at the maxima to that at the convolution's product.
void net::unpool(size_t l, int64_t examples) {
  const net_layer &layer = layout_.layers[l];
  pool_args args = pool_of(layer, examples);
  args.in = layers_[l].pooled_gradient.as<char>(), args.out = layers_[l].delta.as<char>();
  args.before = layers_[l].out.as<char>(), args.saved = (gelu() ? layers_[l].saved : layers_[l].out).as<char>();
  args.activation = activation(l);
  gpu_.launch(in_format("maxpool_gradient"), {blocks_of(examples * layer.pixels() * layer.out_pad, IMAGE_THREADS)}, IMAGE_THREADS, args);
}

void net::convolution_input_gradient(size_t l, int64_t examples) {
  const net_layer &layer = layout_.layers[l];
  gemm_args product_args{};
  product_args.a = layers_[l].delta.as<char>(), product_args.b = operand_weights(l), product_args.out = column_gradient_.as<char>();
  product_args.dropout_scale = 1;
  product_args.m = int32_t(rows_of(l, examples)), product_args.k = product_args.lda = product_args.ldb = int32_t(layer.out_pad);
  product_args.n = product_args.ldc = int32_t(layer.in_pad);
  products_.enqueue(product::input_gradient, product_args);
  conv_args args = shape_of(layer, examples);
  args.in = column_gradient_.as<char>(), args.out = layers_[l - 1].pooled_gradient.as<char>();
  gpu_.launch(in_format("col2im"), {blocks_of(examples * args.image_pitch, IMAGE_THREADS)}, IMAGE_THREADS, args);
}

} // namespace gpu
