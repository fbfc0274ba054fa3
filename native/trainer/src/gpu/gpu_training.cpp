// A run on the GPU: checks it as it goes, and reports its progress.
#include "gpu_training.h"
#include "../clock.h"
#include "../fault.h"
#include "../protocol.h"
#include "steps.h"
#include <algorithm>
#include <cmath>

namespace gpu {
namespace {

using device_abi::train_state;

constexpr int64_t EVALUATED_ROWS = 1024, EVALUATED_PICTURES = 256; // at once
constexpr double MOST_SKIPPED = 0.05;

picture_shape pictures_of(const trainer_config &config, const dataset &data) {
  if (config.model != "cnn") return {};
  if (data.channels < 1 || data.height < 1 || data.width < 1)
    throw config_fault("expected pictures for config.model cnn, got data without height and width; take data of kind idx or images, or the model mlp");
  return {data.channels, data.height, data.width, config.channels};
}

network_options with_rows(network_options options, const trainer_config &config, const dataset &data) {
  const int64_t evaluated = config.model == "cnn" ? EVALUATED_PICTURES : EVALUATED_ROWS;
  const int64_t most = std::max({data.train.count, data.test.count, data.validation.count});
  options.max_rows = std::min(std::max(config.batch_size, evaluated), most);
  return options;
}

std::unique_ptr<products> products_by(const std::string &provider, session &gpu, const precision &format) {
  if (provider == "cublaslt") return cublaslt_products(gpu, format);
  if (provider == "own") return own_products(gpu, format);
  throw config_fault("backend cuda has no products by " + provider + "; take own or cublaslt");
}

gpu_device first_device() {
  const auto devices = list_devices();
  if (devices.empty()) throw device_fault("the NVIDIA driver no longer shows a GPU");
  return devices.front();
}

class gpu_training final : public training {
  const trainer_config &config_;
  const dataset &data_;
  const network_options options_;
  const precision format_;
  const net_layout layout_;
  session gpu_;
  const std::unique_ptr<products> products_;
  net net_;
  const device_set train_, test_, validation_;
  steps steps_;
  int64_t last_progress_ns_ = 0, skipped_ = 0;

  void check_finite(const train_state &state, const std::string &where) const {
    if (!std::isfinite(state.loss_sum))
      throw numeric_fault("the loss is not finite in " + where + "; lower the learning rate (" + std::to_string(config_.learning_rate) + ")");
  }
  // If many steps did nothing, the run's energy would include work that trained nothing.
  void check_skipped(const train_state &state) const {
    const int64_t planned = config_.epochs * steps_.per_epoch();
    if (double(state.skipped) > MOST_SKIPPED * double(planned))
      throw numeric_fault("expected at most 5 % of the " + std::to_string(planned) + " steps to be skipped because a gradient overflowed, " +
                          std::to_string(state.skipped) + " were after " + std::to_string(state.batches) +
                          " steps; lower the learning rate, or take bf16_mixed or fp32");
  }

public:
  gpu_training(const trainer_config &config, const dataset &data, const network_options &options)
      : config_(config), data_(data), options_(with_rows(options, config, data)), format_(precision_of(config.precision)),
        layout_(options_, pictures_of(config, data)), gpu_(first_device()), products_(products_by(config.gemm, gpu_, format_)),
        net_(gpu_, options_, format_, *products_, layout_, data.train.features), train_(gpu_, data.train),
        test_(gpu_, data.test), validation_(gpu_, data.validation), steps_(gpu_, net_, train_, config.batch_size, format_.scales_loss) {
    net_.reset(layout_.initial_weights(config.seed));
    steps_.reset();
  }

  void warm_up() override {
    steps_.warm_up(config_.warmup_steps, config_.seed, [&](const train_state &state) { check_finite(state, "the warm-up"); });
    net_.reset(layout_.initial_weights(config_.seed));
    steps_.reset();
  }

  double epoch(int64_t number) override {
    const int64_t t_begin_ns = monotonic_ns(), count = data_.train.count, skipped_before = skipped_;
    int64_t done = 0;
    const train_state &end = steps_.epoch(number, config_.seed, number < config_.epochs, [&](const train_state &state) {
      check_finite(state, "epoch " + std::to_string(number) + ", examples " + std::to_string(done + 1) + " to " + std::to_string(state.cursor));
      check_skipped(state);
      done = state.cursor;
      const int64_t now_ns = monotonic_ns();
      if (now_ns - last_progress_ns_ < PROGRESS_NS) return;
      last_progress_ns_ = now_ns;
      say_progress(number, (number - 1) * count + done, config_.epochs * count, now_ns);
    });
    skipped_ = end.skipped;
    epoch_report report{number, t_begin_ns, monotonic_ns(), count, end.loss_sum / double(count), double(end.correct) / double(count), {}, {}};
    if (format_.scales_loss) {
      report.skipped_steps = skipped_ - skipped_before;
      report.loss_scale = end.loss_scale;
    }
    say_epoch(report);
    return report.train_loss;
  }

  // Uses separate counters, so that the training's stay unchanged.
  batch_result evaluate(const example_set &set) override {
    const device_set &on_gpu = &set == &data_.test ? test_ : validation_;
    train_state counters{};
    counters.loss_scale = 1;
    const device_memory state = copied(gpu_, std::vector<train_state>{counters});
    for (int64_t first = 0; first < set.count; first += options_.max_rows)
      net_.enqueue({on_gpu, nullptr, state.as<train_state>(), std::min<int64_t>(options_.max_rows, set.count - first), false});
    cuda().copy_out(&counters, (address)state.as<char>(), sizeof counters, gpu_.queue());
    gpu_.wait();
    return {counters.loss_sum, counters.correct};
  }

  int64_t parameters() const override { return layout_.parameters(); }
  uint64_t hash() const override { return layout_.hash(net_.weights()); }
  std::string gemm() const override { return products_->name(); }
  std::optional<int64_t> skipped_steps() const override { return format_.scales_loss ? std::optional(skipped_) : std::nullopt; }
};

} // namespace

std::unique_ptr<training> make_gpu_training(const trainer_config &config, const dataset &data, const network_options &options) {
  return std::make_unique<gpu_training>(config, data, options);
}

} // namespace gpu
