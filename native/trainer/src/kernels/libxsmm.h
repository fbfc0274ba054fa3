// Matrix products by libxsmm, which generates machine code for each shape at first use. fp32 only.
#pragma once
#include "kernels.h"

// "libxsmm 1.17"; empty when this build or these kernels' instruction set has none.
std::string libxsmm_name(const kernel_table &base);

// `base` with libxsmm's fp32 products for the same instruction set, without bf16. Throws device_fault where there are none.
// The first product of each shape generates its code: a run does one of each before it is measured.
kernel_table libxsmm_kernels(const kernel_table &base);

// Number of products so far without libxsmm code, done by our own kernels.
uint64_t libxsmm_refusals();
