/* A call from its INVITE to its BYE: phone 2n is the caller, phone 2n + 1 the callee. */
#ifndef CALLING_H
#define CALLING_H
#include "sounding.h"
#include "watching.h"

/* ---- The caller ---- */

static bool has_sound(const message *m) {
  return m->body.length > 0 && memmem(m->body.at, m->body.length, "m=audio ", 8) != NULL;
}

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
  bool sound = has_sound(m);
  if (target.at == NULL || !sound || !p->rang || !partner(p)->answered) {
    count_reason("200 without %s", target.at == NULL ? "Contact" : !sound ? "sound" : !p->rang ? "180" : "a callee");
    return call_over(p, false);
  }
  keep(&p->remote_target, target);
  acknowledge(p, m, false);
  p->at = TALKING;
  if (now_doing.hold_ns == 0) return send_bye(p, at);
  box_hears(p, m);
  talk(p, at, at + now_doing.hold_ns);
  talk(partner(p), at, at + now_doing.hold_ns);
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
  if (same(m->call_id, p->heard_call_id.text, p->heard_call_id.length)) { stray++; return; } /* the 200 repeats itself */
  phone *caller = partner(p);
  if (caller->at != INVITING && caller->at != INVITING_AGAIN) { stray++; return; }
  sample(0, at > caller->invited_at ? at - caller->invited_at : 0);
  keep(&p->heard_call_id, m->call_id);
  p->heard_cseq = m->cseq;
  p->answered = true;
  if (!has_sound(m)) count_reason("INVITE without sound");
  else box_hears(p, m);
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
  if (is(m->method, "NOTIFY")) {
    reply(p, m, "200 OK");
    return notified(p, m);
  }
  if (is(m->method, "OPTIONS")) return reply(p, m, "200 OK");
  count_reason("unexpected %.*s", m->method.length, m->method.at);
  reply(p, m, "501 Not Implemented");
}

#endif
