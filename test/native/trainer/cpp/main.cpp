// Runs all cases, or those whose name holds the argument; exit code 1 when a check failed.
#include "check.h"

int main(int argc, char **argv) {
  int ran = 0;
  for (const auto &[name, body] : test_cases()) {
    if (argc > 1 && std::string(name).find(argv[1]) == std::string::npos) continue;
    const int before = checks_failed;
    try {
      body();
    } catch (const std::exception &error) {
      check(false, std::string("thrown: ") + error.what(), name, 0);
    }
    std::printf("%s %s\n", checks_failed == before ? "ok  " : "FAIL", name);
    std::fflush(stdout); // a case that never ends is seen to be the next one
    ran++;
  }
  std::printf("%d cases, %d checks, %d failed\n", ran, checks_done, checks_failed);
  return checks_failed > 0 || ran == 0;
}
