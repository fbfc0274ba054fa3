// The contract between the host and the kernels: each kernel's name, its one argument (a struct, by value) and its grid.
// Plain C++17, read by nvcc, by the host and by the emulator. Every kernel is extern "C" and is launched as
//   void *parameters[] = {&args}; cuLaunchKernel(function, grid, block, shared_bytes, stream, parameters, nullptr)
//
// Layouts. A matrix is [rows][ld] row-major; ld is the true width rounded up to 16 (padded_width). Padding is zero in every
// buffer, and every kernel keeps it zero, so products run over padded widths and only `rows` (the batch) is ever odd.
//   activations, gradients of activations   [rows][ld], in the storage format of the precision
//   logits                                  [rows][ld] fp32, whatever the precision
//   arena   layer after layer: weights [in_pad][out_pad], then bias [out_pad]; offsets are multiples of 16 numbers. fp32 masters,
//           fp32 gradients, fp32 moments and the 16-bit copy of the masters are arenas with the same offsets.
//   images  [image][y][x][channel], a pixel's channels padded to 16; so a convolution is a product over rows = pixels
// Storage format: fp32 for precisions fp32 and tf32, else 16 bits. All buffers begin at multiples of 16 bytes.
#pragma once
#include <cstdint>

namespace device_abi {

constexpr int WIDTH_MULTIPLE = 16;
constexpr int64_t padded_width(int64_t width) { return (width + WIDTH_MULTIPLE - 1) / WIDTH_MULTIPLE * WIDTH_MULTIPLE; }

// What changes from step to step lives on the device, so that one graph replays unchanged. The host writes it before a
// chunk (all zero but loss_scale, loss_scale_min = first scale or 1, beta_power = 1) and reads it after one.
struct train_state {
  int64_t cursor;        // place in `order` of the batch's first example
  int64_t batches;       // since the reset, skipped ones included: the counter of dropout
  int64_t steps;         // of the optimiser since the reset, skipped ones not
  int64_t skipped;       // batches whose gradients were not finite
  double beta_power[2];  // beta1^steps, beta2^steps
  double loss_sum;       // of the rows since the host cleared it
  int64_t correct;       // likewise
  float loss_scale, loss_scale_min;
  int32_t good_batches;  // since the scale last changed
  int32_t overflow;      // not 0: this batch's gradients are not finite, the optimiser leaves everything as it is
};

enum activation_kind : int32_t { ACTIVATION_NONE, ACTIVATION_RELU, ACTIVATION_GELU }; // GELU with erf
enum number_format : int32_t { FORMAT_FP32, FORMAT_FP16, FORMAT_BF16 };

// gather_u8_{fp32,fp16,bf16}, gather_f32_{fp32,fp16,bf16}: grid (rows), block GATHER_THREADS.
// Row r is example order[cursor + r] (order null: example cursor + r): value * scale + shift, padding zero; its label too.
struct gather_args {
  const void *examples;      // [count][features] u8 or f32
  const int32_t *labels;     // [count]
  const int32_t *order;      // or null
  const train_state *state;
  void *out;                 // [rows][ld]
  int32_t *out_labels;       // [rows]
  float scale, shift;
  int32_t rows, features, ld;
};
constexpr int GATHER_THREADS = 128;

// The three products of a layer, <precision> of fp32, tf32, fp16, bf16 and <tile> of tiles.h:
//   forward_<precision>_<tile>          out = dropout(activation(a b + bias)), a [m][k], b [k][n]    m rows, k in_pad, n out_pad
//   input_gradient_<precision>_<tile>   out = (a b^T) * dropout * activation'(saved), a [m][k], b [n][k]   m rows, k out_pad, n in_pad
//   weight_gradient_<precision>_<tile>  out_fp32 = a^T b, a [k][m], b [k][n]                          m in_pad, n out_pad, k rows
// Grid (ceil(m / bm), ceil(n / bn), splits), block and shared memory from tiles.h; splits = 1 but for weight_gradient:
// split z sums rows z * k_per_split .. and writes [m][ldc] at out_fp32 + z * m * ldc; reduce_partials adds them up.
// activation, dropout and saved of input_gradient belong to the layer that made this layer's input.
struct gemm_args {
  const void *a, *b;
  const float *bias;         // [n], forward only; or null
  void *out;                 // [m][ldc] storage format; null where out_fp32 is given
  float *out_fp32;           // forward: logits; weight_gradient: always
  const void *saved;         // input_gradient: [m][ldc] the activation (RELU) or what went into it (GELU); NONE: null
  void *save;                // forward with GELU: [m][ldc] what went into it; or null (evaluation)
  const train_state *state;  // dropout's counter; may be null without dropout
  uint64_t dropout_key;      // seed and layer mixed; see dropout.h
  uint32_t dropout_threshold; // probability * 2^32, rounded; 0: none
  float dropout_scale;       // 1 / (1 - probability)
  int32_t activation;
  int32_t m, n, k, lda, ldb, ldc;
  int32_t k_per_split;       // weight_gradient: rows of a split, a multiple of 64 (or >= k); elsewhere ignored
};

// reduce_partials: out[i] = sum over s ascending of partials[s * count + i]. Grid (ceil(count / 1024)), block 256; count % 4 == 0.
struct reduce_args {
  const float *partials; // [splits][count]
  float *out;            // [count]
  int64_t count;
  int32_t splits;
};
constexpr int REDUCE_THREADS = 256, REDUCE_PER_BLOCK = 1024;

// column_sums_{fp32,fp16,bf16}: bias gradients. Grid (ceil(n / 32), ceil(rows / rows_per_chunk)), block 256. Chunk c writes
// out[c * n ..]; with more than one chunk `out` is partials for reduce_partials.
struct column_sums_args {
  const void *in; // [rows][ld]
  float *out;     // [chunks][n]
  int32_t rows, n, ld, rows_per_chunk;
};
constexpr int COLUMN_SUMS_THREADS = 256, COLUMN_SUMS_WIDTH = 32;

// activate_{fp32,fp16,bf16}, activation_gradient_{...}: the ends of forward and input_gradient on their own, for products of
// a library. values [m][n] with ld = n, in place. Grid (ceil(m * n / 1024)), block 256.
struct activation_args {
  void *values;          // activate: a b without bias; activation_gradient: a b^T
  const float *bias;     // activate only; or null
  const void *saved;
  void *save;
  const train_state *state;
  uint64_t dropout_key;
  uint32_t dropout_threshold;
  float dropout_scale;
  int32_t activation;
  int32_t m, n;
};
constexpr int ACTIVATION_THREADS = 256, ACTIVATION_PER_BLOCK = 1024;

// softmax_loss_{fp32,fp16,bf16}: a warp a row. Grid (ceil(rows / 4)), block 128. The gradient is of mean loss * loss_scale.
// The target is (1 - smoothing) one-hot + smoothing / classes. correct: the first of the largest logits is the label's.
struct softmax_args {
  const float *logits;       // [rows][ld]
  const int32_t *labels;     // [rows]
  const train_state *state;  // loss_scale
  void *gradient;            // [rows][ld] storage format; null: evaluation
  float *row_loss;           // [rows]
  int32_t *row_correct;      // [rows] 0 or 1
  float smoothing;
  int32_t rows, classes, ld;
};
constexpr int SOFTMAX_THREADS = 128, SOFTMAX_ROWS_PER_BLOCK = 4;

// check_finite: state->overflow = 1 where a gradient is infinite or not a number. Grid any, block 256.
struct check_args {
  const float *gradients; // [count], count % 4 == 0
  train_state *state;
  int64_t count;
};
constexpr int CHECK_THREADS = 256;

// The arena in pieces of one tensor each (a weight matrix or a bias): a block works on one span.
constexpr int SPAN_NUMBERS = 4096; // at most; a multiple of 4
struct span {
  int64_t begin;  // in the arena
  int32_t count;  // padding included, a multiple of 4
  int32_t tensor;
};
struct tensor {
  int32_t first_span, spans;
  float weight_decay;
  int32_t adapts;  // LAMB, LARS: has its own trust ratio (weights); else the ratio is 1 (biases)
};

// All: grid (spans), block 256; nothing happens when state->overflow. Gradients are divided by loss_scale first.
//   sgd           g += decay w; v = momentum v + g; w -= rate v
//   adam          g += decay w (decoupled = 0) or w -= rate decay w (AdamW); then Kingma and Ba 2015 with corrected moments
//   lars_norms, lars_update   You et al. 2017: sgd with g scaled by trust * |w| / (|g| + decay |w|)
//   lamb_moments, lamb_update You et al. 2020: moments, r = direction + decay w kept in place of the gradient; w -= rate |w| / |r| r
struct optimiser_args {
  float *weights, *gradients, *moment1, *moment2; // arenas; moment1 is v of sgd and lars
  void *copy;                // 16-bit arena, or null
  train_state *state;
  const span *spans;
  const tensor *tensors;
  float *norms;              // [spans][2] sums of squares of w and of g or r; lars, lamb
  float learning_rate, momentum, beta1, beta2, epsilon;
  float trust;               // lars: 0.001 by its paper
  int32_t decoupled;         // adam
  int32_t copy_format;       // number_format
};
constexpr int OPTIMISER_THREADS = 256;

// copy_weights: 16-bit copy after weights were written by the host. Grid (ceil(count / 1024)), block 256.
struct copy_args {
  const float *weights;
  void *copy;
  int64_t count; // a multiple of 4
  int32_t copy_format;
};
constexpr int COPY_THREADS = 256, COPY_PER_BLOCK = 1024;

// advance: ends a batch. Adds up loss and correct (fixed order, in double), moves the cursor, counts, updates beta_power and,
// with `scales`, the loss scale: halved on overflow (not below 1), doubled after growth_interval good ones. Grid 1, block 256.
struct advance_args {
  train_state *state;
  const float *row_loss;      // [rows]
  const int32_t *row_correct; // [rows]
  double beta1, beta2;
  int32_t rows;
  int32_t trains;             // 0: evaluation, only cursor, loss_sum and correct change
  int32_t scales;             // fp16
  int32_t growth_interval;    // 2000
};
constexpr int ADVANCE_THREADS = 256;

// Convolution, odd kernel, stride 1, `pad` zeros around: im2col_<format>, a product, and back col2im_<format>. Column
// (ky * kernel + kx) * channels + c; ld = padded_width(kernel^2 * channels). Where the image lies is free, so that the first layer reads
// examples as stored: element (i, y, x, c) at i * image_pitch + (y * width + x) * pixel_pitch + c * channel_pitch.
// im2col: grid (ceil(images * height * width * ld / 256)). col2im: grid (ceil(images * height * width * pixel_pitch / 256)), channel_pitch 1.
struct conv_args {
  const void *in;  // im2col: image; col2im: columns [images * height * width][ld]
  void *out;       // im2col: columns; col2im: gradient of the image, [..][pixel_pitch], channels beyond the true ones zero
  int64_t image_pitch;
  int32_t images, height, width, channels, kernel, pad;
  int32_t pixel_pitch, channel_pitch;
  int32_t ld;
};

// maxpool_<format>, maxpool_gradient_<format>: 2x2, stride 2, odd last row and column dropped. Grid ceil(numbers / 256), block
// 256, over numbers of `out`. The gradient goes to the first of the largest, times activation'(saved): it ends the convolution's layer.
struct pool_args {
  const void *in;     // maxpool: [images][height][width][channels]; gradient: [images][height / 2][width / 2][channels]
  void *out;          // the other of the two
  const void *before; // gradient: what maxpool read
  const void *saved;  // gradient: as in gemm_args (RELU: the same as before)
  int32_t activation; // gradient
  int32_t images, height, width, channels; // height, width before pooling; channels padded
};
constexpr int IMAGE_THREADS = 256;

} // namespace device_abi
