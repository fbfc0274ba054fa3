// The phases of a run. Only `train` counts for the comparison: loading, warm-up and evaluation are outside it.
#include "run.h"
#include "clock.h"
#include "fault.h"
#include "gpu/gpu_training.h"
#include "kernels/libxsmm.h"
#include "machine.h"
#include "network/conv/cnn.h"
#include "network/layerwise.h"
#include "network/network.h"
#include "protocol.h"
#include "random.h"
#include "training.h"
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <optional>

namespace {

const backend &checked_backend(const trainer_config &config, const std::vector<backend> &backends) {
  std::string names;
  for (const backend &one : backends) {
    names += (names.empty() ? "" : ", ") + one.name;
    if (one.name != config.backend) continue;
    if (!one.available) throw device_fault("backend " + one.name + " is not available: " + one.reason);
    if (std::find(one.precisions.begin(), one.precisions.end(), config.precision) == one.precisions.end())
      throw device_fault("backend " + one.name + " has no " + config.precision + " on this machine: " + one.reason);
    return one;
  }
  throw config_fault("expected config.backend to be one of " + names + ", got " + config.backend);
}

optimiser_kind optimiser_of(const std::string &name) {
  static const std::pair<const char *, optimiser_kind> KINDS[] = {{"sgd", optimiser_kind::sgd},     {"adam", optimiser_kind::adam},
                                                                  {"adamw", optimiser_kind::adamw}, {"lamb", optimiser_kind::lamb},
                                                                  {"lars", optimiser_kind::lars}};
  for (const auto &[known, kind] : KINDS)
    if (name == known) return kind;
  throw config_fault("expected config.optimiser to be sgd, adam, adamw, lamb or lars, got " + name);
}

// Refuses protocol features that this backend lacks, before anything is loaded.
void check_known(const trainer_config &config) {
  if (config.backend == "cuda") return; // its kernels cover the whole protocol
  const auto refuse = [&](const std::string &what) { throw config_fault("backend " + config.backend + " has no " + what); };
  if (config.gemm == "cublaslt") refuse("products by " + config.gemm);
  if (config.gemm == "libxsmm" && config.precision != "fp32") refuse("products by libxsmm in " + config.precision + "; take fp32, or gemm own");
  if (config.gemm == "libxsmm" && config.model != "mlp") refuse("products by libxsmm for model " + config.model + "; take mlp, or gemm own");
}

network_options options_of(const trainer_config &config, const dataset &data) {
  network_options options;
  options.widths.push_back(data.train.features);
  if (config.hidden.empty()) options.widths.insert(options.widths.end(), size_t(config.layers), config.neurons);
  else options.widths.insert(options.widths.end(), config.hidden.begin(), config.hidden.end());
  options.widths.push_back(data.classes);
  // Evaluation uses batches of a reasonable size even when training does not.
  options.max_rows = std::max<int64_t>(config.batch_size, config.model == "cnn" ? 64 : 256);
  options.bf16 = config.precision == "bf16_mixed";
  options.optimiser = optimiser_of(config.optimiser);
  options.weight_decay = float(config.weight_decay);
  options.gelu = config.activation == "gelu";
  options.dropout = float(config.dropout);
  options.label_smoothing = float(config.label_smoothing);
  options.learning_rate = float(config.learning_rate);
  options.momentum = float(config.momentum);
  options.seed = config.seed;
  return options;
}

cnn_options cnn_options_of(const trainer_config &config, const dataset &data, const network_options &dense) {
  cnn_options options{dense, data.channels, data.height, data.width, config.channels};
  options.dense.widths.front() = cnn_shapes(options).back().pooled();
  return options;
}

// `blocks_bytes`: memory of the convolutions.
void check_memory(const network_options &options, double blocks_bytes) {
  double numbers = 0; // weights, two moments, bf16 copies; activations, inputs of GELU, gradients and their copies
  for (size_t l = 0; l + 1 < options.widths.size(); l++)
    numbers += double(options.widths[l] + 16) * double(options.widths[l + 1] + 16) * 4 + (options.gelu ? 7.0 : 6.0) * double(options.max_rows) * double(options.widths[l] + 16);
  double largest = 0; // LAMB, LARS: gradients of one layer
  for (size_t l = 0; layerwise::takes(options.optimiser) && l + 1 < options.widths.size(); l++)
    largest = std::max(largest, double(options.widths[l] + 16) * double(options.widths[l + 1] + 16));
  const double needed = (numbers + largest) * sizeof(float) + blocks_bytes, free = double(available_memory_bytes());
  if (free > 0 && needed > free)
    throw memory_fault("the network needs about " + std::to_string(int64_t(needed / 1e6)) + " MB, " + std::to_string(int64_t(free / 1e6)) +
                       " MB are free; take fewer neurons, layers" + (blocks_bytes > 0 ? ", channels" : "") + " or a smaller batch");
}

// The network for config.model.
std::unique_ptr<network> make_checked(const trainer_config &config, const dataset &data, const network_options &options, const kernel_table &kernels,
                                      thread_pool &pool) {
  if (config.model == "cnn") {
    const cnn_options with_blocks = cnn_options_of(config, data, options);
    check_memory(with_blocks.dense, cnn_bytes(with_blocks, pool.size()));
    return make_cnn(with_blocks, kernels, pool);
  }
  check_memory(options, 0);
  return make_network(options, kernels, pool);
}

class cpu_training final : public training {
  const trainer_config &config_;
  const dataset &data_;
  const kernel_table &kernels_;
  const network_options options_;
  thread_pool pool_;
  const std::unique_ptr<network> net_;
  std::vector<int64_t> order_; // [train.count]
  int64_t last_progress_ns_ = 0;

