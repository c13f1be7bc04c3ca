/*
 * Reading SIP as a measuring phone must: quickly, of messages that the box wrote. Everything is a view of the datagram.
 */
#ifndef SIP_TEXT_H
#define SIP_TEXT_H
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *at;
  int length;
} view;

typedef struct {
  int status; /* 0: a request */
  view method, uri; /* of a request */
  view via, from, to, call_id, contact, challenge[2], body;
  int cseq;
  view cseq_method;
} message;

static bool is(view v, const char *text) { return v.length == (int)strlen(text) && memcmp(v.at, text, v.length) == 0; }
static bool same(view v, const char *text, int length) { return v.length == length && memcmp(v.at, text, length) == 0; }

/* What stands between `before` and one of `ends`, or an empty view. */
static view between(view in, const char *before, const char *ends) {
  const char *at = memmem(in.at, in.length, before, strlen(before));
  if (at == NULL) return (view){NULL, 0};
  at += strlen(before);
  const char *to = at;
  while (to < in.at + in.length && strchr(ends, *to) == NULL) to++;
  return (view){at, (int)(to - at)};
}

static bool is_field(const char *line, int colon, const char *name) {
  return colon == (int)strlen(name) && strncasecmp(line, name, colon) == 0;
}

/* False when it is not a message that the box may send. Only the top Via is kept: our phones write one. */
static bool read_message(const char *bytes, int length, message *m) {
  memset(m, 0, sizeof *m);
  const char *end = memmem(bytes, length, "\r\n\r\n", 4);
  if (end == NULL) return false;
  const char *line = bytes, *stop = memmem(line, end + 2 - line, "\r\n", 2);
  if (strncmp(line, "SIP/2.0 ", 8) == 0) m->status = atoi(line + 8);
  else {
    const char *space = memchr(line, ' ', stop - line);
    const char *last = space == NULL ? NULL : memchr(space + 1, ' ', stop - space - 1);
    if (last == NULL) return false;
    m->method = (view){line, (int)(space - line)};
    m->uri = (view){space + 1, (int)(last - space - 1)};
  }
  int challenges = 0;
  for (line = stop + 2; line < end; line = stop + 2) {
    stop = memmem(line, end + 2 - line, "\r\n", 2);
    const char *colon = memchr(line, ':', stop - line);
    if (colon == NULL) return false;
    const char *from = colon + 1;
    while (from < stop && *from == ' ') from++;
    view value = {from, (int)(stop - from)};
    int name = (int)(colon - line);
    if (is_field(line, name, "Via")) { if (m->via.at == NULL) m->via = value; }
    else if (is_field(line, name, "From")) m->from = value;
    else if (is_field(line, name, "To")) m->to = value;
    else if (is_field(line, name, "Call-ID")) m->call_id = value;
    else if (is_field(line, name, "Contact")) { if (m->contact.at == NULL) m->contact = value; }
    else if (is_field(line, name, "CSeq")) {
      m->cseq = atoi(value.at);
      const char *space = memchr(value.at, ' ', value.length);
      if (space == NULL) return false;
      m->cseq_method = (view){space + 1, (int)(stop - space - 1)};
    } else if (is_field(line, name, "WWW-Authenticate") || is_field(line, name, "Proxy-Authenticate")) {
      if (challenges < 2) m->challenge[challenges++] = value;
    }
  }
  m->body = (view){end + 4, (int)(bytes + length - end - 4)};
  return m->via.at && m->from.at && m->to.at && m->call_id.at && m->cseq_method.at;
}

#endif
