// A thread of its own stack that runs when told to and comes back when it likes.
#pragma once
#include <functional>
#if !defined(__x86_64__)
#include <ucontext.h>
#endif

namespace emulator {

class fiber {
  char *stack_;
#if defined(__x86_64__)
  void *mine_ = nullptr, *caller_ = nullptr; // stack pointers
#else
  ucontext_t mine_{}, caller_{};
#endif
  const std::function<void()> *body_ = nullptr;
  bool ended_ = true;

  static void enter();

public:
  fiber();
  ~fiber();
  fiber(const fiber &) = delete;

  // Begins anew; nothing runs yet.
  void start(const std::function<void()> &body);
  // Runs until it leaves or ends.
  void resume();
  // Called by the fiber itself.
  void leave();
  bool ended() const { return ended_; }
};

} // namespace emulator
