// The draw has its own random stream, so neither the test's fifth nor a shuffle depends on it.
#include "validation.h"
#include "../random.h"
#include <algorithm>
#include <numeric>

std::vector<int64_t> validation_rows(int64_t count, double share, uint64_t seed) {
  if (share <= 0 || count < 1) return {};
  std::vector<int64_t> rows(static_cast<size_t>(count));
  std::iota(rows.begin(), rows.end(), 0);
  random_stream(seed, FOR_VALIDATION).shuffle(rows);
  rows.resize(size_t(std::max<int64_t>(1, int64_t(share * double(count)))));
  std::sort(rows.begin(), rows.end());
  return rows;
}

// Moves those rows of `from`, each of `width` numbers, to `to`, and closes the gaps.
template <class number> static void move_rows(std::vector<number> &from, std::vector<number> &to, int64_t width, const std::vector<int64_t> &rows) {
  if (from.empty()) return;
  const int64_t count = int64_t(from.size()) / width;
  to.reserve(rows.size() * size_t(width));
  int64_t kept = 0;
  for (int64_t i = 0, next = 0; i < count; i++) {
    const auto row = from.begin() + i * width;
    if (next < int64_t(rows.size()) && rows[size_t(next)] == i) {
      to.insert(to.end(), row, row + width);
      next++;
    } else if (kept++ < i) {
      std::copy(row, row + width, from.begin() + (kept - 1) * width);
    }
  }
  from.resize(size_t(kept * width));
}

void set_aside(dataset &data, const std::vector<int64_t> &rows) {
  example_set &train = data.train, &aside = data.validation;
  aside.features = train.features;
  aside.count = int64_t(rows.size());
  train.count -= aside.count;
  move_rows(train.values, aside.values, train.features, rows);
  move_rows(train.pixels, aside.pixels, train.features, rows);
  move_rows(train.labels, aside.labels, 1, rows);
}
