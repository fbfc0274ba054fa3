// Lists the backends and describes them.
#include "backends.h"
#include "clock.h"
#include "gpu/devices.h"
#include "json_line.h"
#include "kernels/libxsmm.h"
#include "machine.h"
#include "protocol.h"

std::vector<backend> list_backends(const kernel_table &kernels) {
  backend cpu{"cpu", true, cpu_name(), {"fp32"}, "tf32 and fp16_mixed exist on GPUs only", kernels.isa, {"own"}};
  if (kernels.gemm_bf16) cpu.precisions.push_back("bf16_mixed");
  else cpu.reason += "; bf16_mixed needs a CPU with AVX512-BF16: emulated, its energy would mean nothing";
  if (const std::string libxsmm = libxsmm_name(kernels); !libxsmm.empty()) cpu.gemm.push_back(libxsmm);
  return {cpu, gpu::cuda_backend()};
}

static json_line &text_or_null(json_line &line, const char *name, const std::string &text) {
  return text.empty() ? line.null(name) : line.text(name, text);
}

static std::string text_list(const std::vector<std::string> &texts) {
  std::string list;
  for (const auto &text : texts) list += (list.empty() ? "" : ",") + json_string(text);
  return "[" + list + "]";
}

std::string hello_line(const std::vector<backend> &backends) {
  std::string list;
  for (const backend &one : backends) {
    json_line item;
    item.text("name", one.name).boolean("available", one.available);
    text_or_null(item, "device", one.device).ready("precisions", text_list(one.precisions));
    text_or_null(item, "reason", one.reason);
    text_or_null(item, "isa", one.isa).ready("gemm", text_list(one.gemm));
    list += (list.empty() ? "" : ",") + item.str();
  }
  return json_line()
      .text("type", "hello")
      .integer("proto", PROTOCOL_VERSION)
      .text("version", TRAINER_VERSION)
      .ready("backends", "[" + list + "]")
      .integer("t_ns", monotonic_ns())
      .str();
}
