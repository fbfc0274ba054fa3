// Optimisers over an arena of several tensors and spans, several steps, against the formulas of their papers in double.
#include "kernel_case.h"
#include <algorithm>

namespace {

// Two layers: a tensor of three spans, small ones, biases that do not decay.
struct arena {
  std::vector<tensor> tensors{{0, 3, 0.01f, 1}, {3, 1, 0, 0}, {4, 1, 0.02f, 1}, {5, 1, 0, 0}};
  std::vector<span> spans{{0, 4096, 0}, {4096, 4096, 0}, {8192, 1040, 0}, {9232, 16, 1}, {9248, 272, 2}, {9520, 16, 3}};
  static constexpr int64_t COUNT = 9536;
};

struct training {
  arena layout;
  numbers weights{FORMAT_FP32, arena::COUNT}, gradients{FORMAT_FP32, arena::COUNT}, moment1{FORMAT_FP32, arena::COUNT}, moment2{FORMAT_FP32, arena::COUNT}, norms{FORMAT_FP32, 12, 777};
  numbers copy{FORMAT_FP32, arena::COUNT};
  train_state state{};
  optimiser_args args{};
  // The reference: w, m, v in double.
  std::vector<double> w, m, v;

  explicit training(number_format copy_format) {
    weights.fill_rows(arena::COUNT, arena::COUNT, 21);
    for (int64_t i = 9232; i < 9248; i++) weights.set(i, 0); // a tensor of zeros has no norm to be sized by
    for (int64_t i = 0; i < arena::COUNT; i++) w.push_back(weights[i]);
    m.resize(w.size()), v.resize(w.size());
    copy = numbers(copy_format, arena::COUNT, 777);
    state.loss_scale = 512;
    state.beta_power[0] = state.beta_power[1] = 1;
    args = {weights.fp32(), gradients.fp32(), moment1.fp32(), moment2.fp32(), copy_format == FORMAT_FP32 ? nullptr : copy.get(), &state,
            layout.spans.data(), layout.tensors.data(), norms.fp32(), 0.01f, 0.9f, 0.9f, 0.999f, 1e-8f, 0.001f, 0, copy_format};
  }
  // Returns the gradients as the formulas see them, unscaled.
  std::vector<double> draw_gradients(int step) {
    gradients.fill_rows(arena::COUNT, arena::COUNT, uint64_t(100 + step), 512);
    std::vector<double> g;
    for (int64_t i = 0; i < arena::COUNT; i++) g.push_back(gradients[i] / 512);
    return g;
  }
  void launch_all(const std::vector<const char *> &kernels) {
    for (const char *name : kernels) launch(name, {unsigned(layout.spans.size()), 1, 1}, OPTIMISER_THREADS, args);
    if (state.overflow) return;
    state.steps++;
    state.beta_power[0] *= args.beta1;
    state.beta_power[1] *= args.beta2;
  }
  double norm(const std::vector<double> &of, const tensor &whole) const {
    double sum = 0;
    for (int s = whole.first_span; s < whole.first_span + whole.spans; s++)
      for (int64_t i = layout.spans[size_t(s)].begin; i < layout.spans[size_t(s)].begin + layout.spans[size_t(s)].count; i++) sum += of[size_t(i)] * of[size_t(i)];
    return std::sqrt(sum);
  }
  void compare(const char *what) {
    double worst = 0, worst_moment = 0; // Adam's step hardly shows what its gradients were multiplied by, its moments do
    int wrong_copies = 0;
    for (size_t i = 0; i < w.size(); i++) {
      worst = std::max(worst, std::fabs(weights[int64_t(i)] - w[i]));
      worst_moment = std::max({worst_moment, std::fabs(moment1[int64_t(i)] - m[i]), std::fabs(moment2[int64_t(i)] - v[i])});
      if (args.copy) wrong_copies += !(std::fabs(copy[int64_t(i)] - weights[int64_t(i)]) <= ROUNDING[copy.format()] * std::fabs(weights[int64_t(i)]) + SMALLEST[copy.format()]);
    }
    check(worst < 4e-6 && worst_moment < 4e-6 && wrong_copies == 0,
          std::string(what) + ": error " + std::to_string(worst) + ", of moments " + std::to_string(worst_moment) + ", wrong copies " + std::to_string(wrong_copies), __FILE__, __LINE__);
  }
};

using formula = void (*)(training &, const std::vector<double> &g, const tensor &whole, const std::vector<size_t> &places);

// Adam's corrected direction.
double direction(training &of, double g, size_t i) {
  of.m[i] = of.args.beta1 * of.m[i] + (1 - double(of.args.beta1)) * g;
  of.v[i] = of.args.beta2 * of.v[i] + (1 - double(of.args.beta2)) * g * g;
  const double t = double(of.state.steps + 1);
  return of.m[i] / (1 - std::pow(double(of.args.beta1), t)) / (std::sqrt(of.v[i] / (1 - std::pow(double(of.args.beta2), t))) + of.args.epsilon);
}

void trains_like(const char *what, const std::vector<const char *> &kernels, bool decoupled, formula update) {
  in_every_order([&] {
    for (const number_format format : FORMATS) {
      training run(format);
      run.args.decoupled = decoupled;
      for (int step = 0; step < 4; step++) {
        const std::vector<double> g = run.draw_gradients(step);
        for (const tensor &whole : run.layout.tensors) {
          std::vector<size_t> places;
          for (int s = whole.first_span; s < whole.first_span + whole.spans; s++)
            for (int i = 0; i < run.layout.spans[size_t(s)].count; i++) places.push_back(size_t(run.layout.spans[size_t(s)].begin + i));
          update(run, g, whole, places);
        }
        run.launch_all(kernels);
      }
      run.compare(what);
    }
  });
}

} // namespace

