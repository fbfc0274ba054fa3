# Estimated marginal means, simple effects of the first factor, and signed ranks of blocks in one design. `data$y` counts from its first value.

# All by the singular values of the model matrix, so that an empty cell leaves the other answers standing and its own null.
model_of <- function(data, factors, beside) {
  terms <- vapply(terms_of(factors), label, "")
  full <- lm(reformulate(c("1", beside, terms), "y"), data = data)
  x <- model.matrix(full)
  parts <- svd(x)
  real <- parts$d > 1e-9 * parts$d[1]
  u <- parts$u[, real, drop = FALSE]; v <- parts$v[, real, drop = FALSE]; d <- parts$d[real]
  df <- nrow(x) - sum(real)
  fitted <- u %*% crossprod(u, data$y)
  list(full = full, v = v, d = d, b = v %*% (crossprod(u, data$y) / d), df = df, ms = if (df > 0) sum((data$y - fitted)^2) / df else NA)
}
# Rows of the model matrix for `grid`, averaged over the block's levels, at the covariates' means (0: they are centred).
rows_of <- function(model, data, grid, beside) {
  one <- function(level) {
    new <- grid
    for (name in beside) new[[name]] <- if (is.factor(data[[name]])) factor(level, levels = levels(data[[name]])) else 0
    model.matrix(delete.response(terms(model$full)), new, xlev = model$full$xlevels)
  }
  blocks <- unlist(lapply(beside, function(name) if (is.factor(data[[name]])) levels(data[[name]])))
  if (is.null(blocks)) return(one(NULL))
  Reduce(`+`, lapply(blocks, one)) / length(blocks)
}
estimable <- function(model, l) max(abs(l - l %*% model$v %*% t(model$v))) < 1e-7
covariance <- function(model, l) { part <- sweep(l %*% model$v, 2, model$d, "/"); part %*% t(part) }
known <- function(model) !is.na(model$ms) && model$ms > 0

grid_of <- function(data, names) {
  grid <- rev(do.call(expand.grid, rev(lapply(data[names], levels))))
  names(grid) <- names
  for (name in names) grid[[name]] <- factor(as.character(grid[[name]]), levels = levels(data[[name]]))
  grid
}
words_of <- function(row) paste(vapply(row, as.character, ""), collapse = "|")

means_of <- function(model, data, factors, beside) {
  grid <- grid_of(data, factors)
  x <- rows_of(model, data, grid, beside)
  wanted <- Filter(function(term) length(term) <= 2, terms_of(factors))
  out <- list()
  for (term in wanted) {
    at <- grid_of(data, term)
    for (i in seq_len(nrow(at))) {
      same <- Reduce(`&`, lapply(term, function(name) grid[[name]] == at[[name]][i]))
      l <- matrix(colMeans(x[same, , drop = FALSE]), 1)
      can <- estimable(model, l)
      mean <- if (can) (l %*% model$b)[1] else NULL
      se <- if (can && known(model)) sqrt(covariance(model, l)[1] * model$ms) else NULL
      out[[length(out) + 1]] <- list(
        term = label(term), at = words_of(at[i, , drop = FALSE]), mean = mean, se = se,
        ci = if (is.null(se)) NULL else array_of(mean + c(-1, 1) * qt(0.975, model$df) * se)
      )
    }
  }
  out
}

simple_of <- function(model, data, factors, beside) {
  if (length(factors) < 2) return(list())
  others <- grid_of(data, factors[-1])
  out <- lapply(seq_len(nrow(others)), function(i) {
    here <- data[Reduce(`&`, lapply(names(others), function(name) data[[name]] == others[[name]][i])), ]
    present <- levels(droplevels(here[[factors[1]]]))
    found <- list(at = words_of(others[i, , drop = FALSE]), f = NULL, df1 = max(0, length(present) - 1), log_p = NULL)
    if (length(present) < 2) return(found)
    grid <- others[rep(i, length(present)), , drop = FALSE]
    grid[[factors[1]]] <- factor(present, levels = levels(data[[factors[1]]]))
    x <- rows_of(model, data, grid, beside)
    l <- sweep(x[-1, , drop = FALSE], 2, x[1, ])
    if (!known(model) || !all(apply(l, 1, function(row) estimable(model, matrix(row, 1))))) return(found)
    off <- l %*% model$b
    f <- sum(off * solve(covariance(model, l), off)) / nrow(l) / model$ms
    modifyList(found, list(f = f, log_p = log_f(f, nrow(l), model$df)))
  })
  p <- vapply(out, function(one) if (is.null(one$log_p)) NA_real_ else exp(one$log_p), 0)
  holm <- p.adjust(p, "holm")
  lapply(seq_along(out), function(i) c(out[[i]], list(p_holm = holm[i])))
}

