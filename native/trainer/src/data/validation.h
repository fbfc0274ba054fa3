// Chooses the training examples to set aside for validation.
#pragma once
#include "dataset.h"

// The given share of `count` rows, ascending, rounded down, at least one when it is not 0. Equal seeds give equal rows.
std::vector<int64_t> validation_rows(int64_t count, double share, uint64_t seed);

// Moves those rows from data.train to data.validation; both keep their order.
void set_aside(dataset &data, const std::vector<int64_t> &rows);
