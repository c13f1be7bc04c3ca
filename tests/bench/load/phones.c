/*
 * Plays the phones of relayed calls on 127.0.0.1: phone i is at port 30000 + i and sends one 172 octet RTP packet every
 * 20 ms to the i-th relay port read from standard input; phones 2n and 2n + 1 are in one call. Every payload carries the
 * moment it was sent. Prints one line of JSON: sent, received, and the delay's percentiles in microseconds.
 *
 *     phones CALLS SECONDS < ports
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

enum { PHONE_PORT = 30000, PACKET = 172, PERIOD_NS = 20000000, EVENTS = 512, DRAIN_NS = 300000000 };

static uint64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static int by_size(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static int phone(int port, int relay_port) {
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof at) != 0) { perror("bind"); exit(1); }
  at.sin_port = htons(relay_port);
  if (connect(fd, (struct sockaddr *)&at, sizeof at) != 0) { perror("connect"); exit(1); }
  return fd;
}

int main(int count, char **words) {
  if (count != 3) { fprintf(stderr, "Usage: phones CALLS SECONDS < ports\n"); return 2; }
  int flows = 2 * atoi(words[1]);
  uint64_t seconds = (uint64_t)atoi(words[2]);
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);

  int *fds = malloc(sizeof *fds * flows), epoll = epoll_create1(0);
  for (int i = 0; i < flows; i++) {
    int port;
    if (scanf("%d", &port) != 1) { fprintf(stderr, "Cannot read port %d\n", i); return 2; }
    fds[i] = phone(PHONE_PORT + i, port);
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fds[i], &event);
  }

  size_t most = flows * 50 * (seconds + 1), delays = 0;
  uint32_t *delay_us = malloc(sizeof *delay_us * most);
  uint64_t start = now_ns() + 100000000u, end = start + seconds * 1000000000u, sent = 0, received = 0;
  unsigned char packet[PACKET], heard[2048];
  memset(packet, 0x55, sizeof packet);
  packet[0] = 0x80;
  packet[1] = 0;
  struct epoll_event events[EVENTS];
  for (uint64_t next = 0;;) {
    uint64_t t = now_ns();
    if (t > end + DRAIN_NS) break;
    while (t < end) {
      uint64_t round = next / flows, flow = next % flows;
      if (start + round * PERIOD_NS + flow * PERIOD_NS / flows > t) break;
      uint16_t sequence = htons(round);
      uint32_t timestamp = htonl(160 * round);
      uint64_t stamp = now_ns();
      memcpy(packet + 2, &sequence, 2);
      memcpy(packet + 4, &timestamp, 4);
      memcpy(packet + 12, &stamp, 8);
      if (send(fds[flow], packet, PACKET, 0) == PACKET) sent++;
      next++;
    }
    int ready = epoll_wait(epoll, events, EVENTS, 0);
    uint64_t arrived = now_ns();
    for (int j = 0; j < ready; j++) {
      while (recv(fds[events[j].data.u32], heard, sizeof heard, 0) == PACKET) {
        uint64_t stamp;
        memcpy(&stamp, heard + 12, 8);
        received++;
        if (delays < most) delay_us[delays++] = (arrived - stamp) / 1000;
      }
    }
  }
  qsort(delay_us, delays, sizeof *delay_us, by_size);
  size_t middle = delays / 2, high = delays * 99 / 100;
  printf("{\"sent\":%lu,\"received\":%lu,\"p50Us\":%u,\"p99Us\":%u,\"maxUs\":%u}\n", sent, received,
         delays ? delay_us[middle] : 0, delays ? delay_us[high] : 0, delays ? delay_us[delays - 1] : 0);
  return 0;
}