  // One step on the batch that begins at `first` of the order. Throws when the loss is no longer finite.
  batch_result step(int64_t first, const std::string &where) {
    const long rows = long(std::min(config_.batch_size, data_.train.count - first));
    const batch_result result = net_->train(data_.train, &order_[size_t(first)], rows);
    if (!std::isfinite(result.loss))
      throw numeric_fault("the loss is not finite in " + where + "; lower the learning rate (" + std::to_string(config_.learning_rate) + ")");
    return result;
  }

  void shuffle(int64_t epoch) {
    std::iota(order_.begin(), order_.end(), 0);
    random_stream(config_.seed, FOR_SHUFFLE + uint64_t(epoch)).shuffle(order_);
  }

  // Runs everything that is created at first use: steps of a whole batch and of the epoch's last, smaller one.
  void make_ready() {
    shuffle(0);
    step(0, "the first step");
    if (const int64_t rest = data_.train.count % config_.batch_size) step(data_.train.count - rest, "the last step of an epoch");
    net_->reset();
  }

public:
  cpu_training(const trainer_config &config, const dataset &data, const network_options &options, const kernel_table &kernels, int threads)
      : config_(config), data_(data), kernels_(kernels), options_(options), pool_(threads), net_(make_checked(config, data, options, kernels, pool_)),
        order_(size_t(data.train.count)) {}

  void warm_up() override {
    if (config_.gemm == "libxsmm") make_ready();
    shuffle(0);
    int64_t first = 0;
    for (int64_t i = 0; i < config_.warmup_steps; i++, first += config_.batch_size) {
      if (first >= data_.train.count) first = 0;
      step(first, "warm-up step " + std::to_string(i + 1));
    }
    net_->reset();
  }

