// Stamps and says.
#include "protocol.h"
#include "clock.h"
#include "json_line.h"
#include "wire.h"
#include <exception>

static void say_edge(const char *name, const char *edge) {
  const int64_t t_ns = monotonic_ns();
  say(json_line().text("type", "phase").text("name", name).text("edge", edge).integer("t_ns", t_ns).str());
}

phase::phase(const char *name) : name_(name) { say_edge(name_, "begin"); }

phase::~phase() {
  if (!std::uncaught_exceptions()) say_edge(name_, "end"); // a phase that failed did not end
}

void say_epoch(const epoch_report &report) {
  // A CPU's formats have fp32's range: no step is skipped and no loss is scaled.
  say(json_line()
          .text("type", "epoch")
          .integer("epoch", report.epoch)
          .integer("t_begin_ns", report.t_begin_ns)
          .integer("t_end_ns", report.t_end_ns)
          .integer("samples", report.samples)
          .number("train_loss", report.train_loss)
          .number("train_accuracy", report.train_accuracy)
          .null("skipped_steps")
          .null("loss_scale")
          .str());
}

void say_progress(int64_t epoch, int64_t samples_done, int64_t samples_total) {
  say(json_line()
          .text("type", "progress")
          .integer("epoch", epoch)
          .integer("samples_done", samples_done)
          .integer("samples_total", samples_total)
          .integer("t_ns", monotonic_ns())
          .str());
}

void say_result(const result_report &report) {
  say(json_line()
          .text("type", "result")
          .text("backend", report.backend)
          .text("device", report.device)
          .text("isa", report.isa)
          .text("precision", report.precision)
          .integer("threads", report.threads)
          .integer("parameters", report.parameters)
          .integer("train_samples", report.train_samples)
          .integer("test_samples", report.test_samples)
          .number("samples_per_s", report.samples_per_s)
          .number("train_loss", report.train_loss)
          .number("test_loss", report.test_loss)
          .number("test_accuracy", report.test_accuracy)
          .text("weights_hash", report.weights_hash)
          .integer("t_ns", monotonic_ns())
          .str());
}
