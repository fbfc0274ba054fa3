// Splits a CSV into cells (RFC 4180: quotes, doubled quotes, CRLF) and remembers in which line each row began.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct csv_row {
  int64_t line; // from 1
  std::vector<std::string> cells;
};

// The separator is a comma, else a semicolon, else a tab: the first of them that the header holds.
// Blank lines are skipped. Throws data_fault for a quote that never ends; `path` is for its words.
std::vector<csv_row> csv_rows(std::string_view text, const std::string &path);
