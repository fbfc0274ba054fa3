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

// By its name in the protocol.
precision precision_of(const std::string &config_name);

} // namespace gpu
