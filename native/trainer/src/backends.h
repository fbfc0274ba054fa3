// Backends that this build can use on this machine: listed in `hello`, checked on `start`.
#pragma once
#include "kernels/kernels.h"
#include <string>
#include <vector>

struct backend {
  std::string name;
  bool available;
  std::string device; // empty: none
  std::vector<std::string> precisions;
  std::string reason; // why the backend or a precision is missing; empty: nothing is missing
  std::string isa;    // empty: none
  std::vector<std::string> gemm; // providers of matrix products with version, the default first
};

std::vector<backend> list_backends(const kernel_table &kernels);

// The hello message, ready to write.
std::string hello_line(const std::vector<backend> &backends);
