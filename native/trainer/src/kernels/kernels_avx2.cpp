// Kernels for AVX2 with FMA: 16 registers of 32 bytes, 12 of them sums.
#define VECTOR_BYTES 32
#define SUM_REGISTERS 12
#define STRIP_VECTORS 2
#define TRANSPOSED_K_BLOCK 128 // a strip of 64 bytes for each k: a quarter of the first-level cache
#include "dropout.h"
#include "elementwise.h"
#include "gelu.h"
#include "layerwise.h"
#include "micro_kernel.h"

extern const kernel_table KERNELS_AVX2;
const kernel_table KERNELS_AVX2 = {"avx2",     gemm<multiply_add_fp32>, nullptr, add_bias, mask_transposed, transpose,
                                   column_sum, sgd, adam,       pair_columns,        pair_rows,
                                   gelu,       gelu_gradient, drop, square_sum, lamb_direction};
