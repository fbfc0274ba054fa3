// Matrix products by libxsmm, which writes machine code for each shape when it is first asked for. fp32 only.
#pragma once
#include "kernels.h"

// "libxsmm 1.17", or empty: this build or these kernels' instruction set goes without.
std::string libxsmm_name(const kernel_table &base);

// `base` with libxsmm's fp32 products for the same instruction set, without bf16. Throws device_fault where there are none.
// Which shapes are made is decided by the first product of each: a run does one of each before it is measured.
kernel_table libxsmm_kernels(const kernel_table &base);

// Products so far that libxsmm had no code for: our own kernels did them.
uint64_t libxsmm_refusals();
