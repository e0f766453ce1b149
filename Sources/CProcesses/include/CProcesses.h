/// What Swift cannot say of processes: `fork`, `prctl`, signal handlers and `ioctl`.
#pragma once
#include <sys/types.h>

/// Starts `path` with its standard output and error on `out` and `err`, its input empty, no other file open and no signal blocked.
/// It gets SIGTERM when the thread that called this ends, however it ends. With `leads` it is the first of a process group of its own, which has no
/// Ctrl-C of the terminal's. Returns its process id, or minus the `errno` that stopped it.
pid_t cp_start(const char *path, char *const argv[], char *const envp[], int out, int err, int leads);

/// From now on SIGINT, SIGTERM and SIGHUP are remembered instead of ending the process. Returns a descriptor that gives one byte,
/// the signal's number, for each; minus an `errno` on failure. Calls nest: each has its release.
int cp_watch_interrupts(void);

/// Ends what `cp_watch_interrupts` began; the last release gives the signals back their former effect.
void cp_release_interrupts(void);

/// The descriptor of `cp_watch_interrupts` while anybody watches, else -1.
int cp_interrupts(void);

/// The last of these signals that came, 0 where none did.
int cp_caught_interrupt(void);

/// A pipe that children do not inherit, and whose reads return at once. Returns 0, or -1 with `errno` set.
int cp_pipe(int ends[2]);

/// Columns of the terminal on `descriptor`, 0 where it is none.
int cp_terminal_columns(int descriptor);
