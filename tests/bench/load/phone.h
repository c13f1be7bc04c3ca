/*
 * A measuring phone: what it knows, its socket and timers, and its digest. All phones share one socket and one thread.
 */
#ifndef PHONE_H
#define PHONE_H
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include "digest.h"
#include "sip_text.h"

enum { FIRST_NUMBER = 100000, LONGEST = 2048, BATCH = 64, MOST_LAMPS = 16, MOST_REASONS = 32, MOST_SAMPLES = 4000000 };
#define T1_NS 500000000ull
#define T2_NS 4000000000ull
#define PATIENCE_NS (64 * T1_NS)

/* Something sent until it is answered, or waited for: one timer. */
typedef struct {
  int length, slot; /* slot: place among the waiting, -1 when it does not wait */
  bool doubling_ends; /* at T2, as for all but INVITE */
  uint64_t next, interval, give_up;
  char bytes[LONGEST];
} ask;

typedef struct {
  char text[256];
  int length;
} kept;

/* A subscription to another phone's state */
typedef struct {
  kept remote_to, remote_target;
  int cseq;
  bool accepted, notified;
} lamp;

typedef enum { IDLE, INVITING, INVITING_AGAIN, TALKING, LEAVING, OVER } caller_at;

typedef struct {
  char number[12], secret[24], ip[16];
  struct in_addr address;
  char ha1[2][65], realm[64], nonce[128];
  bool sha256;
  unsigned nc;
  /* REGISTER and SUBSCRIBE, one at a time */
  ask asking;
  bool busy;
  int cseq, refusals, lamp;
  uint64_t asked_at;
  lamp lamps[MOST_LAMPS];
  /* As a caller; its partner keeps the callee's half */
  caller_at at;
  unsigned generation;
  int invite_cseq, call_cseq;
  bool rang;
  uint64_t invited_at;
  kept call_id, remote_to, remote_target;
  /* As a callee */
  kept heard_call_id;
  int heard_cseq;
  bool answered, confirmed, left;
  ask answering;
} phone;

typedef enum { NO_JOB, REGISTERING, CALLING, WATCHING } job_kind;

typedef struct {
  job_kind kind;
  bool knowing, sounding;
  int first, count, total, window, lamps, started, ended, failed, running;
  double rate;
  uint64_t hold_ns, began;
} job;

static phone *phones;
static job now_doing;
static int box_port, own_port, sock;
static struct sockaddr_in box;
static ask **waiting;
static int waiting_count;
static int *idle_callers, phone_count;
static unsigned idle_head, idle_tail; /* a ring, so that the calls go round */
static uint64_t born, branches, resent, stray; /* born: so that another run is another life of the phones */
static struct { char text[48]; int count; } reasons[MOST_REASONS];
static uint32_t *samples[2];
static int sample_count[2];

static uint64_t clock_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t); /* the clock of the kernel's receive stamps */
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void sample(int which, uint64_t ns) {
  if (sample_count[which] < MOST_SAMPLES) samples[which][sample_count[which]++] = ns > UINT32_MAX ? UINT32_MAX : ns;
}

static void count_reason(const char *format, ...) {
  char text[48];
  va_list words;
  va_start(words, format);
  vsnprintf(text, sizeof text, format, words);
  va_end(words);
  for (int i = 0; i < MOST_REASONS; i++) {
    if (reasons[i].count > 0 && strcmp(reasons[i].text, text) != 0) continue;
    strcpy(reasons[i].text, text);
    reasons[i].count++;
    return;
  }
}

static void keep(kept *k, view v) {
  k->length = v.length < (int)sizeof k->text ? v.length : (int)sizeof k->text - 1;
  memcpy(k->text, v.at, k->length);
  k->text[k->length] = 0;
}

/* From the phone's own address, whatever the socket is bound to. */
static void send_from(const phone *p, const char *bytes, int length) {
  char room[CMSG_SPACE(sizeof(struct in_pktinfo))] = {0};
  struct iovec part = {(void *)bytes, length};
  struct msghdr h = {&box, sizeof box, &part, 1, room, sizeof room, 0};
  struct cmsghdr *c = CMSG_FIRSTHDR(&h);
  c->cmsg_level = IPPROTO_IP, c->cmsg_type = IP_PKTINFO, c->cmsg_len = CMSG_LEN(sizeof(struct in_pktinfo));
  ((struct in_pktinfo *)CMSG_DATA(c))->ipi_spec_dst = p->address;
  if (sendmsg(sock, &h, 0) != length) count_reason("cannot send");
}

static void stop_waiting(ask *a) {
  if (a->slot < 0) return;
  waiting[a->slot] = waiting[--waiting_count];
  waiting[a->slot]->slot = a->slot;
  a->slot = -1;
}

static void wait_from(ask *a, uint64_t next, uint64_t give_up) {
  if (a->slot < 0) waiting[a->slot = waiting_count++] = a;
  a->next = next, a->give_up = give_up, a->interval = T1_NS;
}

static void ask_from(phone *p, ask *a, bool doubling_ends, uint64_t now) {
  a->doubling_ends = doubling_ends;
  wait_from(a, now + T1_NS, now + PATIENCE_NS);
  send_from(p, a->bytes, a->length);
}

static int write_to(char *out, const char *format, ...) {
  va_list words;
  va_start(words, format);
  int length = vsnprintf(out, LONGEST, format, words);
  va_end(words);
  if (length >= LONGEST) { fprintf(stderr, "Cannot send %d bytes: too long\n", length); exit(1); }
  return length;
}

static void take_challenge(phone *p, const message *m) {
  view best = m->challenge[0];
  for (int i = 0; i < 2; i++) {
    view one = m->challenge[i];
    if (one.at != NULL && memmem(one.at, one.length, "SHA-256", 7) != NULL) best = one;
  }
  if (best.at == NULL) return;
  p->sha256 = memmem(best.at, best.length, "SHA-256", 7) != NULL;
  view realm = between(best, "realm=\"", "\""), nonce = between(best, "nonce=\"", "\"");
  if (nonce.length >= (int)sizeof p->nonce || realm.length >= (int)sizeof p->realm) return;
  memcpy(p->nonce, nonce.at, nonce.length), p->nonce[nonce.length] = 0;
  memcpy(p->realm, realm.at, realm.length), p->realm[realm.length] = 0;
  p->nc = 0;
  char text[256];
  for (int i = 0; i < 2; i++) {
    digest_hex(i, text, write_to(text, "%s:%s:%s", p->number, p->realm, p->secret), p->ha1[i]);
  }
}

/* One header line, or none when there is no nonce yet. */
static const char *credentials(phone *p, const char *field, const char *method, const char *uri) {
  static char line[768];
  if (p->nonce[0] == 0) return "";
  char text[512], ha2[65], response[65], cnonce[20];
  sprintf(cnonce, "%016lx", (unsigned long)(++branches * 0x9e3779b97f4a7c15ull));
  digest_hex(p->sha256, text, write_to(text, "%s:%s", method, uri), ha2);
  p->nc++;
  int length = write_to(text, "%s:%s:%08x:%s:auth:%s", p->ha1[p->sha256], p->nonce, p->nc, cnonce, ha2);
  digest_hex(p->sha256, text, length, response);
  write_to(line, "%s: Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", algorithm=%s, "
           "cnonce=\"%s\", qop=auth, nc=%08x\r\n", field, p->number, p->realm, p->nonce, uri, response,
           p->sha256 ? "SHA-256" : "MD5", cnonce, p->nc);
  return line;
}

static void ended(bool well) {
  now_doing.ended++;
  now_doing.running--;
  if (!well) now_doing.failed++;
}

#endif
