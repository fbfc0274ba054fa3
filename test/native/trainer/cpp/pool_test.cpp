// The thread pool and the random streams.
#include "check.h"
#include "random.h"
#include "thread_pool.h"
#include <algorithm>
#include <chrono>
#include <set>

TEST("pool: every task once, for any number of threads and rounds") {
  for (const int threads : {1, 2, 3, 8}) {
    thread_pool pool(threads);
    CHECK(pool.size() == threads);
    std::vector<int> seen(100);
    for (int round = 0; round < 300; round++) {
      const long count = round % 101;
      pool.run(count, [&](long i) { seen[size_t(i)]++; });
      if (round % 50 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2)); // workers fall asleep
    }
    int expected = 0;
    for (long i = 0; i < 100; i++) {
      expected = 0;
      for (int round = 0; round < 300; round++) expected += i < round % 101;
      CHECK(seen[size_t(i)] == expected);
    }
  }
}

TEST("pool: work is shared among threads") {
  thread_pool pool(4);
  std::vector<std::thread::id> who(4);
  std::atomic<int> inside{0};
  pool.run(4, [&](long i) { // each waits for the others, so one thread alone could not pass
    inside++;
    while (inside < 4) std::this_thread::yield();
    who[size_t(i)] = std::this_thread::get_id();
  });
  CHECK(std::set<std::thread::id>(who.begin(), who.end()).size() == 4);
}

TEST("random: fixed numbers, moments, a fair shuffle") {
  random_stream a(1, FOR_WEIGHTS), b(1, FOR_WEIGHTS), other(1, FOR_SPLIT);
  CHECK(a.next() == b.next());
  CHECK(a.next() != other.next());
  random_stream random(3, 0);
  double sum = 0, squares = 0, fourth = 0;
  constexpr int N = 200000;
  for (int i = 0; i < N; i++) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
    fourth += x * x * x * x;
  }
  CHECK_NEAR(sum / N, 0, 0.01);
  CHECK_NEAR(squares / N, 1, 0.015);
  CHECK_NEAR(fourth / N, 3, 0.1);
  std::vector<int> counts(24); // of the 24 orders of 4 things
  for (int i = 0; i < 24000; i++) {
    std::vector<int> order{0, 1, 2, 3};
    random.shuffle(order);
    std::vector<int> sorted{0, 1, 2, 3};
    int rank = 0;
    while (sorted != order) std::next_permutation(sorted.begin(), sorted.end()), rank++;
    counts[size_t(rank)]++;
  }
  for (const int count : counts) CHECK_NEAR(count, 1000, 160); // 5 standard deviations
}
