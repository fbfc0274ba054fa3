// Which training examples are set aside to validate on.
#pragma once
#include "dataset.h"

// Rows of `count`, ascending: that share of them, rounded down, at least one when the share is not 0. Equal seeds, equal rows.
std::vector<int64_t> validation_rows(int64_t count, double share, uint64_t seed);

// Moves those rows from data.train to data.validation; both keep their order.
void set_aside(dataset &data, const std::vector<int64_t> &rows);
