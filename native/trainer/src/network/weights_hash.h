// FNV-1a (64 bits) over the bits of fp32 numbers, low byte first.
#pragma once
#include <cstdint>
#include <cstring>

struct weights_hash {
  uint64_t value = 0xcbf29ce484222325;
  void add(float number) {
    uint32_t bits;
    std::memcpy(&bits, &number, sizeof bits);
    for (int shift = 0; shift < 32; shift += 8) value = (value ^ (bits >> shift & 255)) * 0x100000001b3;
  }
};