# Paired tests of the blocks' means within every combination of the other factors, in the order of the t-tests.
paired_of <- function(data, factors, block, tests) {
  if (is.null(block)) return(list())
  others <- factors[-1]
  key <- if (length(others) == 0) rep("", nrow(data)) else do.call(paste, c(data[others], sep = "|"))
  out <- lapply(tests, function(one) {
    means <- function(level) {
      part <- data[key == one$at & data[[factors[1]]] == level, ]
      tapply(part$y, droplevels(part[[block]]), mean)
    }
    x <- means(one$a); y <- means(one$b)
    both <- intersect(names(x), names(y))
    if (length(both) == 0) return(NULL)
    ranks <- suppressWarnings(wilcox.test(x[both], y[both], paired = TRUE))
    t <- if (length(both) > 1) t.test(x[both], y[both], paired = TRUE) else NULL
    list(
      a = one$a, b = one$b, at = one$at, pairs = length(both), v = unname(ranks$statistic), log_p = log(ranks$p.value),
      t = if (is.null(t)) NULL else list(t = unname(t$statistic), df = unname(t$parameter), p = t$p.value, diff = unname(t$estimate), ci = array_of(t$conf.int))
    )
  })
  Filter(Negate(is.null), out)
}

# Levels of the first factor two by two, averaged over the cells of the others that have both; Tukey and Kramer's p and interval.
contrasts_of <- function(model, data, factors, beside) {
  grid <- grid_of(data, factors)
  x <- rows_of(model, data, grid, beside)
  key <- apply(grid[factors[-1]], 1, paste, collapse = "|")
  present <- paste(grid[[1]], key) %in% paste(data[[factors[1]]], apply(data[factors[-1]], 1, paste, collapse = "|"))
  k <- nlevels(data[[factors[1]]])
  out <- lapply(pairs_of(k), function(pair) {
    name <- levels(data[[factors[1]]])[pair]
    of <- lapply(name, function(one) which(present & grid[[1]] == one))
    both <- intersect(key[of[[1]]], key[of[[2]]])
    if (length(both) == 0) return(NULL)
    mean_of <- function(rows) colMeans(x[rows[key[rows] %in% both], , drop = FALSE])
    l <- matrix(mean_of(of[[1]]) - mean_of(of[[2]]), 1)
    if (!estimable(model, l)) return(NULL)
    diff <- (l %*% model$b)[1]
    found <- list(a = name[1], b = name[2], diff = diff)
    if (!known(model)) return(found)
    se <- sqrt(covariance(model, l)[1] * model$ms)
    around <- function(by) array_of(diff + c(-1, 1) * by * se)
    wide <- if (model$df > 1) qtukey(0.95, k, model$df) / sqrt(2)
    c(found, list(
      ci = around(qt(0.975, model$df)),
      tukey_ci = if (is.null(wide)) NULL else around(wide),
      tukey_p = if (is.null(wide)) NULL else ptukey(abs(diff) / se * sqrt(2), k, model$df, lower.tail = FALSE)
    ))
  })
  Filter(Negate(is.null), out)
}

# From the hat matrix of the same singular values: rstandard(), cooks.distance() and car's outlierTest() in one.
residuals_of <- function(model, data) {
  x <- model.matrix(model$full)
  u <- sweep(x %*% model$v, 2, model$d, "/")
  h <- rowSums(u^2)
  e <- data$y - as.vector(u %*% crossprod(u, data$y))
  free <- known(model) & h < 1 - 1e-9
  r <- ifelse(free, e / sqrt(model$ms * (1 - ifelse(free, h, 0))), NA)
  t <- r * sqrt((model$df - 1) / (model$df - r^2))
  p <- length(model$d)
  list(
    residual = array_of(e), leverage = array_of(h), standardised = array_of(r), cook_d = array_of(r^2 * h / ((1 - h) * p)),
    p_outlier = array_of(if (model$df > 1) pmin(1, nrow(x) * 2 * pt(-abs(t), model$df - 1)) else rep(NA_real_, nrow(x)))
  )
}
