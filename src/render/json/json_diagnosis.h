/*
 * json_diagnosis.h - the diagnosis of a segment as a member of a JSON object.
 */
#ifndef TCPLINE_RENDER_JSON_DIAGNOSIS_H
#define TCPLINE_RENDER_JSON_DIAGNOSIS_H

#include "tcpline/diagnosis.h"

enum { JSON_DIAGNOSIS_MAX = 1024 };

/* ",\"diagnosis\":{...}" in room for JSON_DIAGNOSIS_MAX bytes. */
char *json_put_diagnosis(char *at, const struct tl_diagnosis *d);

#endif
