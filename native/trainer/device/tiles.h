// The shapes in which each product is compiled; the host tries those that fit and keeps the fastest.
#pragma once

namespace device_abi {

struct gemm_tile {
  const char *name;   // the end of the kernel's name
  int bm, bn, bk;     // block of the result, and how much of the summed dimension is loaded at once
  int threads;
  int shared_bytes;       // dynamic, from sm_80 on; above 49152 the function's maximum has to be raised first
  int shared_bytes_sm75;  // fewer stages there: 64 kB is all there is
};

constexpr int gemm_tile_count = 3;

// precision fp32: needs no tensor cores. 
constexpr gemm_tile fp32_tiles[gemm_tile_count] = {
    {"128x128", 128, 128, 16, 256, 0, 0}, {"64x64", 64, 64, 16, 256, 0, 0}, {"32x32", 32, 32, 32, 256, 0, 0}};
// fp16 from sm_75 on, bf16 from sm_80 on.
constexpr gemm_tile half_tiles[gemm_tile_count] = {
    {"128x128", 128, 128, 32, 256, 81920, 49152}, {"64x64", 64, 64, 32, 128, 49152, 24576}, {"32x64", 32, 64, 64, 128, 49152, 32768}};
// from sm_80 on.
constexpr gemm_tile tf32_tiles[gemm_tile_count] = {
    {"128x128", 128, 128, 16, 256, 81920, 0}, {"64x64", 64, 64, 16, 128, 49152, 0}, {"32x64", 32, 64, 32, 128, 49152, 0}};

} // namespace device_abi
