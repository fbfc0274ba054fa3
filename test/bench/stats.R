# `Rscript stats.R FILE`: R's answer to the question of `npm run bench:stats`; one line of JSON with the seconds of each part.
seconds <- function() proc.time()[["elapsed"]]
factors <- c(precision = "factor", batch_size = "factor", optimizer = "factor", width = "factor")
begin <- seconds()
data <- read.csv(commandArgs(TRUE)[1], colClasses = factors)
read <- seconds()
model <- aov(energy_j ~ precision * batch_size * optimizer * width, data)
table <- summary(model)
pairs <- TukeyHSD(model, "precision")
cat(sprintf('{"read_s": %f, "analyse_s": %f}\n', read - begin, seconds() - read))
