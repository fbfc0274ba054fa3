# Regenerates oracle.json: designs of every kind with what R finds in them. npm run oracle (R 4.2, base packages alone).
folder <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
source(file.path(folder, "../../../fixtures/statistics/json.R"))
source(file.path(folder, "results.R"))
source(file.path(folder, "marginal.R"))
source(file.path(folder, "headline.R"))
set.seed(20261)

# `sizes` are the cells' numbers of rows, last factor fastest; 0 is an empty cell.
design <- function(name, counts, sizes, effect = 1, sd = 1, offset = 100, digits = 4, block = 0, covariate = FALSE, change = identity) {
  names <- letters[seq_along(counts)]
  levels <- lapply(seq_along(counts), function(i) paste0(names[i], seq_len(counts[i])))
  cells <- rev(do.call(expand.grid, c(rev(levels), stringsAsFactors = FALSE)))
  names(cells) <- names
  data <- cells[rep(seq_len(nrow(cells)), rep_len(sizes, nrow(cells))), , drop = FALSE]
  code <- vapply(names, function(n) as.numeric(substring(data[[n]], 2)), numeric(nrow(data)))
  code <- matrix(code, nrow(data))
  pull <- code %*% rev(seq_along(counts)) + 0.5 * apply(code, 1, prod) / prod(counts)
  data$y <- as.vector(effect * pull) + rnorm(nrow(data), 0, sd)
  beside <- character()
  if (block > 0) {
    data$day <- paste0("d", sample(rep_len(seq_len(block), nrow(data))))
    data$y <- data$y + 0.8 * as.numeric(substring(data$day, 2))
    beside <- c(beside, "day")
  }
  if (covariate) {
    data$temp_c <- round(runif(nrow(data), 20, 45), 2)
    data$y <- data$y + 0.1 * data$temp_c
    beside <- c(beside, "temp_c")
  }
  data$y <- round(data$y, digits) + offset
  data <- change(data)
  types <- if (all(table(data[names]) > 0)) 2:3 else 2
  rows <- lapply(seq_len(nrow(data)), function(i) array_of(as.character(data[i, names])))
  found <- results_of(data, names, beside, types)
  list(
    name = name, factors = array_of(names), rows = rows, y = array_of(data$y),
    day = if (block > 0) array_of(data$day) else NULL, temp_c = if (covariate) array_of(data$temp_c) else NULL,
    found = found
  )
}
still <- function(level) function(data) { data$y[data$a == level] <- data$y[data$a == level][1]; data }
skewed <- function(data) { data$y <- round(exp(data$y / 20), 4); data }
uneven <- function(data) { one <- data$a == "a1"; data$y[one] <- round(mean(data$y) + 9 * (data$y[one] - mean(data$y)), 4); data }
far_skewed <- function(data) { data$y <- round(exp(1.5 * (data$y - 100)), 4); data }
scaled <- function(by) function(data) { data$y <- data$y * by; data }

