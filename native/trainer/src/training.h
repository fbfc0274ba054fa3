// The interface of a backend; run.cpp calls it.
#pragma once
#include "config.h"
#include "data/dataset.h"
#include "network/network.h"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

class training {
public:
  virtual ~training() = default;
  // Does the same work as training, then resets weights and optimiser to the seed.
  virtual void warm_up() = 0;
  // One epoch, from 1, with its messages. Returns the mean loss of its examples, each seen with the weights of its step.
  virtual double epoch(int64_t number) = 0;
  // Evaluates the test or the validation examples of its data set.
  virtual batch_result evaluate(const example_set &set) = 0;
  virtual int64_t parameters() const = 0;
  virtual uint64_t hash() const = 0;
  virtual std::string gemm() const = 0; // provider of the matrix products
  virtual std::optional<int64_t> skipped_steps() const { return {}; } // none: the format cannot overflow
};

// Shortest time between progress messages.
constexpr int64_t PROGRESS_NS = 100000000;