TEST("sgd with momentum and weight decay") {
  trains_like("sgd", {"sgd"}, false, [](training &of, const std::vector<double> &g, const tensor &whole, const std::vector<size_t> &places) {
    for (const size_t i : places) {
      of.m[i] = of.args.momentum * of.m[i] + g[i] + whole.weight_decay * of.w[i];
      of.w[i] -= of.args.learning_rate * of.m[i];
    }
  });
}

TEST("adam, its decay part of the gradient") {
  trains_like("adam", {"adam"}, false, [](training &of, const std::vector<double> &g, const tensor &whole, const std::vector<size_t> &places) {
    for (const size_t i : places) of.w[i] -= of.args.learning_rate * direction(of, g[i] + whole.weight_decay * of.w[i], i);
  });
}

TEST("adamw, its decay beside the gradient") {
  trains_like("adamw", {"adam"}, true, [](training &of, const std::vector<double> &g, const tensor &whole, const std::vector<size_t> &places) {
    for (const size_t i : places) {
      of.w[i] *= 1 - double(of.args.learning_rate) * whole.weight_decay;
      of.w[i] -= of.args.learning_rate * direction(of, g[i], i);
    }
  });
}

TEST("lars: each weight tensor's step by its norms, biases as sgd") {
  trains_like("lars", {"lars_norms", "lars_update"}, false, [](training &of, const std::vector<double> &g, const tensor &whole, const std::vector<size_t> &places) {
    const double w_norm = of.norm(of.w, whole), g_norm = of.norm(g, whole);
    const double ratio = whole.adapts && w_norm > 0 ? of.args.trust * w_norm / (g_norm + whole.weight_decay * w_norm) : 1;
    for (const size_t i : places) {
      of.m[i] = of.args.momentum * of.m[i] + ratio * (g[i] + whole.weight_decay * of.w[i]);
      of.w[i] -= of.args.learning_rate * of.m[i];
    }
  });
}

TEST("lamb: Adam's direction, sized by the norms") {
  trains_like("lamb", {"lamb_moments", "lamb_update"}, false, [](training &of, const std::vector<double> &g, const tensor &whole, const std::vector<size_t> &places) {
    std::vector<double> r(of.w.size());
    for (const size_t i : places) r[i] = direction(of, g[i], i) + whole.weight_decay * of.w[i];
    const double w_norm = of.norm(of.w, whole), r_norm = of.norm(r, whole), ratio = whole.adapts && w_norm > 0 && r_norm > 0 ? w_norm / r_norm : 1;
    for (const size_t i : places) of.w[i] -= of.args.learning_rate * ratio * r[i];
  });
}

TEST("a tensor of zeros learns at the plain rate") {
  for (const std::vector<const char *> &kernels : {std::vector<const char *>{"lars_norms", "lars_update"}, {"lamb_moments", "lamb_update"}}) {
    training run(FORMAT_FP32);
    run.layout.tensors[1].adapts = 1; // the zeros
    run.draw_gradients(0);
    const double g = run.gradients[9240] / 512;
    run.launch_all(kernels);
    CHECK_NEAR(run.weights[9240], kernels[0] == std::string("lars_norms") ? -0.01 * g : -0.01 * std::copysign(1, g), 1e-6);
  }
}

TEST("nothing moves after an overflow") {
  for (const std::vector<const char *> &kernels : {std::vector<const char *>{"sgd"}, {"adam"}, {"lars_norms", "lars_update"}, {"lamb_moments", "lamb_update"}}) {
    training run(FORMAT_FP16);
    run.draw_gradients(0);
    run.gradients.set(5000, INFINITY);
    run.state.overflow = 1;
    run.launch_all(kernels);
    int moved = 0;
    for (int64_t i = 0; i < arena::COUNT; i++) moved += run.weights[i] != run.w[size_t(i)] || run.moment1[i] != 0 || run.moment2[i] != 0 || run.copy[i] != run.copy[0];
    CHECK_NEAR(moved, 0, 0);
  }
}

TEST("copy_weights: to the nearest number of the format") {
  for (const number_format format : {FORMAT_FP16, FORMAT_BF16}) {
    numbers weights(FORMAT_FP32, 2052), copy(format, 2052, 777);
    weights.fill_rows(2052, 2052, 31);
    const float full_nan = std::bit_cast<float>(0x7fffffffu); // adding to its bits would make it a number
    const double special[] = {full_nan, -full_nan, 0, -0.0, 65519, 65520, 1e30, -INFINITY, NAN, 1 + 0x1p-11, 1 + 3 * 0x1p-11, 1 + 0x1p-8, 1 + 3 * 0x1p-8, 6e-8, 1e-40};
    for (size_t i = 0; i < std::size(special); i++) weights.set(int64_t(i), special[i]);
    launch("copy_weights", {blocks(2052, COPY_PER_BLOCK), 1, 1}, COPY_THREADS, copy_args{weights.fp32(), copy.get(), 2052, format});
    numbers expected(format, 1);
    int wrong = 0;
    for (int64_t i = 0; i < 2052; i++) {
      expected.set(0, weights[i]);
      wrong += std::isnan(weights[i]) ? !std::isnan(copy[i]) : copy[i] != expected[0];
    }
    CHECK_NEAR(wrong, 0, 0);
  }
}
