// Checks every field of a configuration and refuses unknown ones, so that a typo never becomes a default.
#include "config.h"
#include "fault.h"
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

namespace {

constexpr double MAX_SAFE_INTEGER = 9007199254740991.0; // 2^53 - 1

// Reads members of one object and remembers their names; `done` refuses any others.
class reader {
  const json_value &object_;
  std::string where_;
  std::vector<std::string> known_;

  [[noreturn]] void refuse(const std::string &name, const std::string &expected) const {
    throw config_fault("expected " + where_ + name + " to be " + expected);
  }
  const json_value *find(const std::string &name) {
    known_.push_back(name);
    return object_.find(name);
  }

public:
  reader(const json_value &object, std::string where) : object_(object), where_(std::move(where)) {
    if (object.type != json_value::kind::object) refuse("", "an object");
  }

  std::string text(const std::string &name, const std::vector<std::string> &choices = {}) {
    const json_value *value = find(name);
    std::string expected = choices.empty() ? "a string" : "one of";
    for (const auto &choice : choices) expected += " " + choice;
    if (!value || value->type != json_value::kind::string) refuse(name, expected);
    if (!choices.empty() && std::find(choices.begin(), choices.end(), value->text) == choices.end())
      refuse(name, expected + ", got " + value->text);
    return value->text;
  }

  // A fallback below 0 makes the field mandatory.
  int64_t integer(const std::string &name, int64_t least, int64_t most, int64_t fallback = -1) {
    const json_value *value = find(name);
    if (!value && fallback >= 0) return fallback;
    if (!value || value->type != json_value::kind::number || value->number != std::floor(value->number) ||
        value->number < double(least) || value->number > double(most))
      refuse(name, "an integer from " + std::to_string(least) + " to " + std::to_string(most));
    return int64_t(value->number);
  }
  uint64_t seed(const std::string &name, int64_t fallback = -1) {
    return uint64_t(integer(name, 0, int64_t(MAX_SAFE_INTEGER), fallback));
  }

  double number(const std::string &name) {
    const json_value *value = find(name);
    if (!value || value->type != json_value::kind::number) refuse(name, "a number");
    return value->number;
  }
  // A number from 0 to `most`.
  double share(const std::string &name, double most, double fallback) {
    const json_value *value = find(name);
    if (!value) return fallback;
    char words[48];
    std::snprintf(words, sizeof words, "a number from 0 to %g", most);
    if (value->type != json_value::kind::number || !(value->number >= 0 && value->number <= most)) refuse(name, words);
    return value->number;
  }
  bool boolean(const std::string &name, bool fallback) {
    const json_value *value = find(name);
    if (!value) return fallback;
    if (value->type != json_value::kind::boolean) refuse(name, "true or false");
    return value->boolean;
  }
  // A list of `least` to `most` integers, each from 1 to `largest`.
  std::vector<int64_t> integers(const std::string &name, size_t least, size_t most, int64_t largest, std::vector<int64_t> fallback) {
    const json_value *value = find(name);
    if (!value) return fallback;
    const std::string expected = "a list of " + std::to_string(least) + " to " + std::to_string(most) + " integers from 1 to " + std::to_string(largest);
    if (value->type != json_value::kind::array || value->items.size() < least || value->items.size() > most) refuse(name, expected);
    std::vector<int64_t> out;
    for (const json_value &item : value->items) {
      if (item.type != json_value::kind::number || item.number != std::floor(item.number) || item.number < 1 || item.number > double(largest))
        refuse(name, expected);
      out.push_back(int64_t(item.number));
    }
    return out;
  }
  bool has(const std::string &name) const { return object_.find(name) != nullptr; }
  const json_value &object(const std::string &name) {
    const json_value *value = find(name);
    if (!value || value->type != json_value::kind::object) refuse(name, "an object");
    return *value;
  }

  void done() const {
    for (const auto &[name, value] : object_.members)
      if (std::find(known_.begin(), known_.end(), name) == known_.end())
        throw config_fault("unknown field " + where_ + name + "; remove it, or use a trainer version that supports it");
  }
};

// Larger sizes are refused as mistakes; memory runs out long before.
constexpr int64_t MANY = 1000000000, WIDE = 1000000;

data_config read_data(const json_value &json) {
  reader in(json, "data.");
  data_config out;
  out.kind = in.text("kind", {"idx", "csv", "images", "synthetic"});
  if (out.kind == "synthetic") {
    out.samples = in.integer("samples", 2, MANY);
    out.features = in.integer("features", 1, WIDE);
    out.classes = in.integer("classes", 2, WIDE);
    out.seed = in.seed("seed", 1);
  } else {
    out.path = in.text("path");
    if (out.kind == "csv") out.label = in.text("label");
    if (out.kind == "images") {
      out.image_size = in.integer("image_size", 4, 512, 32);
      out.grey = in.boolean("grey", false);
    }
    out.train_limit = in.integer("train_limit", 0, MANY, 0);
  }
  out.validation = in.share("validation", 0.5, 0);
  in.done();
  return out;
}

} // namespace

trainer_config read_config(const json_value &json) {
  reader in(json, "config.");
  trainer_config out;
  out.backend = in.text("backend");
  out.precision = in.text("precision", {"fp32", "tf32", "fp16_mixed", "bf16_mixed"});
  out.optimiser = in.text("optimiser", {"sgd", "adam", "adamw", "lamb", "lars"});
  out.batch_size = in.integer("batch_size", 1, WIDE);
  out.neurons = in.integer("neurons", 1, WIDE);
  out.layers = in.integer("layers", 1, 1000);
  out.epochs = in.integer("epochs", 1, MANY);
  out.learning_rate = in.number("learning_rate");
  if (!(out.learning_rate > 0)) throw config_fault("expected config.learning_rate to be above 0");
  out.momentum = in.share("momentum", 1, 0.9);
  out.weight_decay = in.share("weight_decay", 1, 0);
  if (in.has("model")) out.model = in.text("model", {"mlp", "cnn"});
  out.hidden = in.integers("hidden", 0, 64, 16384, {});
  out.channels = in.integers("channels", 1, 6, 1024, {16, 32});
  if (in.has("activation")) out.activation = in.text("activation", {"relu", "gelu"});
  out.dropout = in.share("dropout", 0.9, 0);
  out.label_smoothing = in.share("label_smoothing", 0.5, 0);
  if (in.has("gemm")) out.gemm = in.text("gemm", {"own", "libxsmm", "cublaslt"});
  out.seed = in.seed("seed");
  out.threads = in.integer("threads", 0, 4096, 0);
  out.warmup_steps = in.integer("warmup_steps", 0, MANY, 20);
  out.data = read_data(in.object("data"));
  in.done();
  return out;
}
