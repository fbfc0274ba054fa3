// What one training run is told to do: the same fields as TrainerConfig in core/trainer-protocol.ts.
#pragma once
#include "json_value.h"
#include <cstdint>
#include <string>
#include <vector>

struct data_config {
  std::string kind;  // "idx", "csv", "images" or "synthetic"
  std::string path;  // idx, images: a folder; csv: a file
  std::string label; // csv: name of the class column
  int64_t train_limit = 0; // idx, csv, images: 0 = all
  double validation = 0;   // share of the training examples set aside, 0 to 0.5
  int64_t image_size = 32; // images: pixels in width and height
  bool grey = false;       // images: one channel instead of three
  int64_t samples = 0, features = 0, classes = 0; // synthetic
  uint64_t seed = 1;                              // synthetic
};

struct trainer_config {
  std::string backend, precision, optimiser;
  int64_t batch_size = 0, neurons = 0, layers = 0, epochs = 0;
  double learning_rate = 0, momentum = 0.9, weight_decay = 0;
  std::string model = "mlp";           // "mlp" or "cnn"
  std::vector<int64_t> hidden;         // widths of the hidden dense layers; empty: `layers` of `neurons`
  std::vector<int64_t> channels{16, 32}; // filters of each convolution
  std::string activation = "relu";     // "relu" or "gelu"
  double dropout = 0, label_smoothing = 0;
  std::string gemm = "own";            // "own", "libxsmm" (CPU) or "cublaslt" (GPU): whose matrix products
  uint64_t seed = 0;
  int64_t threads = 0, warmup_steps = 20;
  data_config data;
};

// Throws config_fault: a field is missing, of the wrong type, out of range, or unknown.
trainer_config read_config(const json_value &json);
