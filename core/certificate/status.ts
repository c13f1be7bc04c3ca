import type { WallTime } from "../base/mod.ts";
import type { AcmeMemory } from "./acme.ts";
import type { CertificateFacts } from "./facts.ts";
import type { CertificateFault } from "./judge.ts";

/** Whose certificate is served: kontor.yml's files, an authority's by ACME, one that was brought to the desk, the box's own. */
export type CertificateSource = "file" | "acme" | "brought" | "own";

/** How an authority looks whether the names are ours (RFC 8555 §8.3, §8.4). */
export type AcmeKind = "http-01" | "dns-01";

/** How it stands with the authority that gives certificates. */
export interface AcmeStatus {
  readonly directory: string;
  readonly challenge: AcmeKind;
  readonly names: readonly string[];
  readonly isAsking: boolean;
  readonly asked?: AcmeMemory["asked"];
  readonly next: WallTime;
  /** The authority itself wants to be left alone until then. */
  readonly isBarred: boolean;
}

/** What there is to know of the box's certificates. */
export interface CertificateStatus {
  readonly source: CertificateSource;
  /** Of the one that is served; undefined while none is. */
  readonly served?: CertificateFacts;
  /** When it is renewed, where the box does that. */
  readonly renewal?: WallTime;
  /** What is wrong with the one that kontor.yml names. */
  readonly fault?: CertificateFault;
  /** The box's own authority: its certificate in PEM, and what that says. */
  readonly root?: { readonly pem: string; readonly facts: CertificateFacts };
  /** By which names and addresses the box is reached that the one that is served is not for. */
  readonly without: readonly string[];
  readonly acme?: AcmeStatus;
}
