// The end of a step: the search for overflow, and the optimiser over the whole arena.
#include "net.h"
#include <algorithm>

namespace gpu {

using namespace device_abi;

// By their papers: You et al. 2017 and 2020.
constexpr float LARS_TRUST = 0.001f;
constexpr int64_t BLOCKS_A_MULTIPROCESSOR = 4; // of a search that any number of blocks can do

void net::optimise(const batch &of) {
  if (format_.scales_loss)
    gpu_.launch("check_finite",
                {std::min(blocks_of(layout_.count, 4 * CHECK_THREADS), std::max<int64_t>(1, gpu_.device().multiprocessors) * BLOCKS_A_MULTIPROCESSOR)},
                CHECK_THREADS, check_args{gradients_.as<float>(), of.state, layout_.count});
  optimiser_args args{};
  args.weights = weights_.as<float>(), args.gradients = gradients_.as<float>();
  args.moment1 = moment1_.as<float>(), args.moment2 = moment2_.as<float>();
  args.copy = format_.copies() ? copy_.as<char>() : nullptr, args.copy_format = format_.number;
  args.state = of.state, args.spans = spans_.as<span>(), args.tensors = tensors_.as<tensor>(), args.norms = norms_.as<float>();
  args.learning_rate = options_.learning_rate, args.momentum = options_.momentum;
  args.beta1 = ADAM_BETA1, args.beta2 = ADAM_BETA2;
  args.epsilon = options_.optimiser == optimiser_kind::lamb ? LAMB_EPSILON : ADAM_EPSILON;
  args.trust = LARS_TRUST;
  args.decoupled = options_.optimiser == optimiser_kind::adamw;
  const auto pass = [&](const char *name) { gpu_.launch(name, {int64_t(layout_.spans.size())}, OPTIMISER_THREADS, args); };
  switch (options_.optimiser) {
  case optimiser_kind::sgd: return pass("sgd");
  case optimiser_kind::adam:
  case optimiser_kind::adamw: return pass("adam");
  case optimiser_kind::lars: return pass("lars_norms"), pass("lars_update");
  case optimiser_kind::lamb: return pass("lamb_moments"), pass("lamb_update");
  }
}

} // namespace gpu
