// Tools for a kernel's test: numbers in device formats, a launch by name, and a bound for rounding.
#pragma once
#include "abi.h"
#include "../cpp/check.h"
#include "launch_table.h"
#include "random.h"
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

using namespace device_abi;

inline const char *const FORMAT_NAMES[] = {"fp32", "fp16", "bf16"};
constexpr number_format FORMATS[] = {FORMAT_FP32, FORMAT_FP16, FORMAT_BF16};
// Half a unit in the last place, relative.
constexpr double ROUNDING[] = {0x1p-24, 0x1p-11, 0x1p-8};
// Below this a number of the format has fewer bits: half the smallest step.
constexpr double SMALLEST[] = {0x1p-150, 0x1p-25, 0x1p-134};

// An array in a device format of exactly this size, so that the sanitizer sees a step beside it. Reads and writes by arithmetic of
// its own, not the kernels'.
class numbers {
  number_format format_;
  std::vector<unsigned char> bytes_;

public:
  numbers(number_format format, int64_t count, double filled_with = 0)
      : format_(format), bytes_(size_t(count) * (format == FORMAT_FP32 ? 4 : 2)) {
    for (int64_t i = 0; i < count; i++) set(i, filled_with);
  }
  void *get() { return bytes_.data(); }
  float *fp32() { return reinterpret_cast<float *>(bytes_.data()); }
  int64_t size() const { return int64_t(bytes_.size()) / (format_ == FORMAT_FP32 ? 4 : 2); }
  number_format format() const { return format_; }

  double operator[](int64_t i) const {
    if (format_ == FORMAT_FP32) return read<float>(i);
    const uint16_t bits = read<uint16_t>(i);
    return format_ == FORMAT_FP16 ? double(float(std::bit_cast<_Float16>(bits))) : double(std::bit_cast<float>(uint32_t(bits) << 16));
  }
  void set(int64_t i, double x) {
    if (format_ == FORMAT_FP32) return write(i, float(x));
    if (format_ == FORMAT_FP16) return write(i, std::bit_cast<uint16_t>(_Float16(x)));
    write(i, uint16_t(std::bit_cast<uint32_t>(rounded_to_bits(x, 8)) >> 16));
  }
  // Normal numbers in rows of `width`; what is left of each ld is zero.
  void fill_rows(int64_t width, int64_t ld, uint64_t seed, double scale = 1) {
    random_stream random(seed, 7);
    for (int64_t i = 0; i < size(); i++) set(i, i % ld < width ? scale * random.normal() : 0);
  }

  // To the nearest number of so many bits of mantissa, ties to even, by arithmetic on its scale.
  static float rounded_to_bits(double x, int bits) {
    if (x == 0 || !std::isfinite(x)) return float(x);
    int exponent;
    std::frexp(x, &exponent);
    const double unit = std::ldexp(1.0, exponent - bits);
    return float(std::nearbyint(x / unit) * unit);
  }

private:
  template <class type> type read(int64_t i) const {
    type x;
    std::memcpy(&x, bytes_.data() + size_t(i) * sizeof x, sizeof x);
    return x;
  }
  template <class type> void write(int64_t i, type x) { std::memcpy(bytes_.data() + size_t(i) * sizeof x, &x, sizeof x); }
};

inline unsigned blocks(int64_t work, int64_t per_block) { return unsigned((work + per_block - 1) / per_block); }

template <class args_type> void launch(const std::string &name, const emulator::index3 &grid, unsigned threads, args_type args, unsigned shared_bytes = 0) {
  const emulator::kernel *found = emulator::find_kernel(name.c_str());
  if (!found || found->args_bytes != sizeof args) throw std::runtime_error("no kernel " + name + " with these arguments");
  void *parameters[] = {&args};
  if (const char *refused = emulator::launch(*found, {grid, threads, shared_bytes}, parameters)) throw std::runtime_error(name + ": " + refused);
}

// Each of the orders in which threads may run.
template <class function> void in_every_order(function body) {
  for (const auto order : {emulator::thread_order::forward, emulator::thread_order::reverse, emulator::thread_order::shuffled}) {
    emulator::order = order;
    body();
  }
  emulator::order = emulator::thread_order::forward;
}

// Dropout as documented, one value of splitmix64 after the other.
struct dropout_reference {
  uint64_t state;
  uint32_t threshold;
  double scale;
  static uint64_t next(uint64_t &state) {
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  dropout_reference(uint64_t key, int64_t batches, uint32_t threshold, double scale) : threshold(threshold), scale(scale) {
    for (int64_t i = 0; i <= batches; i++) state = next(key);
  }
  double next_factor() { return next(state) >> 32 >= threshold ? scale : 0; }
};

inline double activated(int32_t kind, double x) {
  return kind == ACTIVATION_RELU ? std::max(x, 0.0) : kind == ACTIVATION_GELU ? x * 0.5 * std::erfc(-x / std::sqrt(2.0)) : x;
}
inline double slope(int32_t kind, double saved) {
  if (kind == ACTIVATION_RELU) return saved > 0;
  if (kind == ACTIVATION_NONE) return 1;
  return 0.5 * std::erfc(-saved / std::sqrt(2.0)) + saved * std::exp(-saved * saved / 2) / std::sqrt(2 * 3.14159265358979323846);
}
