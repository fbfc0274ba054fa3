// Chooses among the compiled kernels those that this CPU can run.
#include "../fault.h"
#include "kernels.h"

extern const kernel_table KERNELS_GENERIC;
#ifdef HAVE_X86_KERNELS
extern const kernel_table KERNELS_AVX2, KERNELS_AVX512;
#ifdef HAVE_BF16_KERNELS
extern const kernel_table KERNELS_AVX512_BF16;
#endif
#endif

std::vector<const kernel_table *> usable_kernels() {
  std::vector<const kernel_table *> tables;
#ifdef HAVE_X86_KERNELS
  // These calls also check that the operating system saves the wide registers.
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                      __builtin_cpu_supports("avx512dq");
#ifdef HAVE_BF16_KERNELS
  if (avx512 && __builtin_cpu_supports("avx512bf16")) tables.push_back(&KERNELS_AVX512_BF16);
#endif
  if (avx512) tables.push_back(&KERNELS_AVX512);
  if (avx2) tables.push_back(&KERNELS_AVX2);
#endif
  tables.push_back(&KERNELS_GENERIC);
  return tables;
}

const kernel_table &choose_kernels(const std::string &wanted) {
  const auto tables = usable_kernels();
  if (wanted.empty()) return *tables.front();
  std::string names;
  for (const kernel_table *table : tables) {
    if (wanted == table->isa) return *table;
    names += std::string(names.empty() ? "" : ", ") + table->isa;
  }
  throw device_fault("WATTPROOF_TRAINER_ISA asks for " + wanted + "; this CPU and build have " + names);
}
