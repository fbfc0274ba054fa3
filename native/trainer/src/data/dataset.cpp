// Loads the examples that a configuration names, and checks the rules for every kind of data.
#include "dataset.h"
#include "../fault.h"
#include "validation.h"
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

static dataset load_kind(const data_config &config, uint64_t seed) {
  if (config.kind == "idx") return load_idx(config);
  if (config.kind == "csv") return load_csv(config, seed);
  if (config.kind == "images") return load_images(config, seed);
  return draw_mixture(config);
}

dataset load_dataset(const data_config &config, uint64_t seed) {
  dataset data = load_kind(config, seed);
  set_aside(data, validation_rows(data.train.count, config.validation, seed));
  const std::string where = config.path.empty() ? "the " + config.kind + " set" : config.path;
  if (data.classes < 2) throw data_fault("expected at least two classes in " + where + ", found " + std::to_string(data.classes));
  if (data.train.count < 1 || data.test.count < 1)
    throw data_fault("expected examples to train and to test on in " + where + ", found " + std::to_string(data.train.count) +
                     " and " + std::to_string(data.test.count));
  return data;
}
