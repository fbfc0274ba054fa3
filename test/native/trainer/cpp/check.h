// A minimal test framework: named cases that count their failures and continue.
#pragma once
#include "fault.h"
#include <cmath>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

struct test_case {
  const char *name;
  std::function<void()> body;
};
inline std::vector<test_case> &test_cases() {
  static std::vector<test_case> cases;
  return cases;
}
inline int checks_done = 0, checks_failed = 0;

inline bool check(bool holds, const std::string &what, const char *file, int line) {
  checks_done++;
  if (!holds) std::printf("%s:%d: %s\n", file, line, what.c_str()), checks_failed++;
  return holds;
}
inline bool check_near(double got, double expected, double tolerance, const char *what, const char *file, int line) {
  const bool near = std::fabs(got - expected) <= tolerance; // false for NaN
  char words[256];
  std::snprintf(words, sizeof words, "%s: expected %.9g within %.3g, got %.9g", what, expected, tolerance, got);
  return check(near, words, file, line);
}

// The message of the fault that `body` must throw; it must end with that exit code.
inline std::string fault_of(int exit_code, const std::function<void()> &body, const char *file, int line) {
  try {
    body();
  } catch (const fault &thrown) {
    check(thrown.exit_code == exit_code, "exit code " + std::to_string(thrown.exit_code) + ": " + thrown.what(), file, line);
    return thrown.what();
  }
  check(false, "expected a fault, nothing was thrown", file, line);
  return "";
}
inline bool check_contains(const std::string &text, const std::string &part, const char *file, int line) {
  return check(text.find(part) != std::string::npos, "expected \"" + part + "\" in: " + text, file, line);
}

#define CHECK(...) check((__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__)
#define CHECK_NEAR(got, expected, tolerance) check_near(got, expected, tolerance, #got, __FILE__, __LINE__)
#define CHECK_FAULT(exit_code, part, ...) \
  check_contains(fault_of(exit_code, [&] { __VA_ARGS__; }, __FILE__, __LINE__), part, __FILE__, __LINE__)
#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)
#define TEST(name)                                                                                            \
  static void JOIN(test_, __LINE__)();                                                                        \
  static const bool JOIN(added_, __LINE__) = (test_cases().push_back({name, JOIN(test_, __LINE__)}), true); \
  static void JOIN(test_, __LINE__)()
