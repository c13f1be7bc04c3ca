/*
 * Plays the phones of an office against a box on 127.0.0.1, to measure it: they register, call one another and hang
 * up, and watch one another, with digest (SHA-256 where it is offered, else MD5), retransmissions (RFC 3261 §17) and checks of all that comes back.
 * Phone i is extension 100000 + i with the secret "secret-NUMBER", at an address of its own, 127.1.0.0 + i; phone 2n
 * calls phone 2n + 1. One socket and one thread, so that the box keeps the machine to itself.
 *
 *     sip_phones BOX_PORT OWN_PORT PHONES
 *
 * Each line on standard input is a job; each gives one line of JSON:
 *
 *     register FIRST COUNT TOTAL RATE WINDOW         TOTAL registrations, going round the phones
 *     call FIRST COUNT TOTAL RATE WINDOW HOLD_MS HOW TOTAL calls; HOW is "asked" (each INVITE is challenged first, as by
 *                                                    SIPp) or "knowing" (with the nonce of the last challenge); with
 *                                                    "+sound" behind it they talk meanwhile (sounding.h)
 *     watch FIRST COUNT TOTAL RATE WINDOW LAMPS      TOTAL subscriptions, each phone to the LAMPS after it; those that
 *                                                    stand already are refreshed
 *
 * RATE is how many start in a second, 0 for as many as WINDOW at once allows.
 */
#define _GNU_SOURCE
#include "calling.h"
#include "registering.h"

/* Whose message it is: of a response by the Call-ID that we wrote, of a request by the user that it is for. */
static phone *owner(const message *m) {
  long i = -1;
  view user = between(m->uri, "sip:", "@");
  if (m->status == 0) i = user.at == NULL ? -1 : strtol(user.at, NULL, 10) - FIRST_NUMBER;
  else if (m->call_id.at[0] == 'r') i = strtol(m->call_id.at + 1, NULL, 10) - FIRST_NUMBER;
  else if (m->call_id.at[0] == 'c' || m->call_id.at[0] == 'w') i = strtol(m->call_id.at + 1, NULL, 10);
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
  else if (is(m.cseq_method, "SUBSCRIBE")) subscribed(p, &m, at);
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
  if (p->busy) {
    p->busy = false;
    count_reason(now_doing.kind == WATCHING ? "subscribe or its NOTIFY unanswered" : "register unanswered");
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
  if (now_doing.kind == CALLING) {
    if (idle_head == idle_tail) return false;
    start_call(phones + idle_callers[idle_head++ % phone_count], now);
  } else {
    phone *p = phones + now_doing.first + now_doing.started % now_doing.count;
    if (p->busy) return false;
    if (now_doing.kind == WATCHING) start_watch(p, now_doing.started / now_doing.count % now_doing.lamps, now);
    else start_registration(p, now);
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
  static const char *const names[] = {"", "registerToAnswer", "inviteToInvite", "subscribeToAnswer"};
  print_delays(names[now_doing.kind], 0);
  if (now_doing.kind == CALLING) print_delays("inviteToRinging", 1);
  print_sound();
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
  sound_sent = sound_received = 0;
  memset(reasons, 0, sizeof reasons);
  idle_head = idle_tail = 0;
  for (int i = 0; now_doing.kind == CALLING && i + 1 < now_doing.count; i += 2) idle_callers[idle_tail++] = now_doing.first + i;
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
  box = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(box_port)};
  box.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(sock, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
  setsockopt(sock, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
  if (bind(sock, (struct sockaddr *)&own, sizeof own) != 0) { perror("Cannot bind"); return 1; }
  char line[256], kind[16], how[16];
  while (fgets(line, sizeof line, stdin) != NULL) {
    job j = {0};
    int more = 0; /* HOLD_MS or LAMPS */
    int got = sscanf(line, "%15s %d %d %d %lf %d %d %15s", kind, &j.first, &j.count, &j.total, &j.rate, &j.window,
                     &more, how);
    bool good = j.first >= 0 && j.count > 0 && j.first + j.count <= phone_count && j.window > 0;
    if (got == 6 && strcmp(kind, "register") == 0) j.kind = REGISTERING;
    else if (got == 7 && strcmp(kind, "watch") == 0 && more > 0 && more <= MOST_LAMPS) j.kind = WATCHING;
    else if (got == 8 && strcmp(kind, "call") == 0 && j.first % 2 == 0) j.kind = CALLING;
    else good = false;
    j.knowing = j.kind == CALLING && strncmp(how, "knowing", 7) == 0;
    j.sounding = j.kind == CALLING && strstr(how, "+sound") != NULL;
    if (j.sounding) open_mouths();
    j.hold_ns = j.kind == CALLING ? more * 1000000ull : 0;
    j.lamps = more;
    if (!good) { fprintf(stderr, "Cannot do \"%s\"\n", line); return 2; }
    now_doing = j;
    run_job();
  }
  return 0;
}
