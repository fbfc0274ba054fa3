// The trainer: says hello, waits for one order on stdin, trains, says the result. See README.md for the protocol.
#include "backends.h"
#include "fault.h"
#include "run.h"
#include "wire.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

int main(int argc, char **argv) {
  const char *option = argc > 1 ? argv[1] : "";
  if (!std::strcmp(option, "--version")) return std::puts("wattproof-trainer " TRAINER_VERSION), 0;
  const bool only_hello = !std::strcmp(option, "--hello");
  if (argc > 2 || (argc == 2 && !only_hello)) {
    std::fputs("usage: wattproof-trainer [--hello | --version]; without an option it waits for a start command on stdin\n", stderr);
    return 2;
  }
  try {
    const char *isa = std::getenv("WATTPROOF_TRAINER_ISA");
    const kernel_table &kernels = choose_kernels(isa ? isa : "");
    const auto backends = list_backends(kernels);
    say(hello_line(backends));
    if (only_hello) return 0;
    run_training(wait_for_start(), backends, kernels);
    std::_Exit(0); // the reader of stdin still waits: there is nothing to undo
  } catch (const fault &expected) {
    end_with(expected.code, expected.exit_code, expected.what());
  } catch (const std::bad_alloc &) {
    end_with("memory", 4, "out of memory; take fewer neurons, layers, examples or a smaller batch");
  } catch (const std::exception &error) {
    end_with("internal", EXIT_INTERNAL, std::string("internal error: ") + error.what());
  }
}
