// A seeded Gaussian mixture: one cluster a class, unit noise, centres a fixed distance apart whatever the dimension.
#include "../random.h"
#include "dataset.h"
#include "words.h"
#include <cmath>

// Mean distance between two centres, in standard deviations of the noise: two classes overlap in 0.6 % (Phi(-2.5)).
static constexpr double CENTRE_DISTANCE = 5;

dataset draw_mixture(const data_config &config) {
  const int64_t features = config.features, classes = config.classes;
  need_memory(double(config.samples) * (double(features) * sizeof(float) + sizeof(int32_t)) + double(classes) * double(features) * sizeof(double),
              "a synthetic set of " + std::to_string(config.samples) + " samples, " + std::to_string(features) + " features and " +
                  std::to_string(classes) + " classes");
  random_stream random(config.seed, FOR_MIXTURE);
  // Coordinates with variance s^2 put two centres sqrt(2 features) s apart.
  const double spread = CENTRE_DISTANCE / std::sqrt(2.0 * double(features));
  std::vector<double> centres(size_t(classes * features)); // [classes][features]
  for (double &x : centres) x = spread * random.normal();

  dataset data;
  data.classes = classes;
  data.test.count = test_share(config.samples);
  data.train.count = config.samples - data.test.count;
  for (example_set *set : {&data.train, &data.test}) {
    set->features = features;
    set->values.resize(size_t(set->count * features));
    set->labels.resize(size_t(set->count));
    for (int64_t i = 0; i < set->count; i++) {
      const int64_t label = i % classes;
      set->labels[size_t(i)] = int32_t(label);
      for (int64_t j = 0; j < features; j++)
        set->values[size_t(i * features + j)] = float(centres[size_t(label * features + j)] + random.normal());
    }
  }
  return data;
}
