# The rule of the headline test, written a second time: see core/statistics/verdict/headline-choice.ts.

student_of <- function(data, factor) {
  groups <- split(data$y, data[[factor]])
  if (length(groups) != 2) return(NULL)
  found <- try_or_null(t.test(groups[[1]], groups[[2]], var.equal = TRUE))
  if (is.null(found)) return(NULL)
  t <- unname(found$statistic); df <- unname(found$parameter)
  list(t = t, df = df, ci = array_of(found$conf.int), log_p = log(2) + pt(-abs(t), df, log.p = TRUE))
}

test_of <- function(data, factors, beside) {
  if (length(factors) > 1 || length(beside) > 0) return("anova")
  groups <- split(data$y, data[[factors]])
  n <- lengths(groups)
  if (length(groups) > 2 && (min(n) < 2 || any(vapply(groups[n > 1], var, 0) == 0))) return("anova")
  p <- p.adjust(vapply(groups, function(x) { one <- shapiro_of(x); if (is.null(one)) NA_real_ else exp(one$log_p) }, 0), "holm")
  crooked <- any(p < 0.05, na.rm = TRUE)
  if (!crooked || min(n) >= 30 || min(n) < 5) return("welch")
  if (length(groups) == 2) "mann-whitney" else "kruskal"
}
