// What this build can train with on this machine, as `hello` tells it and `start` is checked against it.
#pragma once
#include "kernels/kernels.h"
#include <string>
#include <vector>

struct backend {
  std::string name;
  bool available;
  std::string device; // empty: none
  std::vector<std::string> precisions;
  std::string reason; // why the backend or a precision is missing; empty: nothing is
  std::string isa;    // empty: none
  std::vector<std::string> gemm; // whose matrix products there are, the default first, with version
};

std::vector<backend> list_backends(const kernel_table &kernels);

// The hello message, ready to be said.
std::string hello_line(const std::vector<backend> &backends);
