// Every failure the trainer expects: a code for programs, one line for people, and the exit code it ends with.
#pragma once
#include <stdexcept>
#include <string>

struct fault : std::runtime_error {
  const char *code;
  int exit_code;
  fault(const char *code, int exit_code, const std::string &message)
      : std::runtime_error(message), code(code), exit_code(exit_code) {}
};

// Exit codes as in core/trainer-protocol.ts: TRAINER_EXIT.
inline fault config_fault(const std::string &message) { return {"config", 2, message}; }
inline fault device_fault(const std::string &message) { return {"device", 3, message}; }
inline fault memory_fault(const std::string &message) { return {"memory", 4, message}; }
inline fault numeric_fault(const std::string &message) { return {"numeric", 5, message}; }
inline fault data_fault(const std::string &message) { return {"data", 6, message}; }
constexpr int EXIT_INTERNAL = 7;
constexpr int EXIT_ABORTED = 130;
