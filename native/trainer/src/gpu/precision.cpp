// Which kernels belong to which format.
#include "precision.h"

namespace gpu {

precision precision_of(const std::string &config_name) {
  using namespace device_abi;
  if (config_name == "tf32") return {"tf32", "fp32", FORMAT_FP32, tf32_tiles, tf32_tile_count, false};
  if (config_name == "fp16_mixed") return {"fp16", "fp16", FORMAT_FP16, half_tiles, half_tile_count, true};
  if (config_name == "bf16_mixed") return {"bf16", "bf16", FORMAT_BF16, half_tiles, half_tile_count, false};
  return {"fp32", "fp32", FORMAT_FP32, fp32_tiles, fp32_tile_count, false};
}

} // namespace gpu
