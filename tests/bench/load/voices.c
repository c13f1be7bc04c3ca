/*
 * Plays the phones of legs whose sound is mixed, on 127.0.0.1: phone i is at port 30000 + i and sends 20 ms of quiet noise
 * every 20 ms to the i-th port read from standard input, even phones as PCMU, odd ones as PCMA where ALAW is 1. Every
 * SPEAKERS-th phone says one loud packet a second. Prints one line of JSON:
 *
 *   late: of every packet that came, how much later than the most punctual one of its stream, by its sequence number
 *   delay: from the moment a loud packet was sent to the moment its first sample was heard
 *
 *     voices PHONES SECONDS ALAW SPEAKERS < ports
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

enum {
  PHONE_PORT = 30000, PACKET = 172, HEADER = 12, PERIOD_NS = 20000000, SAMPLE_NS = 125000, EVENTS = 512,
  DRAIN_NS = 400000000, ROUNDS_PER_MARK = 50, WARM_ROUNDS = 100
};

struct phone {
  int fd, alaw, started;
  uint16_t first;
  uint32_t *packets_us; /* arrival less its place in the stream, in us from the start */
  size_t packets;
  uint64_t heard_mark; /* when the mark that is under way was sent */
};

static uint64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static int by_size(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* Louder than all the quiet noise together: the upper two segments of either law (G.711). */
static int is_loud(unsigned char octet, int alaw) {
  int segment = ((alaw ? octet ^ 0x55 : ~octet) >> 4) & 7;
  return segment >= 6;
}

static int open_phone(int port, int to) {
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof at) != 0) { perror("bind"); exit(1); }
  at.sin_port = htons(to);
  if (connect(fd, (struct sockaddr *)&at, sizeof at) != 0) { perror("connect"); exit(1); }
  return fd;
}

static void print(const char *name, uint32_t *us, size_t count) {
  qsort(us, count, sizeof *us, by_size);
  printf("\"%s\":{\"count\":%zu,\"p50Us\":%u,\"p99Us\":%u,\"maxUs\":%u}", name, count, count ? us[count / 2] : 0,
         count ? us[count * 99 / 100] : 0, count ? us[count - 1] : 0);
}

int main(int count, char **words) {
  if (count != 5) { fprintf(stderr, "Usage: voices PHONES SECONDS ALAW SPEAKERS < ports\n"); return 2; }
  int phones = atoi(words[1]), alaw = atoi(words[3]), speakers = atoi(words[4]);
  uint64_t seconds = (uint64_t)atoi(words[2]);
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);

  struct phone *all = calloc(phones, sizeof *all);
  size_t most = 50 * (seconds + 2);
  int epoll = epoll_create1(0);
  for (int i = 0; i < phones; i++) {
    int port;
    if (scanf("%d", &port) != 1) { fprintf(stderr, "Cannot read port %d\n", i); return 2; }
    all[i].fd = open_phone(PHONE_PORT + i, port);
    all[i].alaw = alaw && i % 2;
    all[i].packets_us = malloc(most * sizeof(uint32_t));
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
    epoll_ctl(epoll, EPOLL_CTL_ADD, all[i].fd, &event);
  }

  size_t most_marks = (size_t)phones * (seconds + 1), marks = 0;
  uint32_t *mark_us = malloc(most_marks * sizeof *mark_us);
  uint64_t start = now_ns() + 100000000u, end = start + seconds * 1000000000u, sent = 0, received = 0;
  /* When the mark was sent that every phone may hear next: one speaker of a room, or the other one of a call. */
  uint64_t *marked = calloc(phones, sizeof *marked);
  uint32_t noise = 1;
  unsigned char packet[PACKET], heard[2048];
  struct epoll_event events[EVENTS];
  for (uint64_t next = 0;;) {
    uint64_t t = now_ns();
    if (t > end + DRAIN_NS) break;
    while (t < end) {
      uint64_t round = next / phones;
      int i = next % phones;
      if (start + round * PERIOD_NS + i * (uint64_t)PERIOD_NS / phones > t) break;
      int is_mark = i % speakers == 0 && round >= WARM_ROUNDS && round % ROUNDS_PER_MARK == 0;
      memset(packet, 0, HEADER);
      packet[0] = 0x80;
      packet[1] = all[i].alaw ? 8 : 0;
      uint16_t sequence = htons(round);
      uint32_t timestamp = htonl(160 * round), ssrc = htonl(i + 1);
      memcpy(packet + 2, &sequence, 2);
      memcpy(packet + 4, &timestamp, 4);
      memcpy(packet + 8, &ssrc, 4);
      for (int at = HEADER; at < PACKET; at++) {
        noise = noise * 1664525 + 1013904223;
        int sign = noise >> 24 & 0x80, step = noise >> 20 & 3;
        unsigned char plain = is_mark ? 0x70 | sign : step | sign;
        packet[at] = all[i].alaw ? plain ^ 0x55 ^ 0x80 : ~plain;
      }
      if (is_mark) {
        uint64_t moment = now_ns();
        if (speakers == 2) marked[i ^ 1] = moment;
        else for (int other = 0; other < phones; other++) marked[other] = other == i ? 0 : moment;
      }
      if (send(all[i].fd, packet, PACKET, 0) == PACKET) sent++;
      next++;
    }
    int ready = epoll_wait(epoll, events, EVENTS, 0);
    for (int j = 0; j < ready; j++) {
      int i = events[j].data.u32;
      struct phone *p = &all[i];
      ssize_t length;
      while ((length = recv(p->fd, heard, sizeof heard, 0)) > 0) {
        uint64_t arrived = now_ns();
        uint16_t sequence;
        memcpy(&sequence, heard + 2, 2);
        received++;
        if (!p->started) p->first = ntohs(sequence);
        p->started = 1;
        uint64_t place = (uint16_t)(ntohs(sequence) - p->first);
        if (place >= WARM_ROUNDS && p->packets < most) {
          p->packets_us[p->packets++] = (arrived - start + 1000000000u - place * PERIOD_NS) / 1000;
        }
        for (int at = HEADER; marked[i] != 0 && at < length; at++) {
          if (!is_loud(heard[at], heard[1] == 8)) continue;
          if (marks < most_marks) mark_us[marks++] = (arrived + (at - HEADER) * SAMPLE_NS - marked[i]) / 1000;
          marked[i] = 0;
        }
      }
    }
  }

  size_t packets = 0;
  uint32_t *late_us = malloc(phones * most * sizeof *late_us);
  for (int i = 0; i < phones; i++) {
    uint32_t least = UINT32_MAX;
    for (size_t k = 0; k < all[i].packets; k++) if (all[i].packets_us[k] < least) least = all[i].packets_us[k];
    for (size_t k = 0; k < all[i].packets; k++) late_us[packets++] = all[i].packets_us[k] - least;
  }
  printf("{\"sent\":%lu,\"received\":%lu,", sent, received);
  print("late", late_us, packets);
  printf(",");
  print("delay", mark_us, marks);
  printf("}\n");
  return 0;
}
