// Training speed of one configuration, for comparing in interleaved rounds: each line on stdin is a number of seconds to train
// for, each answer on stdout the samples per second. Other programs that do the same can take turns with it.
//
//   trainer-bench BATCH sgd|adam fp32|bf16 WIDTH,WIDTH,... [threads [own|libxsmm]]
#include "kernels/kernels.h"
#include "kernels/libxsmm.h"
#include "network/network.h"
#include "random.h"
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>

static double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

static example_set uniform_examples(int64_t count, int64_t features, int64_t classes) {
  example_set set;
  set.count = count, set.features = features;
  random_stream random(1, 0);
  for (int64_t i = 0; i < count * features; i++) set.values.push_back(float(random.uniform()));
  for (int64_t i = 0; i < count; i++) set.labels.push_back(int32_t(random.below(uint64_t(classes))));
  return set;
}

int main(int argc, char **argv) {
  if (argc < 5) return std::fputs("usage: trainer-bench BATCH sgd|adam fp32|bf16 WIDTH,WIDTH,... [threads [own|libxsmm]]\n", stderr), 2;
  network_options options;
  options.max_rows = std::atol(argv[1]);
  options.optimiser = std::string(argv[2]) == "adam" ? optimiser_kind::adam : optimiser_kind::sgd;
  options.bf16 = std::string(argv[3]) == "bf16";
  options.learning_rate = options.optimiser == optimiser_kind::adam ? 1e-3f : 0.05f;
  std::istringstream widths(argv[4]);
  for (std::string width; std::getline(widths, width, ',');) options.widths.push_back(std::atol(width.c_str()));

  constexpr int64_t EXAMPLES = 16384;
  const example_set set = uniform_examples(EXAMPLES, options.widths.front(), options.widths.back());
  std::vector<int64_t> order;
  for (int64_t i = 0; i < EXAMPLES; i++) order.push_back(i);
  random_stream(1, 1).shuffle(order);
  thread_pool pool(argc > 5 ? std::atoi(argv[5]) : 2);
  const char *isa = std::getenv("WATTPROOF_TRAINER_ISA");
  const kernel_table &own = choose_kernels(isa ? isa : "");
  const kernel_table kernels = argc > 6 && std::string(argv[6]) == "libxsmm" ? libxsmm_kernels(own) : own;
  const auto net = make_network(options, kernels, pool);
  int64_t first = 0;
  for (char line[64]; std::fgets(line, sizeof line, stdin);) {
    const double seconds = std::atof(line), begin_s = now_s();
    int64_t samples = 0;
    for (; now_s() - begin_s < seconds; samples += options.max_rows) {
      if (first + options.max_rows > EXAMPLES) first = 0;
      net->train(set, &order[size_t(first)], options.max_rows);
      first += options.max_rows;
    }
    std::printf("%.1f\n", double(samples) / (now_s() - begin_s));
    std::fflush(stdout);
  }
}
