// One product of one layer, against sums in double precision.
#pragma once
#include "kernel_case.h"
#include "tiles.h"

enum class product { forward, input_gradient, weight_gradient };
inline const char *const PRODUCT_NAMES[] = {"forward", "input_gradient", "weight_gradient"};

struct precision_case {
  const char *name;
  number_format format;
  const gemm_tile *tiles;
  int tile_count;
};
static const precision_case PRECISIONS[] = {{"fp32", FORMAT_FP32, fp32_tiles, fp32_tile_count},
                                            {"tf32", FORMAT_FP32, tf32_tiles, tf32_tile_count},
                                            {"fp16", FORMAT_FP16, half_tiles, half_tile_count},
                                            {"bf16", FORMAT_BF16, half_tiles, half_tile_count}};

// A layer of these true widths and a batch of so many rows.
struct layer_shape {
  int rows, in, out;
};

struct gemm_case {
  const precision_case &precision;
  const gemm_tile &tile;
  product which;
  layer_shape shape;
  int32_t activation = ACTIVATION_NONE;
  double dropout = 0;
  bool logits = false; // out in fp32
  int k_per_split = 1 << 30;

  void run() const;
};
