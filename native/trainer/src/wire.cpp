// A separate thread reads stdin: training never polls, and an abort does not wait for a step to end.
#include "wire.h"
#include "fault.h"
#include "json_line.h"
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <optional>
#include <thread>
#include <unistd.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

namespace {

constexpr size_t MAX_LINE = 1 << 20;

#ifdef _WIN32
// Raw bytes: Windows would otherwise write CR LF at every line end.
[[maybe_unused]] const int stdin_before = _setmode(STDIN_FILENO, _O_BINARY), stdout_before = _setmode(STDOUT_FILENO, _O_BINARY);
#endif

std::timed_mutex out_mutex;
std::mutex start_mutex;
std::condition_variable start_came;
std::optional<trainer_config> start_config;

[[noreturn]] void leave(int exit_code) {
  // Finishes the current line and writes no more; does not wait for a reader that has stopped reading.
  (void)out_mutex.try_lock_for(std::chrono::milliseconds(100));
  _exit(exit_code); // nothing to undo: the trainer holds only memory
}

void on_signal(int) { _exit(EXIT_ABORTED); }

// Carries out one line. Throws config_fault.
void obey(const std::string &line) {
  const json_value command = parse_json(line);
  const json_value *cmd = command.find("cmd");
  if (!cmd || cmd->type != json_value::kind::string) throw config_fault("expected a command {\"cmd\":\"start\"|\"abort\"}");
  if (cmd->text == "abort") leave(EXIT_ABORTED);
  const json_value *config = command.find("config");
  if (cmd->text != "start" || !config || command.members.size() != 2)
    throw config_fault("expected {\"cmd\":\"start\",\"config\":{...}} or {\"cmd\":\"abort\"}, got command " + cmd->text);
  std::lock_guard lock(start_mutex);
  if (start_config) throw config_fault("expected one start command, got a second one");
  start_config = read_config(*config);
  start_came.notify_one();
}

void read_commands() {
  std::string pending;
  char chunk[4096];
  for (;;) {
    const ssize_t n = read(STDIN_FILENO, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) leave(EXIT_ABORTED);
    pending.append(chunk, size_t(n));
    try {
      for (size_t end; (end = pending.find('\n')) != std::string::npos; pending.erase(0, end + 1))
        if (end > 0) obey(pending.substr(0, end));
      if (pending.size() > MAX_LINE) throw config_fault("expected a command of at most 1 MiB");
    } catch (const fault &refused) {
      end_with(refused.code, refused.exit_code, refused.what());
    }
  }
}

} // namespace

void say(const std::string &line) {
  const std::string whole = line + "\n";
  std::lock_guard lock(out_mutex);
  for (size_t sent = 0; sent < whole.size();) {
    const ssize_t n = write(STDOUT_FILENO, whole.data() + sent, whole.size() - sent);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) _exit(EXIT_ABORTED); // the reader has gone
    sent += size_t(n);
  }
}

void end_with(const char *code, int exit_code, const std::string &message) {
  say(json_line().text("type", "error").text("code", code).text("message", message).str());
  leave(exit_code);
}

trainer_config wait_for_start() {
#ifdef SIGPIPE
  std::signal(SIGPIPE, SIG_IGN);
#endif
  std::signal(SIGTERM, on_signal);
  std::signal(SIGINT, on_signal);
  std::thread(read_commands).detach();
  std::unique_lock lock(start_mutex);
  start_came.wait(lock, [] { return start_config.has_value(); });
  return *start_config;
}