  double epoch(int64_t number) override {
    const int64_t t_begin_ns = monotonic_ns(), count = data_.train.count;
    shuffle(number);
    batch_result sum;
    for (int64_t first = 0; first < count; first += config_.batch_size) {
      const batch_result result = step(first, "epoch " + std::to_string(number) + ", step " + std::to_string(first / config_.batch_size + 1));
      sum.loss += result.loss;
      sum.correct += result.correct;
      const int64_t now_ns = monotonic_ns();
      if (now_ns - last_progress_ns_ < PROGRESS_NS) continue;
      last_progress_ns_ = now_ns;
      say_progress(number, (number - 1) * count + std::min(count, first + config_.batch_size), config_.epochs * count, now_ns);
    }
    const double loss = sum.loss / double(count);
    say_epoch({number, t_begin_ns, monotonic_ns(), count, loss, double(sum.correct) / double(count), {}, {}});
    return loss;
  }

  batch_result evaluate(const example_set &set) override {
    const int64_t max_rows = options_.max_rows;
    batch_result sum;
    for (int64_t first = 0; first < set.count; first += max_rows) {
      const batch_result result = net_->evaluate(set, first, long(std::min<int64_t>(max_rows, set.count - first)));
      sum.loss += result.loss;
      sum.correct += result.correct;
    }
    return sum;
  }

  int64_t parameters() const override { return net_->parameters(); }
  uint64_t hash() const override { return net_->hash(); }
  std::string gemm() const override {
    return config_.gemm == "libxsmm" ? libxsmm_name(kernels_) + (libxsmm_refusals() > 0 ? " + own" : "") : "own";
  }
};

std::string hexadecimal(uint64_t value) {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", (unsigned long long)value);
  return digits;
}

} // namespace

void run_training(const trainer_config &config, const std::vector<backend> &backends, const kernel_table &own_kernels) {
  const backend &chosen = checked_backend(config, backends);
  check_known(config);
  const bool libxsmm = config.gemm == "libxsmm";
  const kernel_table kernels = libxsmm ? libxsmm_kernels(own_kernels) : own_kernels;
  const int threads = config.threads > 0 ? int(config.threads) : usable_cores();
  dataset data;
  std::unique_ptr<training> run;
  {
    const phase loading("load");
    data = load_dataset(config.data, config.seed);
    const network_options options = options_of(config, data);
    if (chosen.name == "cuda") run = gpu::make_gpu_training(config, data, options);
    else run = std::make_unique<cpu_training>(config, data, options, kernels, threads);
  }
  {
    const phase warming("warmup");
    run->warm_up();
  }
  result_report report{};
  {
    const phase measured("train");
    const int64_t t_begin_ns = monotonic_ns();
    for (int64_t epoch = 1; epoch <= config.epochs; epoch++) report.train_loss = run->epoch(epoch);
    report.samples_per_s = double(data.train.count * config.epochs) / (double(monotonic_ns() - t_begin_ns) * 1e-9);
  }
  {
    const phase evaluating("evaluate");
    const batch_result test = run->evaluate(data.test);
    report.test_loss = test.loss / double(data.test.count);
    report.test_accuracy = double(test.correct) / double(data.test.count);
    if (data.validation.count > 0) {
      const batch_result validation = run->evaluate(data.validation);
      report.validation_loss = validation.loss / double(data.validation.count);
      report.validation_accuracy = double(validation.correct) / double(data.validation.count);
    }
  }
  if (!std::isfinite(report.test_loss)) throw numeric_fault("the loss on the test examples is not finite; lower the learning rate");
  if (!std::isfinite(report.validation_loss.value_or(0))) throw numeric_fault("the loss on the validation examples is not finite; lower the learning rate");
  report.backend = chosen.name;
  report.device = chosen.device;
  report.precision = config.precision;
  report.isa = chosen.isa;
  report.batch_size = config.batch_size;
  report.seed = config.seed;
  report.threads = threads;
  report.gemm = run->gemm();
  report.cpus = allowed_cpus();
  report.parameters = run->parameters();
  report.train_samples = data.train.count;
  report.test_samples = data.test.count;
  report.skipped_steps = run->skipped_steps();
  report.weights_hash = hexadecimal(run->hash());
  say_result(report);
}
