// Runs all cases, those whose name holds the argument, or with --until-failure all up to the first that fails; exit code 1 when a check failed.
#include "check.h"

int main(int argc, char **argv) {
  const std::string wanted = argc > 1 ? argv[1] : "";
  const bool until_failure = wanted == "--until-failure";
  int ran = 0;
  for (const auto &[name, body] : test_cases()) {
    if (!until_failure && std::string(name).find(wanted) == std::string::npos) continue;
    const int before = checks_failed;
    try {
      body();
    } catch (const std::exception &error) {
      check(false, std::string("thrown: ") + error.what(), name, 0);
    }
    std::printf("%s %s\n", checks_failed == before ? "ok  " : "FAIL", name);
    std::fflush(stdout); // a case that never ends is seen to be the next one
    ran++;
    if (until_failure && checks_failed > 0) break;
  }
  std::printf("%d cases, %d checks, %d failed\n", ran, checks_done, checks_failed);
  return checks_failed > 0 || ran == 0;
}
