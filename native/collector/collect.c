// Waits and reads for the sampler without running JavaScript: sleeps to the next deadline, makes the calls that are due
// and writes their answers to a tape, until a given time or until woken. One thread calls it; it starts none.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <linux/futex.h>
#include <math.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// The layouts below match native/collector/library.ts.
enum { READ_AT_START = 0, ASK_DEVICE = 1, ASK_DEVICE_COUNTED = 2 };

struct raw_call {
  int64_t target; // a file descriptor, or a function's address
  int64_t device;
  int32_t kind, count;
  int32_t slot, bytes; // place of the answer in the scratch memory, which may already contain a request
};

struct schedule {
  double next_ns, period_ns;
  int32_t first_call, calls;
};

struct record {
  double start_ns, end_ns;
  int32_t meter, bytes; // bytes: size of the whole record; an int64 code and the answer of each call follow, padded to 8
};

struct limits {
  double until_ns, together_ns, hangs_ns;
  double calendar_ms; // calendar minus monotonic clock, at the last check
  double negligible_ms;
};

static double clock_ns(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int32_t padded(int32_t bytes) { return (bytes + 7) & ~7; }

static int64_t make(const struct raw_call *call, uint8_t *slot) {
  switch (call->kind) {
  case READ_AT_START: {
    const ssize_t bytes = pread((int)call->target, slot, (size_t)call->bytes, 0);
    return bytes < 0 ? -errno : bytes;
  }
  case ASK_DEVICE: return ((int (*)(void *, void *))call->target)((void *)call->device, slot);
  default: return ((int (*)(void *, int, void *))call->target)((void *)call->device, call->count, slot);
  }
}

// Writes the record at `at` and returns its size; 0 when less than that is left.
static int32_t read_meter(const struct raw_call *calls, const struct schedule *meter, int32_t index, uint8_t *scratch, uint8_t *at, int32_t left) {
  int32_t bytes = (int32_t)sizeof(struct record);
  for (int32_t i = 0; i < meter->calls; i++) bytes += 8 + padded(calls[meter->first_call + i].bytes);
  if (bytes > left) return 0;
  struct record *record = (struct record *)at;
  record->meter = index;
  record->bytes = bytes;
  record->start_ns = clock_ns(CLOCK_MONOTONIC);
  int64_t codes[64];
  for (int32_t i = 0; i < meter->calls; i++) codes[i] = make(&calls[meter->first_call + i], scratch + calls[meter->first_call + i].slot);
  record->end_ns = clock_ns(CLOCK_MONOTONIC);
  at += sizeof *record;
  for (int32_t i = 0; i < meter->calls; i++) {
    const struct raw_call *call = &calls[meter->first_call + i];
    memcpy(at, &codes[i], 8);
    memcpy(at + 8, scratch + call->slot, (size_t)call->bytes);
    at += 8 + padded(call->bytes);
  }
  return bytes;
}

static void sleep_until(double deadline_ns, int32_t *signal, int32_t signal_was) {
  const struct timespec deadline = {.tv_sec = (time_t)(deadline_ns / 1e9), .tv_nsec = (long)fmod(deadline_ns, 1e9)};
  syscall(SYS_futex, signal, FUTEX_WAIT_BITSET_PRIVATE, signal_was, &deadline, NULL, FUTEX_BITSET_MATCH_ANY);
}

// Returns the bytes of tape written. Ends at limits->until_ns, when *signal differs from signal_was, when the calendar
// has moved against the monotonic clock (before any more reads), after a call that hangs, and when the tape is full. At
// most 64 calls per meter.
int32_t wattproof_collect(const struct raw_call *calls, struct schedule *meters, int32_t count, uint8_t *scratch, uint8_t *tape, int32_t capacity,
                          const struct limits *limits, int32_t *signal, int32_t signal_was) {
  int32_t used = 0;
  while (__atomic_load_n(signal, __ATOMIC_SEQ_CST) == signal_was) {
    const double now_ns = clock_ns(CLOCK_MONOTONIC);
    if (fabs((clock_ns(CLOCK_REALTIME) - now_ns) / 1e6 - limits->calendar_ms) > limits->negligible_ms) break;
    double next_ns = limits->until_ns;
    for (int32_t m = 0; m < count; m++) {
      struct schedule *meter = &meters[m];
      if (meter->next_ns <= now_ns + limits->together_ns) {
        const int32_t bytes = read_meter(calls, meter, m, scratch, tape + used, capacity - used);
        if (bytes == 0) return used;
        const struct record *record = (const struct record *)(tape + used);
        used += bytes;
        const double behind = floor((record->end_ns - meter->next_ns) / meter->period_ns);
        meter->next_ns += ((behind > 0 ? behind : 0) + 1) * meter->period_ns;
        if (record->end_ns - record->start_ns >= limits->hangs_ns) return used;
      }
      if (meter->next_ns < next_ns) next_ns = meter->next_ns;
    }
    if (clock_ns(CLOCK_MONOTONIC) + limits->together_ns >= limits->until_ns) break;
    sleep_until(next_ns, signal, signal_was);
  }
  return used;
}

// Wakes a collector that sleeps on this signal; its value must be changed first.
void wattproof_wake(int32_t *signal) { syscall(SYS_futex, signal, FUTEX_WAKE_PRIVATE, INT32_MAX, NULL, NULL, 0); }

// Address of a function in a library that is already loaded; 0 when it is not loaded or lacks the function.
int64_t wattproof_symbol(const char *library, const char *name) {
  void *handle = dlopen(library, RTLD_LAZY | RTLD_NOLOAD);
  if (handle == NULL) return 0;
  void *address = dlsym(handle, name);
  dlclose(handle); // its loader keeps it open
  return (int64_t)address;
}
