// A batch out of the data set that lies on the device, in the order of the epoch's shuffle.
#pragma once
#include "numbers.h"

namespace device {

template <class stored, class number> __device__ void gather(const gather_args &args) {
  const int row = blockIdx.x;
  const int64_t place = args.state->cursor + row;
  const int64_t example = args.order ? args.order[place] : place;
  const stored *from = static_cast<const stored *>(args.examples) + example * args.features;
  number *to = static_cast<number *>(args.out) + int64_t(row) * args.ld;
  for (int i = threadIdx.x; i < args.ld; i += blockDim.x)
    to[i] = from_float<number>(i < args.features ? float(from[i]) * args.scale + args.shift : 0);
  if (threadIdx.x == 0) args.out_labels[row] = args.labels[example];
}

} // namespace device
