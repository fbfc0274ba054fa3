// Launches one after the other.
#include "standin_stream.h"
#include "abi.h"
#include "standin_faults.h"
#include <chrono>
#include <cstdio>
#include <cstring>
#include <limits>
#include <string_view>
#include <thread>

namespace standin {

stream queue;

void stream::add(piece_of_work one) {
  if (capturing) return captured.push_back(std::move(one));
  work.push_back(std::move(one));
  queued++;
}

int stream::run_until(int64_t number) {
  for (; done < number && !work.empty(); done++) {
    if (!failed) failed = work.front()();
    work.pop_front();
  }
  return failed;
}

extern "C" __attribute__((visibility("default"))) void standin_enqueue(const piece_of_work &one) { queue.add(one); }

int run(const recorded_launch &of) {
  static const long long launch_that_fails = broken("launch") ? setting("STANDIN_FAULT_AT", 1) : 0;
  static const long long overflow_every = setting("STANDIN_OVERFLOW_EVERY", 0), slow_ms = setting("STANDIN_LAUNCH_MS", 0);
  static long long launches = 0, checks = 0;
  if (++launches == launch_that_fails) return LAUNCH_FAILED;
  if (overflow_every > 0 && std::string_view(of.kernel->name) == "check_finite" && ++checks % overflow_every == 0) {
    device_abi::check_args args;
    std::memcpy(&args, of.args.data(), sizeof args);
    const_cast<float *>(args.gradients)[args.count - 1] = std::numeric_limits<float>::infinity();
  }
  if (slow_ms > 0) std::this_thread::sleep_for(std::chrono::milliseconds(slow_ms));
  void *parameters[] = {const_cast<unsigned char *>(of.args.data())};
  if (const char *refused = emulator::launch(*of.kernel, of.shape, parameters)) {
    std::fprintf(stderr, "stand-in: %s: %s\n", of.kernel->name, refused);
    return INVALID_VALUE;
  }
  return SUCCESS;
}

} // namespace standin
