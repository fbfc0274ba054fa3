// Softmax cross-entropy of one row, through log-sum-exp so that large logits do not overflow.
#pragma once
#include <cmath>
#include <cstdint>

struct row_result {
  float loss;   // -log softmax(logits)[label]
  bool correct; // the largest logit is the label's; the first of equals counts
};

inline row_result softmax_loss(const float *logits /* [classes] */, int64_t classes, int32_t label) {
  int64_t best = 0;
  for (int64_t c = 1; c < classes; c++)
    if (logits[c] > logits[best]) best = c;
  float sum = 0;
  for (int64_t c = 0; c < classes; c++) sum += std::exp(logits[c] - logits[best]);
  return {logits[best] + std::log(sum) - logits[label], best == label};
}

// Also replaces the logits by the gradient of scale * loss: scale * (softmax - target). With `smoothing` the target is not
// one-hot but spreads that share evenly over all classes (Szegedy et al. 2016), and so does the loss.
inline row_result softmax_gradient(float *logits /* [classes] */, int64_t classes, int32_t label, float smoothing, float scale) {
  int64_t best = 0;
  for (int64_t c = 1; c < classes; c++)
    if (logits[c] > logits[best]) best = c;
  const float largest = logits[best], of_label = logits[label], of_each = smoothing / float(classes);
  float sum = 0, all = 0;
  for (int64_t c = 0; c < classes; c++) {
    all += logits[c];
    sum += logits[c] = std::exp(logits[c] - largest);
  }
  for (int64_t c = 0; c < classes; c++) logits[c] = scale * (logits[c] / sum - of_each);
  logits[label] -= scale * (1 - smoothing);
  return {largest + std::log(sum) - (1 - smoothing) * of_label - of_each * all, best == label};
}
