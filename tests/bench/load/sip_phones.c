/*
 * Plays the phones of an office against a box on 127.0.0.1, to measure it: they register, call one another and hang up,
 * with digest (SHA-256 where it is offered, else MD5), retransmissions (RFC 3261 §17) and checks of all that comes back.
 * Phone i is extension
 * 100000 + i with the secret "secret-NUMBER", at an address of its own, 127.1.0.0 + i; phone 2n calls
 * phone 2n + 1. One socket and one thread, so that the box keeps the machine to itself.
 *
 *     sip_phones BOX_PORT OWN_PORT PHONES
 *
 * Each line on standard input is a job; each gives one line of JSON:
 *
 *     register FIRST COUNT TOTAL RATE WINDOW         TOTAL registrations, going round the phones
 *     call FIRST COUNT TOTAL RATE WINDOW HOLD_MS HOW TOTAL calls; HOW is "asked" (each INVITE is challenged first, as by
 *                                                    SIPp) or "knowing" (with the nonce of the last challenge)
 *
 * RATE is how many start in a second, 0 for as many as WINDOW at once allows.
 */
#define _GNU_SOURCE
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

enum { FIRST_NUMBER = 100000, LONGEST = 2048, BATCH = 64, MOST_REASONS = 32, MOST_SAMPLES = 4000000 };
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

typedef enum { IDLE, INVITING, INVITING_AGAIN, TALKING, LEAVING, OVER } caller_at;

