// Seeded random numbers that are the same on every machine: splitmix64 (Steele, Lea, Flood 2014), Box-Muller, Fisher-Yates.
#pragma once
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

constexpr uint64_t SPLITMIX_STEP = 0x9E3779B97F4A7C15u;
inline uint64_t splitmix64(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

class random_stream {
  uint64_t state_;
  double spare_ = 0;
  bool has_spare_ = false;

public:
  // Streams of one seed for different purposes do not overlap in practice: the purpose is mixed in first.
  random_stream(uint64_t seed, uint64_t purpose) : state_(seed * 0xD1342543DE82EF95u + purpose) { next(); }

  uint64_t next() { return splitmix64(state_ += SPLITMIX_STEP); }
  // In (0, 1]: safe for a logarithm.
  double uniform() { return double((next() >> 11) + 1) * 0x1p-53; }
  // In [0, bound): the bias of the multiplication is below bound / 2^64.
  uint64_t below(uint64_t bound) { return uint64_t((unsigned __int128)next() * bound >> 64); }

  double normal() {
    if (has_spare_) {
      has_spare_ = false;
      return spare_;
    }
    const double radius = std::sqrt(-2 * std::log(uniform()));
    const double angle = 6.283185307179586 * uniform();
    spare_ = radius * std::sin(angle);
    has_spare_ = true;
    return radius * std::cos(angle);
  }

  template <class T> void shuffle(std::vector<T> &items) {
    for (size_t i = items.size(); i > 1; i--) std::swap(items[i - 1], items[below(i)]);
  }
};

// Purposes of streams. An epoch's shuffle adds the epoch's number, dropout the layer's.
constexpr uint64_t FOR_WEIGHTS = 1, FOR_SPLIT = 2, FOR_MIXTURE = 3, FOR_VALIDATION = 4, FOR_CONVOLUTIONS = 5, FOR_SHUFFLE = 1000,
                   FOR_DROPOUT = uint64_t(1) << 40;
