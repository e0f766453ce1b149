#define _GNU_SOURCE
#include "CProcesses.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t cp_start(const char *path, char *const argv[], char *const envp[], int out, int err, int leads) {
  int failure[2];
  if (pipe2(failure, O_CLOEXEC) != 0) return -errno;
  // A signal for the child before it is itself must not run our handler there, which would tell our pipe.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    for (int signal = 1; signal < NSIG; signal++) {
      struct sigaction action;
      if (sigaction(signal, NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
        action.sa_handler = SIG_DFL;
        sigaction(signal, &action, NULL);
      }
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    int input = open("/dev/null", O_RDONLY);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (leads) setpgid(0, 0);
    // The parent may have gone before it was asked to tell.
    if (getppid() != parent) _exit(1);
    if (input >= 0 && dup2(input, 0) >= 0 && dup2(out, 1) >= 0 && dup2(err, 2) >= 0) {
      close_range(3, ~0u, CLOSE_RANGE_CLOEXEC);
      execve(path, argv, envp);
    }
    int code = errno;
    ssize_t told = write(failure[1], &code, sizeof code);
    _exit(told == sizeof code ? 127 : 126);
  }
  int code = child < 0 ? errno : 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(failure[1]);
  if (child > 0) {
    ssize_t got;
    do got = read(failure[0], &code, sizeof code);
    while (got < 0 && errno == EINTR);
    if (got != sizeof code) code = 0;
    if (code != 0) waitpid(child, NULL, 0);
  }
  close(failure[0]);
  return code == 0 ? child : -code;
}

// A handler may run on another thread than the one that asks.
static _Atomic int caught;
static int interrupts[2] = {-1, -1};

static void remember(int signal) {
  int saved = errno;
  unsigned char byte = (unsigned char)signal;
  caught = signal;
  if (write(interrupts[1], &byte, 1) != 1) caught = signal;
  errno = saved;
}

static const int watched[3] = {SIGINT, SIGTERM, SIGHUP};
static struct sigaction former[3];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int watchers;

int cp_watch_interrupts(void) {
  pthread_mutex_lock(&lock);
  int result = interrupts[0] >= 0 || pipe2(interrupts, O_CLOEXEC | O_NONBLOCK) == 0 ? interrupts[0] : -errno;
  if (result >= 0 && watchers++ == 0) {
    struct sigaction action = {.sa_handler = remember, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < 3; i++) sigaction(watched[i], &action, &former[i]);
  }
  pthread_mutex_unlock(&lock);
  return result;
}

void cp_release_interrupts(void) {
  pthread_mutex_lock(&lock);
  if (watchers > 0 && --watchers == 0)
    for (int i = 0; i < 3; i++) sigaction(watched[i], &former[i], NULL);
  pthread_mutex_unlock(&lock);
}

int cp_interrupts(void) {
  pthread_mutex_lock(&lock);
  int result = watchers > 0 ? interrupts[0] : -1;
  pthread_mutex_unlock(&lock);
  return result;
}

int cp_caught_interrupt(void) { return caught; }

int cp_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? fcntl(ends[0], F_SETFL, O_NONBLOCK) : -1; }

int cp_terminal_columns(int descriptor) {
  struct winsize size;
  return isatty(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
