// fp16 in software: the compiler's own _Float16 rounds to nearest, ties to even, as the hardware does.
#pragma once
#include <bit>
#include <cstdint>

namespace emulator {

inline float float_of_fp16(uint16_t bits) { return float(std::bit_cast<_Float16>(bits)); }
inline uint16_t fp16_of_float(float x) { return std::bit_cast<uint16_t>(_Float16(x)); }

} // namespace emulator
