// The end of a hidden layer after its product: bias, activation, dropout; and their backward pass.
#pragma once
#include "buffer.h"
#include "dropout.h"

class layer_end {
  const long width_;     // padded: an element's number in a draw is row * width_ + column
  const long stride_;    // between rows of activations
  const bool gelu_;      // else ReLU
  const dropout dropout_;
  dropout_draw draw_;    // of the batch at hand
  buffer<float> before_; // [max_rows][width]: input of GELU, whose slope does not follow from its output

  void drop(const kernel_table &kernels, float *x, long ld, long rows, long columns, long at) const {
    if (draw_.threshold > 0) kernels.drop(x, ld, rows, columns, draw_, at, width_);
  }

public:
  // layer: counts convolutions too.
  layer_end(const network_options &options, size_t layer, long width, long stride)
      : width_(width), stride_(stride), gelu_(options.gelu), dropout_(options, layer), before_(options.gelu ? options.max_rows * width : 0) {}

  // batch: number in this training, from 0; none: nothing is dropped.
  void begin_training(int64_t batch) { draw_ = dropout_.draw(batch); }
  void begin_evaluation() { draw_ = {}; }

  // Works on the block of out [max_rows][stride] at (row, column).
  void forward(const kernel_table &kernels, float *out, const float *bias, long row, long rows, long column, long columns) const {
    const long at = row * width_ + column;
    float *block = out + row * stride_ + column;
    kernels.add_bias(block, stride_, rows, columns, bias + column, !gelu_);
    if (gelu_) kernels.gelu(block, stride_, &before_[at], width_, rows, columns);
    drop(kernels, block, stride_, rows, columns, at);
  }

  // gradient[rows][ldg] of the product's result, from the gradient of `out`, given as transposed[columns][ldt].
  void backward(const kernel_table &kernels, const float *transposed, long ldt, const float *out, long row, long rows, long column, long columns,
                float *gradient, long ldg) const {
    const long at = row * width_ + column;
    if (gelu_) {
      kernels.transpose((const uint32_t *)transposed, ldt, columns, rows, (uint32_t *)gradient, ldg);
      kernels.gelu_gradient(gradient, ldg, &before_[at], width_, rows, columns);
    } else {
      kernels.mask_transposed(transposed, ldt, out + row * stride_ + column, stride_, gradient, ldg, rows, columns);
    }
    drop(kernels, gradient, ldg, rows, columns, at);
  }
};
