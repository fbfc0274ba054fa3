// Stands in for a network drive without a lock daemon: every lock is refused as such a drive refuses it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>

static int refuse_locks(const char *name, int fd, int command, void *argument) {
  if (command == F_SETLK || command == F_SETLKW) {
    errno = ENOLCK;
    return -1;
  }
  int (*real)(int, int, void *) = (int (*)(int, int, void *))dlsym(RTLD_NEXT, name);
  return real(fd, command, argument);
}

static void *argument_of(va_list list) {
  return va_arg(list, void *);
}

int fcntl(int fd, int command, ...) {
  va_list list;
  va_start(list, command);
  void *argument = argument_of(list);
  va_end(list);
  return refuse_locks("fcntl", fd, command, argument);
}

int fcntl64(int fd, int command, ...) {
  va_list list;
  va_start(list, command);
  void *argument = argument_of(list);
  va_end(list);
  return refuse_locks("fcntl64", fd, command, argument);
}
