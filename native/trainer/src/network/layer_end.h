// What comes behind the product of a hidden layer: bias and activation; and the way back.
#pragma once
#include "../kernels/kernels.h"
#include "buffer.h"

class layer_end {
  const long width_; // padded
  const bool gelu_;  // else ReLU
  buffer<float> before_; // [max_rows][width]: what went into GELU, whose slope cannot be told from what came out

public:
  layer_end(bool gelu, long max_rows, long width) : width_(width), gelu_(gelu), before_(gelu ? max_rows * width : 0) {}

  // On the block of out [max_rows][width] at (row, column).
  void forward(const kernel_table &kernels, float *out, const float *bias, long row, long rows, long column, long columns) const {
    const long at = row * width_ + column;
    kernels.add_bias(out + at, width_, rows, columns, bias + column, !gelu_);
    if (gelu_) kernels.gelu(out + at, width_, &before_[at], width_, rows, columns);
  }

  // gradient[rows][ldg] of what the product gave, from that of `out`, which comes as transposed[columns][ldt].
  void backward(const kernel_table &kernels, const float *transposed, long ldt, const float *out, long row, long rows, long column, long columns,
                float *gradient, long ldg) const {
    const long at = row * width_ + column;
    if (gelu_) {
      kernels.transpose((const uint32_t *)transposed, ldt, columns, rows, (uint32_t *)gradient, ldg);
      kernels.gelu_gradient(gradient, ldg, &before_[at], width_, rows, columns);
    } else {
      kernels.mask_transposed(transposed, ldt, out + at, width_, gradient, ldg, rows, columns);
    }
  }
};
