import { formatAddress } from "../base/mod.ts";
import type { BoxFacts, Finding, OptionsFact } from "./doctor.ts";
import { ipKind } from "./ip_kind.ts";

/** Whether phones can find the box: from the office, and from beyond its router. */
export function judgeAddresses(facts: BoxFacts): readonly Finding[] {
  const reachable = facts.ips.filter((ip) => !["loopback", "link-local"].includes(ipKind(ip)));
  if (reachable.length === 0) {
    return [{
      about: "addresses",
      verdict: "bad",
      text: "This machine has no address that a phone could reach",
      advice: 'Plug in the network cable, and see with "ip address" whether the router gave an address',
    }];
  }
  const open = reachable.filter((ip) => ipKind(ip) === "public");
  const seen: Finding = open.length === 0
    ? { about: "addresses", verdict: "ok", text: `Phones in the office reach ${reachable.join(", ")}` }
    : {
      about: "addresses",
      verdict: "warn",
      text: `${open.join(", ")} can be reached from the whole Internet`,
      advice: "Let a firewall admit only the networks your phones and provider are in, and use long secrets",
    };
  return [seen, judgeAdvertise(facts, open.length > 0)];
}

function judgeAdvertise(facts: BoxFacts, isPublic: boolean): Finding {
  const { advertise, stun } = facts.settings.sip;
  const about = "sip.advertise";
  if (advertise !== "auto") {
    const kind = ipKind(advertise);
    if (kind === "public" || facts.ips.includes(advertise)) {
      return { about, verdict: "ok", text: `Phones beyond a router are told ${advertise}` };
    }
    return {
      about,
      verdict: "warn",
      text: `${advertise} is a ${kind} address and not one of this machine`,
      advice: "Set sip.advertise to the router's outer address, or to auto",
    };
  }
  if (isPublic) return { about, verdict: "ok", text: "No router stands before this machine" };
  if (stun !== undefined) return { about, verdict: "ok", text: `The outer address is asked of ${stun}` };
  return {
    about,
    verdict: "ok",
    text: "Phones in the office only: for phones elsewhere set sip.advertise, or sip.stun to find the outer address",
  };
}

/** What the router does to a packet on its way out. */
export function judgeStun(facts: BoxFacts): readonly Finding[] {
  const { stun } = facts;
  if (stun === undefined) return [];
  const about = "nat";
  if (stun.answer === undefined) {
    return [{
      about,
      verdict: "warn",
      text: `STUN server "${stun.server}" does not answer`,
      advice: "Check its name, and that the router lets UDP out; until then sip.advertise must name the outer address",
    }];
  }
  const { inner, outer } = stun.answer;
  if (facts.ips.includes(outer.ip)) return [{ about, verdict: "ok", text: `No NAT: the outside sees ${outer.ip}` }];
  if (["carrier", "private"].includes(ipKind(outer.ip))) {
    return [{
      about,
      verdict: "bad",
      text: `The outside sees ${outer.ip}, which is itself behind another router`,
      advice: "Ask your provider for a public address; phones outside the office cannot reach this one",
    }];
  }
  if (outer.port !== inner.port) {
    return [{
      about,
      verdict: "warn",
      text: `The router sends from ${formatAddress(outer)} what left port ${inner.port}: it changes ports`,
      advice: "Forward the SIP and RTP ports in the router to this machine, each to the same number",
    }];
  }
  return [{ about, verdict: "ok", text: `The router's outer address is ${outer.ip}, and it keeps ports` }];
}

/** Whether something between rewrites SIP ("SIP ALG"), which breaks more calls than it ever helped. */
export function judgeAlg(facts: Pick<BoxFacts, "options" | "sipModules">): readonly Finding[] {
  const findings = facts.options.map(judgeOptions);
  if (facts.sipModules.length > 0) {
    findings.push({
      about: "sip alg",
      verdict: "warn",
      text: `This machine's kernel rewrites SIP in passing: ${facts.sipModules.join(", ")}`,
      advice: `Unload it with "modprobe -r ${
        facts.sipModules.join(" ")
      }" and keep it away with a line in /etc/modprobe.d`,
    });
  }
  return findings;
}

function judgeOptions(fact: OptionsFact): Finding {
  const about = "sip alg";
  const target = formatAddress(fact.target);
  if (fact.back === undefined) {
    return fact.way === "outside"
      ? { about, verdict: "ok", text: `${target} cannot be asked from inside, which is common: no sign of a SIP ALG` }
      : {
        about,
        verdict: "bad",
        text: `The box does not answer OPTIONS on ${target}`,
        advice: "Look at its log; a firewall on this machine may also keep UDP away",
      };
  }
  // RFC 3261 §18.2.1 and RFC 3581 §4 add received and rport; all else must come back as it was sent.
  if (bare(fact.back) === bare(fact.sent)) {
    return { about, verdict: "ok", text: `A request to ${target} came back untouched` };
  }
  return {
    about,
    verdict: "bad",
    text: `On the way to ${target} somebody rewrote Via "${fact.sent}" into "${fact.back}"`,
    advice: 'Turn off "SIP ALG" (also called SIP helper, SIP passthrough or SIP fixup) in the router',
  };
}

function bare(via: string): string {
  return via.replace(/;(received|rport)(=[^;]*)?/gi, "").replace(/\s+/g, " ").trim();
}