typedef struct {
  char number[12], secret[24], ip[16];
  struct in_addr address;
  char ha1[2][65], realm[64], nonce[128];
  bool sha256;
  unsigned nc;
  /* REGISTER */
  ask asking;
  bool registering;
  int cseq, refusals;
  uint64_t asked_at;
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

typedef struct {
  bool calls, knowing;
  int first, count, total, window, started, ended, failed, running;
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
    if (m->challenge[i].at != NULL && memmem(m->challenge[i].at, m->challenge[i].length, "SHA-256", 7)) best = m->challenge[i];
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

/* ---- REGISTER ---- */

static void send_register(phone *p, uint64_t now) {
  char uri[32];
  sprintf(uri, "sip:127.0.0.1:%d", box_port);
  branches++;
  p->asking.length = write_to(p->asking.bytes,
    "REGISTER %s SIP/2.0\r\nVia: SIP/2.0/UDP %s:%d;branch=z9hG4bK%lx;rport\r\nMax-Forwards: 70\r\n"
    "From: <sip:%s@127.0.0.1>;tag=%lx\r\nTo: <sip:%s@127.0.0.1>\r\nCall-ID: r%s-%lx@%s\r\nCSeq: %d REGISTER\r\n"
    "Contact: <sip:%s@%s:%d>;+sip.instance=\"<urn:uuid:00000000-0000-4000-8000-000000%s>\"\r\n"
    "User-Agent: Kontor bench phone\r\nAllow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE\r\nExpires: 3600\r\n%s"
    "Content-Length: 0\r\n\r\n",
    uri, p->ip, own_port, (unsigned long)branches, p->number, (unsigned long)branches, p->number, p->number, (unsigned long)born, p->ip,
    ++p->cseq, p->number, p->ip, own_port, p->number, credentials(p, "Authorization", "REGISTER", uri));
  p->asked_at = clock_ns();
  ask_from(p, &p->asking, true, now);
}

static void registered(phone *p, const message *m, uint64_t at) {
  if (!p->registering || m->cseq != p->cseq) { stray++; return; }
  if (m->status < 200) return;
  stop_waiting(&p->asking);
  if (m->status == 401 && ++p->refusals <= 2) {
    take_challenge(p, m);
    return send_register(p, at);
  }
  p->registering = false;
  bool bound = m->status == 200 && m->contact.at != NULL && memmem(m->contact.at, m->contact.length, p->ip, strlen(p->ip));
  if (!bound) count_reason("register %d", m->status);
  else sample(0, at > p->asked_at ? at - p->asked_at : 0);
  ended(bound);
}

/* ---- The caller ---- */

static phone *partner(phone *p) { return phones + ((p - phones) ^ 1); }

static int sdp(const phone *p, char *out) {
  return write_to(out, "v=0\r\no=- %s 1 IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\nm=audio %d RTP/AVP 9 8 0 101\r\n"
    "a=rtpmap:9 G722/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
    "a=fmtp:101 0-16\r\na=ptime:20\r\na=sendrecv\r\n", p->number, p->ip, p->ip, 40000);
}

static void send_invite(phone *p, bool with_credentials, uint64_t now) {
  char uri[64], body[LONGEST];
  sprintf(uri, "sip:%s@127.0.0.1:%d", partner(p)->number, box_port);
  int body_length = sdp(p, body);
  p->asking.length = write_to(p->asking.bytes,
    "INVITE %s SIP/2.0\r\nVia: SIP/2.0/UDP %s:%d;branch=z9hG4bK%lx;rport\r\nMax-Forwards: 70\r\n"
    "From: \"Phone %s\" <sip:%s@127.0.0.1>;tag=%x\r\nTo: <%s>\r\nCall-ID: %s\r\nCSeq: %d INVITE\r\n"
    "Contact: <sip:%s@%s:%d>\r\nUser-Agent: Kontor bench phone\r\n"
    "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE\r\nSupported: replaces, timer\r\n%s"
    "Content-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s",
    uri, p->ip, own_port, (unsigned long)++branches, p->number, p->number, p->generation, uri, p->call_id.text,
    p->invite_cseq = ++p->call_cseq, p->number, p->ip, own_port,
    with_credentials ? credentials(p, "Authorization", "INVITE", uri) : "", body_length, body);
  p->invited_at = clock_ns();
  ask_from(p, &p->asking, false, now);
}

/* In the dialog, or, for a refusal, with the branch of the INVITE (§17.1.1.3). */
static int write_in_dialog(phone *p, char *out, const char *method, int cseq, const char *target, const char *branch) {
  return write_to(out,
    "%s %s SIP/2.0\r\nVia: SIP/2.0/UDP %s:%d;branch=%s;rport\r\nMax-Forwards: 70\r\n"
    "From: \"Phone %s\" <sip:%s@127.0.0.1>;tag=%x\r\nTo: %s\r\nCall-ID: %s\r\nCSeq: %d %s\r\nContent-Length: 0\r\n\r\n",
    method, target, p->ip, own_port, branch, p->number, p->number, p->generation, p->remote_to.text, p->call_id.text,
    cseq, method);
}

static void acknowledge(phone *p, const message *m, bool refusal) {
  char bytes[LONGEST], branch[64], uri[64];
  keep(&p->remote_to, m->to);
  view mine = between(m->via, "branch=", ";");
  if (refusal) snprintf(branch, sizeof branch, "%.*s", mine.length, mine.at);
  else sprintf(branch, "z9hG4bK%lx", (unsigned long)++branches);
  sprintf(uri, "sip:%s@127.0.0.1:%d", partner(p)->number, box_port);
  int length = write_in_dialog(p, bytes, "ACK", m->cseq, refusal ? uri : p->remote_target.text, branch);
  send_from(p, bytes, length);
}

static void call_over(phone *p, bool well) {
  phone *callee = partner(p);
  stop_waiting(&p->asking);
  stop_waiting(&callee->answering);
  p->at = IDLE;
  callee->heard_call_id.length = 0;
  idle_callers[idle_tail++ % phone_count] = (int)(p - phones);
  ended(well);
}

static void send_bye(phone *p, uint64_t now) {
  char branch[32];
  p->at = LEAVING;
  sprintf(branch, "z9hG4bK%lx", (unsigned long)++branches);
  p->asking.length = write_in_dialog(p, p->asking.bytes, "BYE", ++p->call_cseq, p->remote_target.text, branch);
  ask_from(p, &p->asking, true, now);
}

static void start_call(phone *p, uint64_t now) {
  char text[64];
  int length = sprintf(text, "c%ld-%u-%lx@%s", (long)(p - phones), ++p->generation, (unsigned long)born, p->ip);
  keep(&p->call_id, (view){text, length});
  p->at = now_doing.knowing ? INVITING_AGAIN : INVITING;
  p->rang = false;
  p->refusals = 0;
  p->call_cseq = 0;
  phone *callee = partner(p);
  callee->answered = callee->confirmed = callee->left = false;
  send_invite(p, now_doing.knowing, now);
}

static void called_answered(phone *p, const message *m, uint64_t at) {
  if (p->at == LEAVING && is(m->cseq_method, "INVITE") && m->status == 200) return acknowledge(p, m, false);
  if (is(m->cseq_method, "BYE")) {
    if (p->at != LEAVING || m->cseq != p->call_cseq) { stray++; return; }
    if (m->status < 200) return;
    stop_waiting(&p->asking);
    p->at = OVER;
    if (m->status != 200) count_reason("bye %d", m->status);
    if (m->status != 200 || partner(p)->left) return call_over(p, m->status == 200);
    return wait_from(&p->asking, UINT64_MAX, at + PATIENCE_NS); /* for the callee's half */
  }
  if (p->at == TALKING && m->status == 200) return acknowledge(p, m, false); /* its ACK was lost */
  if ((p->at != INVITING && p->at != INVITING_AGAIN) || m->cseq != p->invite_cseq) {
    if (m->status >= 300) acknowledge(p, m, true);
    else stray++;
    return;
  }
  if (m->status < 200) {
    p->asking.next = UINT64_MAX; /* §17.1.1.2: timer A stops */
    if (m->status == 180 && !p->rang) {
      p->rang = true;
      sample(1, at - p->invited_at);
    }
    return;
  }
  stop_waiting(&p->asking);
  if (m->status >= 300) {
    acknowledge(p, m, true);
    if (m->status == 401 && ++p->refusals <= 2) {
      take_challenge(p, m);
      p->at = INVITING_AGAIN;
      return send_invite(p, true, at);
    }
    count_reason("invite %d", m->status);
    return call_over(p, false);
  }
  view target = m->contact.at == NULL ? m->contact : between(m->contact, "<", ">");
  bool sound = m->body.length > 0 && memmem(m->body.at, m->body.length, "m=audio ", 8) != NULL;
  if (target.at == NULL || !sound || !p->rang || !partner(p)->answered) {
    count_reason(target.at == NULL ? "200 without Contact" : !sound ? "200 without sound" : !p->rang ? "200 without 180" : "200 from nobody");
    return call_over(p, false);
  }
  keep(&p->remote_target, target);
  acknowledge(p, m, false);
  p->at = TALKING;
  if (now_doing.hold_ns == 0) return send_bye(p, at);
  wait_from(&p->asking, at + now_doing.hold_ns, UINT64_MAX);
}

/* ---- The callee ---- */


static int write_answer(const phone *p, char *out, const message *m, const char *line, bool with_sound) {
  char body[LONGEST], contact[128] = "";
  int body_length = with_sound ? sdp(p, body) : 0;
  if (is(m->cseq_method, "INVITE")) sprintf(contact, "Contact: <sip:%s@%s:%d>\r\n", p->number, p->ip, own_port);
  bool has_tag = memmem(m->to.at, m->to.length, "tag=", 4) != NULL;
  return write_to(out, "SIP/2.0 %s\r\nVia: %.*s\r\nFrom: %.*s\r\nTo: %.*s%s\r\nCall-ID: %.*s\r\nCSeq: %d %.*s\r\n%s"
    "User-Agent: Kontor bench phone\r\n%sContent-Length: %d\r\n\r\n%.*s", line, m->via.length, m->via.at,
    m->from.length, m->from.at, m->to.length, m->to.at, has_tag ? "" : ";tag=callee", m->call_id.length, m->call_id.at,
    m->cseq, m->cseq_method.length, m->cseq_method.at, contact, with_sound ? "Content-Type: application/sdp\r\n" : "",
    body_length, body_length, body);
}

static void reply(const phone *p, const message *m, const char *line) {
  char bytes[LONGEST];
  send_from(p, bytes, write_answer(p, bytes, m, line, false));
}

static void invited(phone *p, const message *m, uint64_t at) {
  if (same(m->call_id, p->heard_call_id.text, p->heard_call_id.length)) { stray++; return; } /* its 200 repeats itself */
  phone *caller = partner(p);
  if (caller->at != INVITING && caller->at != INVITING_AGAIN) { stray++; return; }
  sample(0, at > caller->invited_at ? at - caller->invited_at : 0);
  keep(&p->heard_call_id, m->call_id);
  p->heard_cseq = m->cseq;
  p->answered = true;
  if (m->body.length == 0 || memmem(m->body.at, m->body.length, "m=audio ", 8) == NULL) count_reason("INVITE without sound");
  reply(p, m, "180 Ringing");
  p->answering.length = write_answer(p, p->answering.bytes, m, "200 OK", true);
  ask_from(p, &p->answering, true, at);
}

static void heard_request(phone *p, const message *m, uint64_t at) {
  bool current = same(m->call_id, p->heard_call_id.text, p->heard_call_id.length);
  if (is(m->method, "INVITE")) return invited(p, m, at);
  if (is(m->method, "ACK")) {
    if (!current || m->cseq != p->heard_cseq) { stray++; return; }
    p->confirmed = true;
    return stop_waiting(&p->answering);
  }
  if (is(m->method, "BYE")) {
    reply(p, m, "200 OK");
    if (!current || p->left) { stray++; return; }
    p->left = true;
    if (!p->confirmed) count_reason("BYE before ACK");
    phone *caller = partner(p);
    if (caller->at == OVER) return call_over(caller, true);
    if (caller->at != LEAVING) {
      count_reason("the box hung up");
      call_over(caller, false);
    }
    return;
  }
  if (is(m->method, "OPTIONS")) return reply(p, m, "200 OK");
  count_reason("unexpected %.*s", m->method.length, m->method.at);
  reply(p, m, "501 Not Implemented");
}

/* ---- The loop ---- */

/* Whose message it is: of a response by the Call-ID that we wrote, of a request by the user that it is for. */
static phone *owner(const message *m) {
  long i = -1;
  if (m->status == 0) i = strtol(between(m->uri, "sip:", "@").at ? between(m->uri, "sip:", "@").at : "", NULL, 10) - FIRST_NUMBER;
  else if (m->call_id.at[0] == 'r') i = strtol(m->call_id.at + 1, NULL, 10) - FIRST_NUMBER;
  else if (m->call_id.at[0] == 'c') i = strtol(m->call_id.at + 1, NULL, 10);
  return i >= 0 && i < phone_count ? phones + i : NULL;
}

static void hear(char *bytes, int length, uint64_t at) {
  message m;
  bytes[length] = 0;
  if (!read_message(bytes, length, &m)) return count_reason("unreadable");
  phone *p = owner(&m);
  if (p == NULL) return count_reason("for nobody");
  if (m.status == 0) heard_request(p, &m, at);
  else if (is(m.cseq_method, "REGISTER")) registered(p, &m, at);
  else if (same(m.call_id, p->call_id.text, p->call_id.length)) called_answered(p, &m, at);
  else stray++;
}

static bool hear_all(void) {
  static char bytes[BATCH][LONGEST * 2], rooms[BATCH][64];
  struct iovec parts[BATCH];
  struct mmsghdr heads[BATCH];
  for (int i = 0; i < BATCH; i++) {
    parts[i] = (struct iovec){bytes[i], sizeof bytes[i] - 1};
    heads[i].msg_hdr = (struct msghdr){NULL, 0, &parts[i], 1, rooms[i], sizeof rooms[i], 0};
  }
  int got = recvmmsg(sock, heads, BATCH, MSG_DONTWAIT, NULL);
  for (int i = 0; i < got; i++) {
    uint64_t at = clock_ns();
    for (struct cmsghdr *c = CMSG_FIRSTHDR(&heads[i].msg_hdr); c != NULL; c = CMSG_NXTHDR(&heads[i].msg_hdr, c)) {
      if (c->cmsg_type != SCM_TIMESTAMPNS) continue;
      struct timespec stamp; /* when it came, not when we looked: our own delay is not the box's */
      memcpy(&stamp, CMSG_DATA(c), sizeof stamp);
      at = (uint64_t)stamp.tv_sec * 1000000000u + (uint64_t)stamp.tv_nsec;
    }
    hear(bytes[i], heads[i].msg_len, at);
  }
  return got > 0;
}

static phone *owner_of(const ask *a) { return phones + ((const char *)a - (const char *)phones) / (long)sizeof *phones; }

static void given_up(ask *a) {
  phone *p = owner_of(a);
  stop_waiting(a);
  if (a == &p->answering) { count_reason("no ACK"); return; } /* the caller's half ends the call */
  if (p->registering) {
    p->registering = false;
    count_reason("register unanswered");
    return ended(false);
  }
  count_reason(p->at == OVER ? "callee was not hung up" : p->at == LEAVING ? "bye unanswered" : "invite unanswered");
  call_over(p, false);
}

static void look_at_timers(uint64_t now) {
  for (int i = waiting_count - 1; i >= 0; i--) {
    if (i >= waiting_count) continue;
    ask *a = waiting[i];
    phone *p = owner_of(a);
    if (now >= a->give_up) { given_up(a); continue; }
    if (now < a->next) continue;
    if (a == &p->asking && p->at == TALKING) { send_bye(p, now); continue; }
    resent++;
    send_from(p, a->bytes, a->length);
    a->interval *= 2;
    if (a->doubling_ends && a->interval > T2_NS) a->interval = T2_NS;
    a->next = now + a->interval;
  }
}

static bool start_one(uint64_t now) {
  if (now_doing.calls) {
    if (idle_head == idle_tail) return false;
    start_call(phones + idle_callers[idle_head++ % phone_count], now);
  } else {
    phone *p = phones + now_doing.first + now_doing.started % now_doing.count;
    if (p->registering) return false;
    p->registering = true;
    p->refusals = 0;
    send_register(p, now);
  }
  now_doing.started++;
  now_doing.running++;
  return true;
}

static int by_size(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static void print_delays(const char *name, int which) {
  uint32_t *s = samples[which];
  int n = sample_count[which];
  qsort(s, n, sizeof *s, by_size);
  printf(",\"%s\":{\"count\":%d,\"p50Ms\":%.3f,\"p99Ms\":%.3f,\"maxMs\":%.3f}", name, n, n ? s[n / 2] / 1e6 : 0,
         n ? s[(long)n * 99 / 100] / 1e6 : 0, n ? s[n - 1] / 1e6 : 0);
}

static void report(uint64_t now, double own_cpu) {
  printf("{\"started\":%d,\"ended\":%d,\"failed\":%d,\"seconds\":%.3f,\"resent\":%lu,\"stray\":%lu,\"ownCpuSeconds\":%.3f",
         now_doing.started, now_doing.ended, now_doing.failed, (now - now_doing.began) / 1e9, (unsigned long)resent,
         (unsigned long)stray, own_cpu);
  print_delays(now_doing.calls ? "inviteToInvite" : "registerToAnswer", 0);
  if (now_doing.calls) print_delays("inviteToRinging", 1);
  printf(",\"reasons\":{");
  for (int i = 0; i < MOST_REASONS && reasons[i].count > 0; i++) {
    printf("%s\"%s\":%d", i ? "," : "", reasons[i].text, reasons[i].count);
  }
  printf("}}\n");
  fflush(stdout);
}

static double cpu_seconds(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void run_job(void) {
  double cpu = cpu_seconds();
  uint64_t next_look = 0, now = now_doing.began = clock_ns();
  resent = stray = 0;
  sample_count[0] = sample_count[1] = 0;
  memset(reasons, 0, sizeof reasons);
  idle_head = idle_tail = 0;
  for (int i = 0; now_doing.calls && i + 1 < now_doing.count; i += 2) idle_callers[idle_tail++] = now_doing.first + i;
  while (now_doing.ended < now_doing.total) {
    uint64_t wake = now + 5000000;
    while (now_doing.started < now_doing.total && now_doing.running < now_doing.window) {
      uint64_t due = now_doing.rate > 0 ? now_doing.began + (uint64_t)(now_doing.started * (1e9 / now_doing.rate)) : now;
      if (due > now) { if (due < wake) wake = due; break; }
      if (!start_one(now)) break;
    }
    if (now >= next_look) {
      look_at_timers(now);
      next_look = now + 5000000;
    }
    if (!hear_all()) {
      now = clock_ns();
      struct timespec rest = {0, wake > now ? (long)(wake - now) : 0};
      struct pollfd look = {sock, POLLIN, 0};
      ppoll(&look, 1, &rest, NULL);
    }
    now = clock_ns();
  }
  report(now, cpu_seconds() - cpu);
}

static void make_phones(int count) {
  phones = calloc(phone_count = count, sizeof *phones);
  waiting = malloc(2 * count * sizeof *waiting);
  idle_callers = malloc(count * sizeof *idle_callers);
  for (int i = 0; i < 2; i++) samples[i] = malloc(MOST_SAMPLES * sizeof *samples[i]);
  for (int i = 0; i < count; i++) {
    phone *p = phones + i;
    p->asking.slot = p->answering.slot = -1;
    p->address.s_addr = htonl(0x7f010000u + (unsigned)i);
    inet_ntop(AF_INET, &p->address, p->ip, sizeof p->ip);
    sprintf(p->number, "%d", FIRST_NUMBER + i);
    sprintf(p->secret, "secret-%s", p->number);
  }
}

int main(int words_count, char **words) {
  if (words_count != 4) { fprintf(stderr, "Usage: sip_phones BOX_PORT OWN_PORT PHONES\n"); return 2; }
  born = clock_ns();
  box_port = atoi(words[1]), own_port = atoi(words[2]);
  make_phones(atoi(words[3]));
  int on = 1, room = 8 << 20;
  sock = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(own_port)};
  box = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(box_port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  setsockopt(sock, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
  setsockopt(sock, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
  if (bind(sock, (struct sockaddr *)&own, sizeof own) != 0) { perror("Cannot bind"); return 1; }
  char line[256], kind[16], how[16];
  while (fgets(line, sizeof line, stdin) != NULL) {
    job j = {0};
    int hold_ms = 0;
    int got = sscanf(line, "%15s %d %d %d %lf %d %d %15s", kind, &j.first, &j.count, &j.total, &j.rate, &j.window,
                     &hold_ms, how);
    j.calls = strcmp(kind, "call") == 0;
    j.knowing = got == 8 && strcmp(how, "knowing") == 0;
    j.hold_ns = hold_ms * 1000000ull;
    bool good = (j.calls ? got == 8 : got == 6 && strcmp(kind, "register") == 0) && j.first >= 0 && j.count > 0 &&
                j.first + j.count <= phone_count && j.window > 0 && (!j.calls || j.first % 2 == 0);
    if (!good) { fprintf(stderr, "Cannot do \"%s\"\n", line); return 2; }
    now_doing = j;
    run_job();
  }
  return 0;
}
