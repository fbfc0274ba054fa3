// The numeric formats of the protocol as the kernels know them.
#pragma once
#include "abi.h"
#include <cstdint>
#include <initializer_list> // tiles.h uses it
#include "tiles.h"
#include <string>

namespace gpu {

struct precision {
  const char *name;                // in the names of products
  const char *format;              // in the names of everything else
  device_abi::number_format number;
  const device_abi::gemm_tile *tiles;
  int tile_count;
  bool scales_loss;

  int64_t bytes() const { return number == device_abi::FORMAT_FP32 ? 4 : 2; }
  // 16-bit operands are copies of fp32 masters.
  bool copies() const { return number != device_abi::FORMAT_FP32; }
};

inline precision precision_of(const std::string &config_name) {
  using namespace device_abi;
  if (config_name == "tf32") return {"tf32", "fp32", FORMAT_FP32, tf32_tiles, tf32_tile_count, false};
  if (config_name == "fp16_mixed") return {"fp16", "fp16", FORMAT_FP16, half_tiles, half_tile_count, true};
  if (config_name == "bf16_mixed") return {"bf16", "bf16", FORMAT_BF16, half_tiles, half_tile_count, false};
  return {"fp32", "fp32", FORMAT_FP32, fp32_tiles, fp32_tile_count, false};
}

} // namespace gpu
