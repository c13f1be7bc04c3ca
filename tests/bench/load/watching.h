/* Lamps (RFC 4235, RFC 6665): phone n watches the phones n + 1, n + 2 ... and answers every NOTIFY. */
#ifndef WATCHING_H
#define WATCHING_H
#include "phone.h"

/* The first SUBSCRIBE makes the dialog, the later ones refresh it. */
static void send_subscribe(phone *p, uint64_t now) {
  lamp *l = p->lamps + p->lamp;
  char uri[64];
  int watched = (int)((p - phones + 1 + p->lamp) % phone_count);
  sprintf(uri, "sip:%s@127.0.0.1:%d", phones[watched].number, box_port);
  bool first = l->remote_to.length == 0;
  branches++;
  p->asking.length = write_to(p->asking.bytes,
    "SUBSCRIBE %s SIP/2.0\r\nVia: SIP/2.0/UDP %s:%d;branch=z9hG4bK%lx;rport\r\nMax-Forwards: 70\r\n"
    "From: <sip:%s@127.0.0.1>;tag=%x\r\nTo: %s%s%s\r\nCall-ID: w%ld-%d-%lx@%s\r\nCSeq: %d SUBSCRIBE\r\n"
    "Contact: <sip:%s@%s:%d>\r\nUser-Agent: Kontor bench phone\r\nEvent: dialog\r\n"
    "Accept: application/dialog-info+xml\r\nExpires: 3600\r\n%sContent-Length: 0\r\n\r\n",
    first ? uri : l->remote_target.text, p->ip, own_port, (unsigned long)branches, p->number, p->lamp + 1,
    first ? "<" : "", first ? uri : l->remote_to.text, first ? ">" : "", (long)(p - phones), p->lamp,
    (unsigned long)born, p->ip, ++l->cseq, p->number, p->ip, own_port,
    credentials(p, "Authorization", "SUBSCRIBE", first ? uri : l->remote_target.text));
  p->asked_at = clock_ns();
  ask_from(p, &p->asking, true, now);
}

static void watch_over(phone *p, bool well) {
  stop_waiting(&p->asking);
  p->busy = false;
  ended(well);
}

static void start_watch(phone *p, int lamp_at, uint64_t now) {
  p->busy = true;
  p->refusals = 0;
  p->lamp = lamp_at;
  p->lamps[lamp_at].notified = p->lamps[lamp_at].accepted = false;
  send_subscribe(p, now);
}

static void subscribed(phone *p, const message *m, uint64_t at) {
  lamp *l = p->lamps + p->lamp;
  if (!p->busy || m->cseq != l->cseq) { stray++; return; }
  if (m->status < 200) return;
  stop_waiting(&p->asking);
  if (m->status == 401 && ++p->refusals <= 2) {
    take_challenge(p, m);
    return send_subscribe(p, at);
  }
  view target = m->contact.at == NULL ? m->contact : between(m->contact, "<", ">");
  if (m->status != 200 || target.at == NULL) {
    count_reason("subscribe %d", m->status);
    return watch_over(p, false);
  }
  sample(0, at > p->asked_at ? at - p->asked_at : 0);
  keep(&l->remote_to, m->to);
  keep(&l->remote_target, target);
  l->accepted = true;
  if (l->notified) return watch_over(p, true);
  wait_from(&p->asking, UINT64_MAX, at + PATIENCE_NS); /* for its NOTIFY, RFC 6665 §4.1.3 */
}

/* The From tag of the SUBSCRIBE, which the NOTIFY brings in its To, says which lamp it is. */
static void notified(phone *p, const message *m) {
  view tag = between(m->to, "tag=", ";>");
  int at = tag.at == NULL ? -1 : (int)strtol(tag.at, NULL, 16) - 1;
  bool known = at >= 0 && at < MOST_LAMPS && p->lamps[at].cseq > 0;
  if (!known || memmem(m->body.at, m->body.length, "dialog-info", 11) == NULL) return count_reason("NOTIFY of no lamp");
  p->lamps[at].notified = true;
  if (p->busy && p->lamp == at && p->lamps[at].accepted) watch_over(p, true);
}

#endif
