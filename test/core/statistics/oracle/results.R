# R's results for one design: base packages alone, p-values as logarithms so that 1e-300 and below keep their digits.
options(contrasts = c("contr.sum", "contr.poly"))

terms_of <- function(names) {
  out <- list()
  for (size in seq_along(names)) out <- c(out, combn(names, size, simplify = FALSE))
  out
}
label <- function(term) paste(term, collapse = ":")
log_f <- function(f, df1, df2) pf(f, df1, df2, lower.tail = FALSE, log.p = TRUE)

# Both fits of a model comparison differ by fitted values: their squares are taken directly, not as a difference of two large residual sums.
row_of <- function(data, name, base, more, full) {
  small <- lm(reformulate(c("1", base), "y"), data = data)
  large <- lm(reformulate(c("1", base, more), "y"), data = data)
  ss <- sum((fitted(large) - fitted(small))^2)
  df <- small$df.residual - large$df.residual
  f <- ss / df / (sum(residuals(full)^2) / full$df.residual)
  list(term = name, ss = ss, df = df, f = f, log_p = log_f(f, df, full$df.residual))
}
# Type II: beyond all terms that do not hold it. Type III: beyond all others, under contr.sum. Block and covariates beyond everything else.
anova_of <- function(data, factors, beside, type) {
  terms <- terms_of(factors)
  all <- vapply(terms, label, "")
  full <- lm(reformulate(c("1", beside, all), "y"), data = data)
  if (full$df.residual == 0) return(NULL)
  rows <- if (type == 2) {
    lapply(terms, function(term) {
      base <- vapply(Filter(function(other) !all(term %in% other), terms), label, "")
      row_of(data, label(term), c(beside, base), label(term), full)
    })
  } else type_three(data, terms, beside, full)
  c(rows, lapply(beside, function(name) row_of(data, name, c(setdiff(beside, name), all), name, full)),
    list(list(term = "residual", ss = sum(residuals(full)^2), df = full$df.residual, f = NULL, log_p = NULL)))
}
# The columns of a term leave the model matrix, its superiors' stay: what drop1(full, . ~ .) does.
type_three <- function(data, terms, beside, full) {
  x <- model.matrix(full)
  belongs <- attr(x, "assign")
  labels <- attr(terms(full), "term.labels")
  lapply(terms, function(term) {
    at <- which(vapply(strsplit(labels, ":"), setequal, TRUE, term))
    small <- lm.fit(x[, belongs != at, drop = FALSE], data$y)
    ss <- sum((fitted(full) - small$fitted.values)^2)
    df <- small$df.residual - full$df.residual
    f <- ss / df / (sum(residuals(full)^2) / full$df.residual)
    list(term = label(term), ss = ss, df = df, f = f, log_p = log_f(f, df, full$df.residual))
  })
}

# Null where R itself refuses (constant data, too few values).
try_or_null <- function(expr) tryCatch(suppressWarnings(expr), error = function(e) NULL)
shapiro_of <- function(x) {
  found <- if (length(x) < 3 || max(x) == min(x)) NULL else try_or_null(shapiro.test(x))
  if (is.null(found)) NULL else list(w = unname(found$statistic), log_p = log(found$p.value))
}
welch_of <- function(x, y) {
  if (length(x) < 2 || length(y) < 2 || var(x) + var(y) == 0) return(NULL)
  found <- try_or_null(t.test(x, y))
  if (is.null(found)) return(NULL)
  t <- unname(found$statistic)
  df <- unname(found$parameter)
  list(t = t, df = df, ci = array_of(found$conf.int), log_p = log(2) + pt(-abs(t), df, log.p = TRUE), p = found$p.value)
}
wilcox_of <- function(x, y) {
  if (max(x, y) == min(x, y)) return(NULL)
  found <- suppressWarnings(wilcox.test(x, y))
  w <- unname(found$statistic)
  m <- length(x); n <- length(y)
  exact <- m < 50 && n < 50 && !anyDuplicated(c(x, y))
  ties <- table(c(x, y))
  sd <- sqrt(m * n / 12 * (m + n + 1 - sum(ties^3 - ties) / ((m + n) * (m + n - 1))))
  off <- w - m * n / 2
  log_p <- if (exact) log(found$p.value) else min(0, log(2) + pnorm(-abs(off - sign(off) * 0.5) / sd, log.p = TRUE))
  list(w = w, log_p = log_p)
}
pairs_of <- function(k) if (k < 2) list() else combn(k, 2, simplify = FALSE)

