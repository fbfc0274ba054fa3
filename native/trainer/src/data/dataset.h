// Examples in memory: rows of features, each with the number of its class.
#pragma once
#include "../config.h"
#include <cstdint>
#include <string>
#include <vector>

struct example_set {
  int64_t count = 0, features = 0;
  std::vector<float> values;   // [count][features], or empty
  std::vector<uint8_t> pixels; // [count][features], or empty: 255 stands for 1.0
  std::vector<int32_t> labels; // [count], each in 0 .. classes-1

  // Copies row i as floats to out [features].
  void row(int64_t i, float *out) const;
};

struct dataset {
  int64_t classes = 0;
  int64_t channels = 0, height = 0, width = 0; // a row is [channels][height][width]; 0: not pictures
  example_set train, validation, test;         // validation is empty unless the configuration asks for a share
};

// Loads or draws what the configuration names; `seed` decides the examples for validation and, where the data has no test
// part, the fifth used as one. Throws data_fault with file and place, memory_fault when it would not fit.
dataset load_dataset(const data_config &config, uint64_t seed);

dataset load_idx(const data_config &config);
dataset load_csv(const data_config &config, uint64_t seed);
dataset load_images(const data_config &config, uint64_t seed);
dataset draw_mixture(const data_config &config);

// Number of test examples out of `count`: a fifth, at least one.
int64_t test_share(int64_t count);
