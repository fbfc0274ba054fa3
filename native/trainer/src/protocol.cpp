// Stamps and writes the messages.
#include "protocol.h"
#include "clock.h"
#include "json_line.h"
#include "wire.h"
#include <exception>

static void say_edge(const char *name, const char *edge) {
  const int64_t t_ns = monotonic_ns();
  say(json_line().text("type", "phase").text("name", name).text("edge", edge).integer("t_ns", t_ns).str());
}

// A missing value becomes null.
static void number_or_null(json_line &line, const char *name, const std::optional<double> &value) {
  if (value) line.number(name, *value);
  else line.null(name);
}
static void number_or_null(json_line &line, const char *name, const std::optional<int64_t> &value) {
  if (value) line.integer(name, *value);
  else line.null(name);
}
static void text_or_null(json_line &line, const char *name, const std::string &text) {
  if (text.empty()) line.null(name);
  else line.text(name, text);
}

phase::phase(const char *name) : name_(name) { say_edge(name_, "begin"); }

phase::~phase() {
  if (!std::uncaught_exceptions()) say_edge(name_, "end"); // a failed phase has no end
}

void say_epoch(const epoch_report &report) {
  json_line line;
  line.text("type", "epoch")
          .integer("epoch", report.epoch)
          .integer("t_begin_ns", report.t_begin_ns)
          .integer("t_end_ns", report.t_end_ns)
          .integer("samples", report.samples)
          .number("train_loss", report.train_loss)
          .number("train_accuracy", report.train_accuracy);
  number_or_null(line, "skipped_steps", report.skipped_steps);
  number_or_null(line, "loss_scale", report.loss_scale);
  say(line.str());
}

void say_progress(int64_t epoch, int64_t samples_done, int64_t samples_total, int64_t t_ns) {
  say(json_line()
          .text("type", "progress")
          .integer("epoch", epoch)
          .integer("samples_done", samples_done)
          .integer("samples_total", samples_total)
          .integer("t_ns", t_ns)
          .str());
}

void say_result(const result_report &report) {
  json_line line;
  line.text("type", "result")
      .text("backend", report.backend)
      .text("device", report.device)
      .text("isa", report.isa)
      .text("precision", report.precision)
      .integer("batch_size", report.batch_size)
      .integer("seed", int64_t(report.seed))
      .integer("threads", report.threads)
      .integer("parameters", report.parameters)
      .integer("train_samples", report.train_samples)
      .integer("test_samples", report.test_samples)
      .number("samples_per_s", report.samples_per_s)
      .number("train_loss", report.train_loss)
      .number("test_loss", report.test_loss)
      .number("test_accuracy", report.test_accuracy)
      .text("weights_hash", report.weights_hash);
  number_or_null(line, "validation_loss", report.validation_loss);
  number_or_null(line, "validation_accuracy", report.validation_accuracy);
  text_or_null(line, "gemm", report.gemm);
  text_or_null(line, "cpus", report.cpus);
  number_or_null(line, "skipped_steps", report.skipped_steps);
  say(line.integer("t_ns", monotonic_ns()).str());
}
