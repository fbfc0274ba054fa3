// The draws of dropout (Srivastava et al. 2014, scaled in training) after each hidden dense layer, batch by batch.
#pragma once
#include "../random.h"
#include "network.h"

class dropout {
  const uint64_t key_;
  const float share_;

public:
  // layer: counts convolutions too.
  dropout(const network_options &options, size_t layer) : key_(random_stream(options.seed, FOR_DROPOUT + layer).next()), share_(options.dropout) {}

  // batch: number in this training, from 0.
  dropout_draw draw(int64_t batch) const {
    if (share_ <= 0) return {};
    return {splitmix64(key_ + uint64_t(batch + 1) * SPLITMIX_STEP), uint32_t(std::llround(double(share_) * 0x1p32)), 1 / (1 - share_)};
  }
};
