// Splits a CSV into cells (RFC 4180: quotes, doubled quotes, CRLF) and remembers the line where each row began.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct csv_row {
  int64_t line = 0; // from 1
  std::vector<std::string> cells;
};

// Reads row by row, so that a million rows are never in memory as text twice. `text` must outlive the reader.
class csv_reader {
  std::string_view text_;
  std::string path_; // for error messages
  char separator_;
  size_t at_ = 0;
  int64_t line_ = 1;

  void read_cell(std::string &cell, int64_t row_line);

public:
  // The separator is a comma, else a semicolon, else a tab: the first of them found in the header outside quotes.
  // Throws data_fault for UTF-16, which spreadsheets write too.
  csv_reader(std::string_view text, std::string path);

  // The next row that is not blank; false at the end. Throws data_fault for a quote that never ends.
  bool next(csv_row &row);
};
