/*
 * stand_by.c - preloaded into tshark, which takes a fifth of a second to be
 * ready and much less for a capture: it gets ready once, for many captures.
 *
 * $STAND_BY is the name of the capture that tshark is given. Where tshark opens
 * it, two lines are read from standard input, the name of a capture and that of
 * a file for the output, and a child goes on with these as if tshark had just
 * been started; its exit status, as waitpid(2) has it, becomes a line of
 * standard output. So on to the end of standard input.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char capture[PATH_MAX];

static int real_open(const char *path, int flags, mode_t mode)
{
    return openat(AT_FDCWD, path, flags, mode);
}

/* A line of standard input, which no buffer may hold for a child. */
static int read_line(char *line, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (read(STDIN_FILENO, line + i, 1) != 1)
            return 0;
        if (line[i] == '\n') {
            line[i] = '\0';
            return 1;
        }
    }
    return 0;
}

static void become(int fd, int as)
{
    if (fd < 0 || dup2(fd, as) != as)
        _exit(EXIT_FAILURE);
    (void)close(fd);
}

/* Returns in children alone, once for each capture. */
static void serve(void)
{
    char out[PATH_MAX];
    int status;

    while (read_line(capture, sizeof(capture)) && read_line(out, sizeof(out))) {
        const pid_t pid = fork();

        if (pid == 0) {
            become(real_open("/dev/null", O_RDONLY, 0), STDIN_FILENO);
            become(real_open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600),
                   STDOUT_FILENO);
            return;
        }
        if (pid < 0 || waitpid(pid, &status, 0) != pid)
            break;
        if (dprintf(STDOUT_FILENO, "%d\n", status) < 0)
            break;
    }
    _exit(EXIT_SUCCESS);
}

static int open_for_tshark(const char *path, int flags, mode_t mode)
{
    const char *name = getenv("STAND_BY");

    if (name == NULL || strcmp(path, name) != 0)
        return real_open(path, flags, mode);
    if (capture[0] == '\0')
        serve();
    return real_open(capture, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list more;

    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open_for_tshark(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list more;

    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open_for_tshark(path, flags | O_LARGEFILE, mode);
}
