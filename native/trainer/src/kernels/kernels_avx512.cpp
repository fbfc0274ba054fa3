// Kernels for AVX-512: 32 registers of 64 bytes, 24 of them sums.
#define VECTOR_BYTES 64
#define SUM_REGISTERS 24
#define STRIP_VECTORS 4
#include "dropout.h"
#include "elementwise.h"
#include "gelu.h"
#include "layerwise.h"
#include "micro_kernel.h"

extern const kernel_table KERNELS_AVX512;
const kernel_table KERNELS_AVX512 = {"avx512",   gemm<multiply_add_fp32>, nullptr, add_bias, mask_transposed, transpose,
                                     column_sum, sgd, adam,       pair_columns,        pair_rows,
                                     gelu,       gelu_gradient, drop, square_sum, lamb_direction};
