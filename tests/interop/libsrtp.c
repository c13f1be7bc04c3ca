/*
 * libsrtp2 on a string: requests on standard input, answers on standard output, one after the other.
 *
 * A request is a letter, two octets of length and as many of content; an answer is libsrtp's status (0: well), two octets
 * of length and the packet.
 *
 *   s  a session both ways: the suite's number, then key and salt
 *   p  protect RTP       P  protect RTCP
 *   u  unprotect RTP     U  unprotect RTCP
 *   b  protects and unprotects the packet 100,000 times, each with the next sequence number; answers with nanoseconds
 *      of one round, as a decimal number
 */
#include <srtp2/srtp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST = 65535, ROUNDS = 100000 };

typedef void (*set_policy)(srtp_crypto_policy_t *);

/* In the order of the box's own table. RTCP's code is never short. */
static const set_policy rtp_policy[] = {
  srtp_crypto_policy_set_aes_gcm_256_16_auth, srtp_crypto_policy_set_aes_gcm_128_16_auth,
  srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80, srtp_crypto_policy_set_rtp_default,
  srtp_crypto_policy_set_aes_cm_256_hmac_sha1_32, srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32,
};
static const set_policy rtcp_policy[] = {
  srtp_crypto_policy_set_aes_gcm_256_16_auth, srtp_crypto_policy_set_aes_gcm_128_16_auth,
  srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80, srtp_crypto_policy_set_rtp_default,
  srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80, srtp_crypto_policy_set_rtp_default,
};

static srtp_t sender, receiver;
static uint8_t packet[MOST + SRTP_MAX_TRAILER_LEN + 4];
static int length;

static srtp_err_status_t open_one(srtp_t *session, srtp_ssrc_type_t whose)
{
  srtp_policy_t policy;
  if (*session) srtp_dealloc(*session);
  *session = NULL;
  memset(&policy, 0, sizeof policy);
  rtp_policy[packet[0]](&policy.rtp);
  rtcp_policy[packet[0]](&policy.rtcp);
  policy.ssrc.type = whose;
  policy.key = packet + 1;
  policy.window_size = 128;
  return srtp_create(session, &policy);
}

static srtp_err_status_t open_session(void)
{
  srtp_err_status_t status;
  if (length < 1 || packet[0] >= sizeof rtp_policy / sizeof *rtp_policy) return srtp_err_status_bad_param;
  status = open_one(&sender, ssrc_any_outbound);
  if (status == srtp_err_status_ok) status = open_one(&receiver, ssrc_any_inbound);
  length = 0;
  return status;
}

static srtp_err_status_t time_rounds(void)
{
  static uint8_t plain[MOST], turned[sizeof packet];
  struct timespec began, ended;
  const int plain_length = length;
  memcpy(plain, packet, length);
  clock_gettime(CLOCK_MONOTONIC, &began);
  for (int round = 0; round < ROUNDS; round++) {
    int now = plain_length;
    srtp_err_status_t status;
    plain[2] = round >> 8;
    plain[3] = round;
    memcpy(turned, plain, plain_length);
    status = srtp_protect(sender, turned, &now);
    if (status == srtp_err_status_ok) status = srtp_unprotect(receiver, turned, &now);
    if (status != srtp_err_status_ok) return status;
  }
  clock_gettime(CLOCK_MONOTONIC, &ended);
  length = sprintf((char *)packet, "%.0f",
                   ((ended.tv_sec - began.tv_sec) * 1e9 + (ended.tv_nsec - began.tv_nsec)) / ROUNDS);
  return srtp_err_status_ok;
}

static srtp_err_status_t carry_out(int request)
{
  switch (request) {
  case 's': return open_session();
  case 'p': return srtp_protect(sender, packet, &length);
  case 'P': return srtp_protect_rtcp(sender, packet, &length);
  case 'u': return srtp_unprotect(receiver, packet, &length);
  case 'U': return srtp_unprotect_rtcp(receiver, packet, &length);
  case 'b': return time_rounds();
  default: return srtp_err_status_bad_param;
  }
}

int main(void)
{
  uint8_t head[3];
  if (srtp_init() != srtp_err_status_ok) return 1;
  while (fread(head, 1, 3, stdin) == 3) {
    length = head[1] << 8 | head[2];
    if (fread(packet, 1, length, stdin) != (size_t)length) return 1;
    head[0] = carry_out(head[0]);
    if (head[0] != srtp_err_status_ok) length = 0;
    head[1] = length >> 8;
    head[2] = length;
    if (fwrite(head, 1, 3, stdout) != 3 || fwrite(packet, 1, length, stdout) != (size_t)length) return 1;
  }
  return fflush(stdout) == 0 ? 0 : 1;
}
