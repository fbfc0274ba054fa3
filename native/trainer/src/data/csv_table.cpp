// Reads cell by cell and keeps only the distinct labels as text.
#include "csv_table.h"
#include "../fault.h"
#include "csv_text.h"
#include "file_bytes.h"
#include "words.h"
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

namespace {

constexpr int64_t LONGEST_LINE = 16 << 20;
constexpr size_t MOST_CLASSES = 65536;

// Trims surrounding spaces.
std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<double> finite_number(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  double value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

using label_numbers = std::map<std::string, int32_t, std::less<>>; // in the order in which they came

// For each number of `seen`, the place of its text: by value when all are numbers, else by their bytes.
std::vector<int32_t> sorted_places(const label_numbers &seen) {
  std::vector<std::pair<std::string, int32_t>> labels(seen.begin(), seen.end());
  if (std::all_of(labels.begin(), labels.end(), [](const auto &label) { return finite_number(label.first).has_value(); }))
    std::stable_sort(labels.begin(), labels.end(), [](const auto &a, const auto &b) { return *finite_number(a.first) < *finite_number(b.first); });
  std::vector<int32_t> places(labels.size());
  for (size_t place = 0; place < labels.size(); place++) places[size_t(labels[place].second)] = int32_t(place);
  return places;
}

size_t label_column(const std::vector<std::string> &header, const std::string &label, const std::string &path) {
  const auto found = std::find_if(header.begin(), header.end(), [&](const auto &name) { return trimmed(name) == trimmed(label); });
  if (found == header.end()) throw data_fault("expected a column named \"" + shown(label) + "\" in " + path + ", it has " + listed(header) + "; name the class column");
  if (header.size() < 2) throw data_fault("expected at least one column besides \"" + shown(label) + "\" in " + path);
  return size_t(found - header.begin());
}

// Reserves room for a table's numbers: each cell takes at least one byte of text.
size_t most_cells(std::string_view text, size_t columns) {
  const size_t lines = size_t(std::count(text.begin(), text.end(), '\n')) + 1;
  return lines > text.size() / columns ? text.size() : lines * columns;
}

} // namespace

csv_table read_csv_table(const std::string &path, const std::string &label) {
  const std::vector<uint8_t> bytes = file_bytes(path, {.longest_line = LONGEST_LINE});
  const std::string_view text((const char *)bytes.data(), bytes.size());
  csv_reader reader(text, path);
  csv_row row;
  if (!reader.next(row)) throw data_fault("expected a header and at least two rows in " + path + ", the file is empty");
  const std::vector<std::string> header = row.cells;
  const size_t label_at = label_column(header, label, path);
  const size_t cells = most_cells(text, header.size());
  need_memory(double(cells) * (sizeof(double) + sizeof(float)), "the table " + path); // as read, and as standardised
  csv_table out;
  out.features = int64_t(header.size()) - 1;
  out.values.reserve(cells);
  label_numbers seen;
  while (reader.next(row)) {
    const auto place = [&] { return path + " line " + std::to_string(row.line); };
    if (row.cells.size() != header.size())
      throw data_fault(place() + ": expected " + std::to_string(header.size()) + " cells as in the header, got " + std::to_string(row.cells.size()));
    for (size_t c = 0; c < header.size(); c++) {
      const auto refuse = [&](const std::string &why) { return data_fault(place() + ", column \"" + shown(header[c]) + "\": " + why); };
      if (c == label_at) {
        const std::string_view name = trimmed(row.cells[c]);
        if (name.empty()) throw refuse("expected a label, the cell is empty");
        auto known = seen.find(name);
        if (known == seen.end() && seen.size() == MOST_CLASSES)
          throw refuse("expected at most " + std::to_string(MOST_CLASSES) + " classes, it has more; is it the class column?");
        if (known == seen.end()) known = seen.emplace(name, int32_t(seen.size())).first;
        out.labels.push_back(known->second);
      } else {
        const auto value = finite_number(row.cells[c]);
        if (!value) throw refuse("expected a finite number, got \"" + shown(row.cells[c]) + "\"");
        out.values.push_back(*value);
      }
    }
  }
  if (out.labels.size() < 2)
    throw data_fault("expected a header and at least two rows in " + path + ", found " + std::to_string(out.labels.size()) + " below the header");
  if (seen.size() < 2)
    throw data_fault("expected at least two classes in column \"" + shown(label) + "\" of " + path + ", every row has \"" + shown(seen.begin()->first) + "\"");
  const std::vector<int32_t> places = sorted_places(seen);
  for (int32_t &number : out.labels) number = places[size_t(number)];
  out.classes = int64_t(seen.size());
  return out;
}