designs <- list(
  design("two levels, balanced", 2, 6),
  design("two levels, two values each", 2, 2),
  design("two levels, one value against many", 2, c(1, 9)),
  design("two levels, unbalanced", 2, c(4, 17), sd = 3),
  design("two levels, unequal scatter", 2, c(12, 7), change = uneven),
  design("two levels, ties", 2, c(9, 8), digits = 0, sd = 2),
  design("two levels, hundreds", 2, c(240, 310), effect = 0.2),
  design("two levels, p about 1e-300", 2, 160, effect = 8, sd = 1),
  design("two levels, p about 1e-150", 2, 30, effect = 20000, sd = 0.5),
  design("two levels, offset 1e9", 2, c(11, 14), offset = 1e9, digits = 3),
  design("two levels, offset 1e12", 2, 15, offset = 1e12, digits = 2),
  design("two levels, one of them constant", 2, c(8, 7), change = still("a1")),
  design("two levels, no difference", 2, 20, effect = 0),
  design("two levels, nearly no difference", 2, 50, effect = 1e-6),
  design("two levels, tiny unit", 2, c(7, 9), change = scaled(2^-70)),
  design("two levels, huge unit", 2, c(7, 9), change = scaled(2^70)),
  design("two levels, skewed", 2, c(25, 30), change = skewed),
  design("two levels, beyond the exact count", 2, c(52, 60), effect = 0.3),
  design("three levels, balanced", 3, 8),
  design("three levels, unbalanced", 3, c(5, 9, 14), sd = 3),
  design("three levels, two values each", 3, 2),
  design("three levels, one value in one", 3, c(1, 6, 7)),
  design("three levels, unequal scatter", 3, c(10, 6, 8), change = uneven),
  design("three levels, one of them constant", 3, 6, change = still("a2")),
  design("three levels, p about 1e-250", 3, 60, effect = 25),
  design("three levels, ties", 3, c(7, 9, 6), digits = 0, sd = 2),
  design("five levels, offset 1e6", 5, c(4, 7, 5, 9, 6), offset = 1e6, digits = 3),
  design("twelve levels", 12, 4, effect = 0.1),
  design("six levels, no difference", 6, c(5, 6, 7, 8, 9, 10), effect = 0),
  design("2 x 2, balanced", c(2, 2), 5),
  design("2 x 2, two values each", c(2, 2), 2),
  design("2 x 3, unbalanced", c(2, 3), c(3, 7, 5, 9, 4, 6)),
  design("2 x 3, far from balance", c(2, 3), c(2, 30, 3, 25, 2, 19), effect = 0.5),
  design("3 x 4, unbalanced", c(3, 4), c(3, 5, 2, 6)),
  design("2 x 3, offset 1e9", c(2, 3), c(3, 7, 5, 9, 4, 6), offset = 1e9, digits = 3),
  design("2 x 3, an empty cell", c(2, 3), c(4, 5, 0, 6, 3, 4)),
  design("3 x 3, two empty cells", c(3, 3), c(4, 0, 5, 6, 3, 4, 2, 5, 0)),
  design("2 x 2, p about 1e-300", c(2, 2), 60, effect = 16),
  design("2 x 3 x 2, balanced", c(2, 3, 2), 3),
  design("2 x 3 x 2, unbalanced", c(2, 3, 2), c(3, 2, 5, 4, 2, 6, 3, 3, 2, 7, 4, 2)),
  design("2 x 2 x 3, an empty cell", c(2, 2, 3), c(3, 4, 2, 5, 0, 3, 3, 2, 4, 4, 3, 2)),
  design("2 x 3 x 2 x 3, unbalanced", c(2, 3, 2, 3), c(2, 3, 1, 4)),
  design("2 x 2 x 2 x 2, two values each", c(2, 2, 2, 2), 2, effect = 0.3),
  design("2 x 2 x 2 x 3, empty cells", c(2, 2, 2, 3), c(2, 3, 4, 2, 0, 3, 2)),
  design("one factor, block", 3, c(8, 7, 9), block = 3),
  design("one factor, covariate", 3, c(8, 7, 9), covariate = TRUE),
  design("2 x 3, block", c(2, 3), c(4, 5, 6), block = 4),
  design("2 x 3, block and covariate", c(2, 3), c(5, 4, 7, 6), block = 3, covariate = TRUE),
  design("2 x 2 x 2, block and covariate", c(2, 2, 2), c(4, 3, 5), block = 3, covariate = TRUE),
  design("2 x 3, block and covariate, offset 1e9", c(2, 3), c(5, 4, 7, 6), block = 3, covariate = TRUE, offset = 1e9, digits = 3),
  design("2 x 3 x 2 x 2, covariate", c(2, 3, 2, 2), c(3, 2, 4), covariate = TRUE),
  design("two levels, twelve blocks", 2, 18, block = 12, effect = 0.4),
  design("3 x 2, twelve blocks", c(3, 2), 16, block = 12, effect = 0.3),
  design("two levels, far from normal", 2, c(14, 19), effect = 0.5, change = far_skewed),
  design("two levels, far from normal, thirty values", 2, c(30, 33), effect = 0.5, change = far_skewed),
  design("four levels, far from normal", 4, c(9, 14, 12, 10), effect = 0.4, change = far_skewed),
  design("three levels, far from normal, few values in one", 3, c(4, 14, 12), effect = 0.4, change = far_skewed)
)
write_json(designs, file.path(folder, "oracle.json"))
cat(length(designs), "designs\n")
