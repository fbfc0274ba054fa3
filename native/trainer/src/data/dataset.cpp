// The way from a configuration to examples, and what every kind of data must fulfil.
#include "dataset.h"
#include "../fault.h"
#include <algorithm>
#include <cstring>

void example_set::row(int64_t i, float *out) const {
  if (pixels.empty()) {
    std::memcpy(out, &values[size_t(i * features)], size_t(features) * sizeof(float));
    return;
  }
  const uint8_t *from = &pixels[size_t(i * features)];
  for (int64_t j = 0; j < features; j++) out[j] = float(from[j]) * (1.0f / 255.0f);
}

int64_t test_share(int64_t count) { return std::max<int64_t>(1, count / 5); }

dataset load_dataset(const data_config &config, uint64_t seed) {
  dataset data = config.kind == "idx" ? load_idx(config) : config.kind == "csv" ? load_csv(config, seed) : draw_mixture(config);
  if (data.classes < 2) throw data_fault("expected at least two classes in " + config.path + ", found " + std::to_string(data.classes));
  if (data.train.count < 1 || data.test.count < 1)
    throw data_fault("expected examples to train and to test on in " + config.path + ", found " + std::to_string(data.train.count) +
                     " and " + std::to_string(data.test.count));
  return data;
}
