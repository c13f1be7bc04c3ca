/* REGISTER, refreshed at once with the last nonce and its next count, as phones do. */
#ifndef REGISTERING_H
#define REGISTERING_H
#include "phone.h"

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
    uri, p->ip, own_port, (unsigned long)branches, p->number, (unsigned long)branches, p->number, p->number,
    (unsigned long)born, p->ip, ++p->cseq, p->number, p->ip, own_port, p->number, credentials(p, "Authorization", "REGISTER", uri));
  p->asked_at = clock_ns();
  ask_from(p, &p->asking, true, now);
}

static void start_registration(phone *p, uint64_t now) {
  p->busy = true;
  p->refusals = 0;
  send_register(p, now);
}

static void registered(phone *p, const message *m, uint64_t at) {
  if (!p->busy || m->cseq != p->cseq) { stray++; return; }
  if (m->status < 200) return;
  stop_waiting(&p->asking);
  if (m->status == 401 && ++p->refusals <= 2) {
    take_challenge(p, m);
    return send_register(p, at);
  }
  p->busy = false;
  view contact = m->contact;
  bool bound = m->status == 200 && contact.at != NULL && memmem(contact.at, contact.length, p->ip, strlen(p->ip)) != NULL;
  if (!bound) count_reason("register %d", m->status);
  else sample(0, at > p->asked_at ? at - p->asked_at : 0);
  ended(bound);
}

#endif
