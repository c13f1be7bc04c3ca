/*
 * The sound of the calls: a thread of its own sends 20 ms of G.722 every 20 ms from each phone that talks, from port 40000
 * of its address to where the box hears it, each packet with the moment it was sent, and counts what comes back. The first
 * packet of each is not counted: who was sent silence before is not let hear a click, so the box makes it anew.
 */
#ifndef SOUNDING_H
#define SOUNDING_H
#include <pthread.h>
#include <stdatomic.h>
#include <sys/epoll.h>
#include "phone.h"

enum { SOUND_PORT = 40000, SOUND_HEADER = 12, SOUND_OCTETS = 172, MOST_DELAYS = 8000000, READY = 256, SAID = 0x5e, SAID_FIRST = 0x7e };
#define PERIOD_NS 20000000ull
/* Both ends are known to the box's engine by then, and nothing is under way when a call ends. */
#define MARGIN_NS 500000000ull

typedef struct {
  atomic_int port; /* the box's; 0: none yet */
  atomic_ullong from, until;
  int fd;
  uint16_t sequence;
  uint64_t next;
} mouth;

static mouth *mouths;
static uint32_t *sound_delays; /* us */
static atomic_ulong sound_sent, sound_received;

static void send_sound(int i, uint64_t now) {
  mouth *m = mouths + i;
  uint64_t from = atomic_load(&m->from);
  if (now < from || now >= atomic_load(&m->until) || now < m->next) return;
  bool first = m->next < from;
  unsigned char packet[SOUND_OCTETS];
  memset(packet, first ? SAID_FIRST : SAID, sizeof packet);
  packet[0] = 0x80;
  packet[1] = 9;
  uint16_t sequence = htons(++m->sequence);
  uint32_t timestamp = htonl(160u * m->sequence), ssrc = htonl(i + 1);
  memcpy(packet + 2, &sequence, 2);
  memcpy(packet + 4, &timestamp, 4);
  memcpy(packet + 8, &ssrc, 4);
  uint64_t stamp = clock_ns();
  memcpy(packet + SOUND_HEADER, &stamp, 8);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atomic_load(&m->port))};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bool sent = sendto(m->fd, packet, sizeof packet, 0, (struct sockaddr *)&to, sizeof to) == sizeof packet;
  if (sent && !first) atomic_fetch_add(&sound_sent, 1);
  /* The phones speak one after the other, and whoever was late does not hurry. */
  m->next = first || m->next + PERIOD_NS < now ? now + PERIOD_NS : m->next + PERIOD_NS;
}

static void hear_sound(int fd, uint64_t now) {
  unsigned char heard[2048];
  while (recv(fd, heard, sizeof heard, MSG_DONTWAIT) == SOUND_OCTETS) {
    uint64_t stamp;
    memcpy(&stamp, heard + SOUND_HEADER, 8);
    if (heard[SOUND_HEADER + 8] != SAID || heard[SOUND_OCTETS - 1] != SAID) continue; /* silence of the box's own, or a first one */
    unsigned long at = atomic_fetch_add(&sound_received, 1);
    if (at < MOST_DELAYS) sound_delays[at] = now > stamp ? (now - stamp) / 1000 : 0;
  }
}

static void *sound(void *unused) {
  struct epoll_event events[READY];
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  for (int i = 0; i < phone_count; i++) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = mouths[i].fd};
    epoll_ctl(epoll, EPOLL_CTL_ADD, mouths[i].fd, &event);
  }
  for (;;) {
    uint64_t now = clock_ns();
    for (int i = 0; i < phone_count; i++) send_sound(i, now);
    int ready = epoll_wait(epoll, events, READY, 1);
    now = clock_ns();
    for (int j = 0; j < ready; j++) hear_sound(events[j].data.fd, now);
  }
  return unused;
}

static void open_mouths(void) {
  if (mouths != NULL) return;
  mouths = calloc(phone_count, sizeof *mouths);
  sound_delays = malloc(MOST_DELAYS * sizeof *sound_delays);
  for (int i = 0; i < phone_count; i++) {
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(SOUND_PORT), .sin_addr = phones[i].address};
    mouths[i].fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (bind(mouths[i].fd, (struct sockaddr *)&own, sizeof own) != 0) { perror("Cannot bind a phone's sound"); exit(1); }
  }
  pthread_t thread;
  if (pthread_create(&thread, NULL, sound, NULL) != 0) { perror("Cannot start the sound"); exit(1); }
}

/* The box has said where it hears this phone. */
static void box_hears(const phone *p, const message *m) {
  if (!now_doing.sounding) return;
  atomic_store(&mouths[p - phones].port, atoi(between(m->body, "m=audio ", " ").at));
}

static void talk(const phone *p, uint64_t from, uint64_t until) {
  if (!now_doing.sounding || until < from + 2 * MARGIN_NS) return;
  atomic_store(&mouths[p - phones].until, until - MARGIN_NS);
  atomic_store(&mouths[p - phones].from, from + MARGIN_NS);
}

static int by_length(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static void print_sound(void) {
  if (!now_doing.sounding) return;
  unsigned long n = atomic_load(&sound_received), kept = n < MOST_DELAYS ? n : MOST_DELAYS;
  qsort(sound_delays, kept, sizeof *sound_delays, by_length);
  printf(",\"sound\":{\"sent\":%lu,\"received\":%lu,\"p50Ms\":%.3f,\"p99Ms\":%.3f,\"maxMs\":%.3f}",
         atomic_load(&sound_sent), n, kept ? sound_delays[kept / 2] / 1e3 : 0,
         kept ? sound_delays[kept * 99 / 100] / 1e3 : 0, kept ? sound_delays[kept - 1] / 1e3 : 0);
}

#endif
