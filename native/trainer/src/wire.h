// The trainer's two pipes: whole lines out, one start command in, and an end within milliseconds on request.
#pragma once
#include "config.h"
#include <string>

// Writes the line and its newline in one call, so that an abort never tears it.
void say(const std::string &line);

// From now on `abort`, the end of stdin, SIGTERM or SIGINT end the process with EXIT_ABORTED at any point.
// Returns the configuration of the one start command. Throws config_fault for an invalid command.
trainer_config wait_for_start();

// Writes the error message of a fault and ends the process with its exit code.
[[noreturn]] void end_with(const char *code, int exit_code, const std::string &message);
