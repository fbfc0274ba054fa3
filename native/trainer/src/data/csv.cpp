// A table with a header and a class column; every other column is a number, standardised by the training rows.
#include "../fault.h"
#include "../random.h"
#include "csv_table.h"
#include "dataset.h"
#include "validation.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace {

// Per column, computed only from the training rows, without test or validation.
struct standard {
  std::vector<double> mean, scale; // [features]
};

standard standard_of(const csv_table &table, const std::vector<int64_t> &rows) {
  const size_t features = size_t(table.features);
  standard out{std::vector<double>(features, 0), std::vector<double>(features, 0)};
  const auto row = [&](int64_t r) { return &table.values[size_t(r) * features]; };
  for (const int64_t r : rows)
    for (size_t j = 0; j < features; j++) out.mean[j] += row(r)[j];
  for (double &sum : out.mean) sum /= double(rows.size());
  for (const int64_t r : rows)
    for (size_t j = 0; j < features; j++) out.scale[j] += std::pow(row(r)[j] - out.mean[j], 2);
  for (double &squares : out.scale) {
    const double deviation = std::sqrt(squares / double(rows.size()));
    squares = deviation > 0 ? 1 / deviation : 1; // a constant column becomes zeros
  }
  return out;
}

example_set standardised(const csv_table &table, const std::vector<int64_t> &rows, const standard &by) {
  example_set set;
  set.count = int64_t(rows.size());
  set.features = table.features;
  set.values.reserve(rows.size() * size_t(table.features));
  for (const int64_t r : rows) {
    for (int64_t j = 0; j < table.features; j++)
      set.values.push_back(float((table.values[size_t(r * table.features + j)] - by.mean[size_t(j)]) * by.scale[size_t(j)]));
    set.labels.push_back(table.labels[size_t(r)]);
  }
  return set;
}

} // namespace

dataset load_csv(const data_config &config, uint64_t seed) {
  const csv_table table = read_csv_table(config.path, config.label);
  const int64_t count = int64_t(table.labels.size());
  std::vector<int64_t> order(static_cast<size_t>(count)); // the test's rows come last
  std::iota(order.begin(), order.end(), 0);
  random_stream(seed, FOR_SPLIT).shuffle(order);
  const auto test_begin = order.end() - test_share(count);
  const std::vector<int64_t> test(test_begin, order.end());
  order.erase(test_begin, order.end());
  if (config.train_limit > 0 && config.train_limit < int64_t(order.size())) order.resize(size_t(config.train_limit));

  std::vector<int64_t> trained;
  const std::vector<int64_t> aside = validation_rows(int64_t(order.size()), config.validation, seed);
  for (int64_t i = 0; i < int64_t(order.size()); i++)
    if (!std::binary_search(aside.begin(), aside.end(), i)) trained.push_back(order[size_t(i)]);
  if (trained.empty()) throw data_fault("expected rows to train on in " + config.path + ", validation and test took all " + std::to_string(count));

  const standard by = standard_of(table, trained);
  dataset data;
  data.classes = table.classes;
  data.train = standardised(table, order, by);
  data.test = standardised(table, test, by);
  return data;
}