# Welch within every combination of the other factors (first of them slowest), as our output lists them.
t_tests_of <- function(data, factors) {
  others <- factors[-1]
  key <- if (length(others) == 0) rep("", nrow(data)) else do.call(paste, c(data[others], sep = "|"))
  order_of <- if (length(others) == 0) "" else unique(key[do.call(order, data[others])])
  out <- list()
  for (one in order_of) {
    part <- data[key == one, ]
    present <- levels(droplevels(part[[factors[1]]]))
    for (pair in pairs_of(length(present))) {
      x <- part$y[part[[factors[1]]] == present[pair[1]]]
      y <- part$y[part[[factors[1]]] == present[pair[2]]]
      found <- welch_of(x, y)
      out[[length(out) + 1]] <- c(list(a = present[pair[1]], b = present[pair[2]], at = one, diff = mean(x) - mean(y)), found)
    }
  }
  p <- vapply(out, function(one) if (is.null(one$p)) NA_real_ else one$p, 0)
  holm <- p.adjust(p, "holm")
  lapply(seq_along(out), function(i) c(out[[i]], list(p_holm = holm[i])))
}

one_factor <- function(data, factor) {
  groups <- split(data$y, data[[factor]])
  k <- length(groups)
  all_equal <- max(data$y) == min(data$y)
  can_welch <- k > 1 && all(lengths(groups) > 1) && all(vapply(groups, var, 0) > 0)
  welch <- if (can_welch) oneway.test(reformulate(factor, "y"), data = data) else NULL
  kruskal <- if (all_equal) NULL else kruskal.test(data$y, data[[factor]])
  fit <- aov(reformulate(factor, "y"), data = data)
  tukey <- if (k > 2 && fit$df.residual > 1 && sum(residuals(fit)^2) > 0) TukeyHSD(fit)[[1]] else NULL
  list(
    welch_anova = if (can_welch) {
      f <- unname(welch$statistic); d <- unname(welch$parameter)
      list(f = f, df1 = d[1], df2 = d[2], log_p = log_f(f, d[1], d[2]))
    } else NULL,
    kruskal = if (!is.null(kruskal)) {
      h <- unname(kruskal$statistic); df <- unname(kruskal$parameter)
      list(h = h, df = df, log_p = pchisq(h, df, lower.tail = FALSE, log.p = TRUE))
    } else NULL,
    mann_whitney = lapply(pairs_of(k), function(pair) {
      found <- wilcox_of(groups[[pair[1]]], groups[[pair[2]]])
      if (is.null(found)) NULL else c(list(a = names(groups)[pair[1]], b = names(groups)[pair[2]]), found)
    }),
    # b - a in R, a - b here
    tukey = if (is.null(tukey)) NULL else lapply(pairs_of(k), function(pair) {
      a <- names(groups)[pair[1]]; b <- names(groups)[pair[2]]
      row <- tukey[paste(b, a, sep = "-"), ]
      list(a = a, b = b, diff = -row[["diff"]], ci = array_of(-c(row[["upr"]], row[["lwr"]])), p = row[["p adj"]])
    })
  )
}

results_of <- function(data, factors, beside, types) {
  # Shifted by the first value: exact, and R's own sums then keep the digits of data far from zero.
  data$y <- data$y - data$y[1]
  data[factors] <- lapply(data[factors], function(x) factor(x, levels = unique(x[order(nchar(x), x)])))
  for (name in beside) data[[name]] <- if (is.numeric(data[[name]])) data[[name]] - mean(data[[name]]) else factor(data[[name]])
  cell <- interaction(data[rev(factors)], drop = TRUE)
  values <- split(data$y, cell)
  z <- abs(data$y - ave(data$y, cell, FUN = median))
  spread <- sum((z - ave(z, cell))^2)
  bf <- if (length(values) > 1 && spread > 0) anova(lm(z ~ cell)) else NULL
  model <- model_of(data, factors, beside)
  t_tests <- t_tests_of(data, factors)
  block <- Find(function(name) is.factor(data[[name]]), beside)
  c(
    list(
      two = if (2 %in% types) anova_of(data, factors, beside, 2) else NULL,
      three = if (3 %in% types) anova_of(data, factors, beside, 3) else NULL,
      normality = lapply(values, shapiro_of) |> unname(),
      residuals = shapiro_of(data$y - ave(data$y, cell)),
      homogeneity = if (is.null(bf) || bf[["Df"]][2] == 0) NULL else
        list(f = bf[["F value"]][1], df1 = bf[["Df"]][1], df2 = bf[["Df"]][2], log_p = log_f(bf[["F value"]][1], bf[["Df"]][1], bf[["Df"]][2])),
      t_tests = t_tests,
      test = test_of(data, factors, beside),
      student = if (length(factors) == 1) student_of(data, factors) else NULL,
      means = means_of(model, data, factors, beside),
      simple = simple_of(model, data, factors, beside),
      contrasts = if (length(factors) > 1 || length(beside) > 0) contrasts_of(model, data, factors, beside) else NULL,
      residuals_of_rows = if (nrow(data) <= 30) residuals_of(model, data) else NULL,
      paired = paired_of(data, factors, block, t_tests)
    ),
    if (length(factors) == 1) one_factor(data, factors) else list(welch_anova = NULL, kruskal = NULL, mann_whitney = list(), tukey = NULL)
  )
}
