// Number of tiles that cover n.
#pragma once

inline long tiles(long n, long tile) { return (n + tile - 1) / tile; }
