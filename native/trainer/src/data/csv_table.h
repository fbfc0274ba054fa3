// A CSV in memory: numbers, and for each row the number of its class.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

struct csv_table {
  int64_t features = 0, classes = 0;
  std::vector<double> values;  // [rows][features], finite
  std::vector<int32_t> labels; // [rows]: place of the text among the sorted ones, by value when all are numbers
};

// Throws data_fault with line and column: no such label column, a cell without a finite number, rows of unequal length.
csv_table read_csv_table(const std::string &path, const std::string &label);
