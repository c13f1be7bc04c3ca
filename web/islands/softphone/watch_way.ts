import type { NoSound } from "../../softphone/mod.ts";

/** Within so long a way for sound is found nearly always; longer nobody waits in silence without being told. */
const FOUND_WITHIN_MS = 5_000;
/** Not STUN's own: the server is not heard (W3C WebRTC §4.8.2). */
const UNHEARD = 701;

/** Says why, where a connection finds no way to the box for its sound, once. */
export function watchWay(connection: RTCPeerConnection, tell: (why: NoSound) => void): void {
  let why: NoSound = "no-way";
  let late: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(late);
    connection.removeEventListener("icecandidateerror", refuse);
    connection.removeEventListener("iceconnectionstatechange", look);
  };
  const say = () => {
    stop();
    tell(why);
  };
  const refuse = (event: RTCPeerConnectionIceErrorEvent) => {
    if (event.url.startsWith("turn") && event.errorCode < UNHEARD) why = "relay-refused";
  };
  const look = () => {
    switch (connection.iceConnectionState) {
      case "checking":
        late ??= setTimeout(say, FOUND_WITHIN_MS);
        return;
      case "failed":
        return say();
      case "connected":
      case "completed":
      case "closed":
        return stop();
    }
  };
  connection.addEventListener("icecandidateerror", refuse);
  connection.addEventListener("iceconnectionstatechange", look);
}
