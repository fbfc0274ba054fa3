// The messages of a run, in the words of core/trainer-protocol.ts.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

constexpr int PROTOCOL_VERSION = 1;

struct epoch_report {
  int64_t epoch; // from 1
  int64_t t_begin_ns, t_end_ns;
  int64_t samples;
  double train_loss, train_accuracy;
  std::optional<int64_t> skipped_steps; // none: the format cannot overflow
  std::optional<double> loss_scale;
};

struct result_report {
  std::string backend, device, isa, precision;
  int threads;
  int64_t batch_size;
  uint64_t seed;
  int64_t parameters, train_samples, test_samples;
  double samples_per_s, train_loss, test_loss, test_accuracy;
  std::string weights_hash;
  std::optional<double> validation_loss, validation_accuracy;
  std::string gemm; // who ran the matrix products, with its version
  std::string cpus; // as the kernel lists them; empty: unknown
  std::optional<int64_t> skipped_steps; // none: the format cannot overflow
};

// Says that a phase begins, and when the object goes, that it ended.
class phase {
  const char *name_;

public:
  explicit phase(const char *name);
  ~phase();
  phase(const phase &) = delete;
};

void say_epoch(const epoch_report &report);
void say_progress(int64_t epoch, int64_t samples_done, int64_t samples_total, int64_t t_ns);
void say_result(const result_report &report);
