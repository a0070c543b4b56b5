/*
 * secrets.h - the keys of -E, and opening with them what packets seal.
 *
 * In: the option's text and the files it names, before the walls; then what
 * decoding asks. Promises: what tcpdump says of a wrong text is said where
 * tcpdump says it, at the first packet that needs a key; nothing is read and
 * no provider loaded behind the walls.
 */
#ifndef TCPLINE_SECRETS_H
#define TCPLINE_SECRETS_H

#include <stdbool.h>

#include "tcpline/opener.h"

struct err;
struct secrets;

/* Says a sentence on standard error. */
typedef void secrets_say_fn(const char *text);

/* NULL with `e` filled without memory or libcrypto. */
struct secrets *secrets_new(const char *text, secrets_say_fn *say,
                            struct err *e);
void secrets_free(struct secrets *s);

/* For struct tl_raw; it lives as long as the secrets. */
const struct tl_opener *secrets_opener(const struct secrets *s);

/*
 * False with `e` filled, an exit code too, when a key was needed and the text
 * or a file is beyond remedy.
 */
bool secrets_sound(const struct secrets *s, struct err *e);

#endif
