// Switching stacks: by hand on x86-64, where it takes nanoseconds, and by ucontext, which asks the kernel, elsewhere.
#include "fiber.h"
#include <cstdint>
#include <cstdlib>
#include <new>
#include <sys/mman.h>

namespace emulator {
namespace {

constexpr size_t STACK_BYTES = 256 << 10, GUARD_BYTES = 64 << 10;
fiber *starting; // the fiber whose enter() is about to run

} // namespace

fiber::fiber() {
  void *memory = mmap(nullptr, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  stack_ = static_cast<char *>(memory);
  mprotect(stack_, GUARD_BYTES, PROT_NONE);
}
fiber::~fiber() { munmap(stack_, STACK_BYTES); }

void fiber::enter() {
  fiber *self = starting;
  (*self->body_)();
  self->ended_ = true;
  self->leave();
  abort(); // an ended fiber is never resumed
}

#if defined(__x86_64__)
// Saves what a function must keep, exchanges the stack pointers, takes back what the other side saved.
extern "C" void emulator_switch_stack(void **save, void *load);
asm(R"(
.text
.globl emulator_switch_stack
.type emulator_switch_stack, @function
emulator_switch_stack:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
.size emulator_switch_stack, .-emulator_switch_stack
)");

void fiber::start(const std::function<void()> &body) {
  body_ = &body;
  ended_ = false;
  void **top = reinterpret_cast<void **>(stack_ + STACK_BYTES);
  *--top = nullptr; // where enter() would return to; also aligns the stack
  *--top = reinterpret_cast<void *>(&fiber::enter);
  for (int i = 0; i < 6; i++) *--top = nullptr;
  mine_ = top;
}
void fiber::resume() {
  starting = this;
  emulator_switch_stack(&caller_, mine_);
}
void fiber::leave() { emulator_switch_stack(&mine_, caller_); }
#else
void fiber::start(const std::function<void()> &body) {
  body_ = &body;
  ended_ = false;
  getcontext(&mine_);
  mine_.uc_stack.ss_sp = stack_ + GUARD_BYTES;
  mine_.uc_stack.ss_size = STACK_BYTES - GUARD_BYTES;
  mine_.uc_link = nullptr;
  makecontext(&mine_, &fiber::enter, 0);
}
void fiber::resume() {
  starting = this;
  swapcontext(&caller_, &mine_);
}
void fiber::leave() { swapcontext(&mine_, &caller_); }
#endif

} // namespace emulator
