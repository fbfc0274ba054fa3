// Every kernel by name; the bodies are in the headers, the contract in abi.h.
#include "batch_end.h"
#include "gather.h"
#include "images.h"
#include "layerwise.h"
#include "loss.h"
#include "multiply.h"

#define FOR_EACH_FORMAT(name, args_type, threads, function)                                                                         \
  KERNEL(name##_fp32, args_type, device_abi::threads, device::function<float>(args))                                               \
  KERNEL(name##_fp16, args_type, device_abi::threads, device::function<device::fp16>(args))                                        \
  KERNEL(name##_bf16, args_type, device_abi::threads, device::function<device::bf16>(args))

#define GATHER(name, stored)                                                                                                        \
  KERNEL(name##_fp32, gather_args, device_abi::GATHER_THREADS, device::gather<stored, float>(args))                                 \
  KERNEL(name##_fp16, gather_args, device_abi::GATHER_THREADS, device::gather<stored, device::fp16>(args))                          \
  KERNEL(name##_bf16, gather_args, device_abi::GATHER_THREADS, device::gather<stored, device::bf16>(args))

#define PRODUCT(kind, which, format, tile, i)                                                                                       \
  kind(which##_##format##_##tile, gemm_args, device::tile_of(device::precision::format, i).threads,                                 \
       device::multiply<device::precision::format, device::product::which, i>(args))
#define PRODUCTS(kind, format, tile, i)                                                                                             \
  PRODUCT(kind, forward, format, tile, i) PRODUCT(kind, input_gradient, format, tile, i) PRODUCT(kind, weight_gradient, format, tile, i)

GATHER(gather_u8, uint8_t)
GATHER(gather_f32, float)

PRODUCTS(KERNEL_IN_PAIRS, fp32, 128x128, 0)
PRODUCTS(KERNEL_IN_PAIRS, fp32, 64x64, 1)
PRODUCTS(KERNEL_IN_PAIRS, fp32, 32x32, 2)
PRODUCTS(KERNEL, tf32, 128x128, 0)
PRODUCTS(KERNEL, tf32, 64x64, 1)
PRODUCTS(KERNEL, tf32, 32x64, 2)
PRODUCTS(KERNEL, fp16, 128x256, 0)
PRODUCTS(KERNEL, fp16, 128x128, 1)
PRODUCTS(KERNEL, fp16, 64x64, 2)
PRODUCTS(KERNEL, fp16, 32x64, 3)
PRODUCTS(KERNEL, bf16, 128x256, 0)
PRODUCTS(KERNEL, bf16, 128x128, 1)
PRODUCTS(KERNEL, bf16, 64x64, 2)
PRODUCTS(KERNEL, bf16, 32x64, 3)

FOR_EACH_FORMAT(activate, activation_args, ACTIVATION_THREADS, activate_all)
FOR_EACH_FORMAT(activation_gradient, activation_args, ACTIVATION_THREADS, activation_gradient_all)
FOR_EACH_FORMAT(softmax_loss, softmax_args, SOFTMAX_THREADS, softmax_loss)
FOR_EACH_FORMAT(column_sums, column_sums_args, COLUMN_SUMS_THREADS, column_sums)
KERNEL(reduce_partials, reduce_args, device_abi::REDUCE_THREADS, device::reduce_partials(args))

KERNEL(check_finite, check_args, device_abi::CHECK_THREADS, device::check_finite(args))
KERNEL(sgd, optimiser_args, device_abi::OPTIMISER_THREADS, device::sgd(args))
KERNEL(adam, optimiser_args, device_abi::OPTIMISER_THREADS, device::adam(args))
KERNEL(lars_norms, optimiser_args, device_abi::OPTIMISER_THREADS, device::lars_norms(args))
KERNEL(lars_update, optimiser_args, device_abi::OPTIMISER_THREADS, device::lars_update(args))
KERNEL(lamb_moments, optimiser_args, device_abi::OPTIMISER_THREADS, device::lamb_moments(args))
KERNEL(lamb_update, optimiser_args, device_abi::OPTIMISER_THREADS, device::lamb_update(args))
KERNEL(copy_weights, copy_args, device_abi::COPY_THREADS, device::copy_weights(args))
KERNEL(advance, advance_args, device_abi::ADVANCE_THREADS, device::advance(args))

FOR_EACH_FORMAT(im2col, conv_args, IMAGE_THREADS, im2col)
FOR_EACH_FORMAT(col2im, conv_args, IMAGE_THREADS, col2im)
FOR_EACH_FORMAT(maxpool, pool_args, IMAGE_THREADS, maxpool)
FOR_EACH_FORMAT(maxpool_gradient, pool_args, IMAGE_THREADS, maxpool_gradient)
