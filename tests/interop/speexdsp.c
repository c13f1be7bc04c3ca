/*
 * SpeexDSP on a string: cancels an echo, or says what that costs.
 *
 *   speexdsp cancel RATE TAIL   pairs of samples far, near on standard input; what is left on standard output
 *   speexdsp time RATE TAIL     the same input; nanoseconds for each 20 ms on standard output, as a decimal number
 *
 * TAIL is in samples. The echo canceller alone: nothing is suppressed.
 */
#include <speex/speex_echo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST = 320, ROUNDS = 20 };

static spx_int16_t *pairs;
static size_t frames;
static int length;

static int read_all(void)
{
  size_t room = 1 << 20, count = 0, got;
  pairs = malloc(room * sizeof *pairs);
  while (pairs && (got = fread(pairs + count, sizeof *pairs, room - count, stdin)) > 0) {
    count += got;
    if (count == room) pairs = realloc(pairs, (room *= 2) * sizeof *pairs);
  }
  frames = count / 2 / length;
  return pairs != NULL;
}

static void run(SpeexEchoState *state, int writes)
{
  spx_int16_t far[MOST], near[MOST], out[MOST];
  for (size_t frame = 0; frame < frames; frame++) {
    for (int at = 0; at < length; at++) {
      far[at] = pairs[2 * (frame * length + at)];
      near[at] = pairs[2 * (frame * length + at) + 1];
    }
    speex_echo_cancellation(state, near, far, out);
    if (writes) fwrite(out, sizeof *out, length, stdout);
  }
}

static double now(void)
{
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

int main(int count, char **words)
{
  if (count != 4) return 2;
  int rate = atoi(words[2]);
  length = rate / 50;
  if (length < 1 || length > MOST || !read_all()) return 2;
  SpeexEchoState *state = speex_echo_state_init(length, atoi(words[3]));
  speex_echo_ctl(state, SPEEX_ECHO_SET_SAMPLING_RATE, &rate);
  if (strcmp(words[1], "cancel") == 0) {
    run(state, 1);
    return 0;
  }
  double best = 1e300;
  for (int round = 0; round < ROUNDS; round++) {
    double started = now();
    run(state, 0);
    double each = (now() - started) / frames;
    if (each < best) best = each;
  }
  printf("%.0f", best);
  return 0;
}
