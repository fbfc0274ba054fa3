// A table with a header and a class column; every other column is a number, standardised by the training rows.
#include "../fault.h"
#include "../random.h"
#include "csv_text.h"
#include "dataset.h"
#include "file_bytes.h"
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace {

// Without the spaces around it.
std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<double> finite_number(std::string_view text) {
  text = trimmed(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// Distinct labels to class numbers: by value when all are numbers, else by their text.
std::map<std::string, int32_t> number_classes(const std::vector<std::string> &labels) {
  std::vector<std::string> names(labels);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (std::all_of(names.begin(), names.end(), [](const auto &name) { return finite_number(name).has_value(); }))
    std::stable_sort(names.begin(), names.end(), [](const auto &a, const auto &b) { return *finite_number(a) < *finite_number(b); });
  std::map<std::string, int32_t> classes;
  for (const auto &name : names) classes.emplace(name, int32_t(classes.size()));
  return classes;
}

struct table {
  int64_t features = 0;
  std::vector<double> values;      // [rows][features]
  std::vector<std::string> labels; // [rows]
};

table read_table(const data_config &config) {
  const std::vector<uint8_t> bytes = file_bytes(config.path);
  const std::vector<csv_row> rows = csv_rows({(const char *)bytes.data(), bytes.size()}, config.path);
  if (rows.size() < 3) throw data_fault("expected a header and at least two rows in " + config.path + ", found " + std::to_string(rows.size()) + " lines");
  const auto &header = rows[0].cells;
  const auto found = std::find_if(header.begin(), header.end(), [&](const auto &name) { return trimmed(name) == config.label; });
  if (found == header.end()) throw data_fault("expected a column named \"" + config.label + "\" in the header of " + config.path + "; name the class column");
  if (header.size() < 2) throw data_fault("expected at least one column beside \"" + config.label + "\" in " + config.path);
  const size_t label_at = size_t(found - header.begin());
  table out;
  out.features = int64_t(header.size()) - 1;
  for (size_t r = 1; r < rows.size(); r++) {
    const auto &[line, cells] = rows[r];
    const std::string place = config.path + " line " + std::to_string(line);
    if (cells.size() != header.size())
      throw data_fault(place + ": expected " + std::to_string(header.size()) + " cells as in the header, got " + std::to_string(cells.size()));
    for (size_t c = 0; c < cells.size(); c++) {
      if (c == label_at) {
        if (trimmed(cells[c]).empty()) throw data_fault(place + ", column \"" + header[c] + "\": expected a label, the cell is empty");
        out.labels.emplace_back(trimmed(cells[c]));
        continue;
      }
      const auto value = finite_number(cells[c]);
      if (!value) throw data_fault(place + ", column \"" + header[c] + "\": expected a finite number, got \"" + cells[c] + "\"");
      out.values.push_back(*value);
    }
  }
  return out;
}

} // namespace

dataset load_csv(const data_config &config, uint64_t seed) {
  const table all = read_table(config);
  const std::map<std::string, int32_t> classes = number_classes(all.labels);
  const int64_t rows = int64_t(all.labels.size()), features = all.features;
  std::vector<int64_t> order(size_t(rows), 0); // [rows]: the test's rows come last
  std::iota(order.begin(), order.end(), 0);
  random_stream(seed, FOR_SPLIT).shuffle(order);

  dataset data;
  data.classes = int64_t(classes.size());
  const int64_t test = test_share(rows), train = rows - test;
  data.train.count = config.train_limit > 0 ? std::min(config.train_limit, train) : train;
  data.test.count = test;

  std::vector<double> mean(size_t(features), 0), scale(size_t(features), 0); // [features]
  const auto cell = [&](int64_t i, int64_t j) { return all.values[size_t(order[size_t(i)] * features + j)]; };
  for (int64_t j = 0; j < features; j++) {
    double sum = 0, squares = 0;
    for (int64_t i = 0; i < data.train.count; i++) sum += cell(i, j);
    mean[size_t(j)] = sum / double(data.train.count);
    for (int64_t i = 0; i < data.train.count; i++) squares += std::pow(cell(i, j) - mean[size_t(j)], 2);
    const double deviation = std::sqrt(squares / double(data.train.count));
    scale[size_t(j)] = deviation > 0 ? 1 / deviation : 1; // a constant column becomes zeros
  }
  for (example_set *set : {&data.train, &data.test}) {
    const int64_t first = set == &data.train ? 0 : train;
    set->features = features;
    for (int64_t i = first; i < first + set->count; i++) {
      for (int64_t j = 0; j < features; j++) set->values.push_back(float((cell(i, j) - mean[size_t(j)]) * scale[size_t(j)]));
      set->labels.push_back(classes.at(all.labels[size_t(order[size_t(i)])]));
    }
  }
  return data;
}
