// What one training run is told to do: the same fields as TrainerConfig in core/trainer-protocol.ts.
#pragma once
#include "json_value.h"
#include <cstdint>
#include <string>

struct data_config {
  std::string kind;  // "idx", "csv" or "synthetic"
  std::string path;  // idx: a folder; csv: a file
  std::string label; // csv: name of the class column
  int64_t train_limit = 0; // idx, csv: 0 = all
  int64_t samples = 0, features = 0, classes = 0; // synthetic
  uint64_t seed = 1;                              // synthetic
};

struct trainer_config {
  std::string backend, precision, optimiser;
  int64_t batch_size = 0, neurons = 0, layers = 0, epochs = 0;
  double learning_rate = 0, momentum = 0.9;
  uint64_t seed = 0;
  int64_t threads = 0, warmup_steps = 20;
  data_config data;
};

// Throws config_fault: a field is missing, of the wrong type, out of range, or unknown.
trainer_config read_config(const json_value &json);
