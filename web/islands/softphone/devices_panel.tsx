import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../parts/mod.ts";
import type { SoftphoneWords } from "../../words/mod.ts";
import { loudness } from "./call_quality.tsx";
import type { Devices } from "./call_sound.ts";
import { listenTo } from "./listen_to.ts";

export interface DevicesPanelParts {
  readonly devices: Devices;
  readonly words: SoftphoneWords;
  /** What is dialled to hear oneself, where the office has that. */
  readonly echoTest: string | undefined;
  readonly onDevices: (devices: Devices) => void;
  readonly onRing: () => void;
  readonly onCall: (number: string) => void;
}

/** Which microphone, which speaker, where it rings; whether they work. */
export function DevicesPanel({ devices, words, echoTest, onDevices, onRing, onCall }: DevicesPanelParts): VNode {
  const known = useKnownDevices();
  const [level, setLevel] = useState<number | undefined>(undefined);
  const [isTested, setTested] = useState(false);
  const [canChooseSpeaker, setCanChooseSpeaker] = useState(true);
  useEffect(() => setCanChooseSpeaker("setSinkId" in HTMLAudioElement.prototype), []);
  useEffect(() => {
    if (!isTested) return setLevel(undefined);
    return listenTo(devices, setLevel, () => setTested(false));
  }, [isTested, devices.microphone]);
  const choose = (name: "microphone" | "speaker" | "ringer", kind: MediaDeviceKind) => (
    <div class="field">
      <label for={`device-${name}`}>{words.devices[name]}</label>
      <select
        id={`device-${name}`}
        value={devices[name]}
        onChange={({ currentTarget: { value } }) => onDevices({ ...devices, [name]: value })}
      >
        <option value="">{words.usualDevice}</option>
        {known.filter((each) => each.kind === kind && !["", "default"].includes(each.deviceId)).map((each) => (
          <option key={each.deviceId} value={each.deviceId}>{each.label}</option>
        ))}
      </select>
    </div>
  );
  return (
    <details class="card devices">
      <summary>
        <Icon name="volume-2" />
        <b>{words.sound}</b>
      </summary>
      <div class="form">
        {choose("microphone", "audioinput")}
        {canChooseSpeaker && choose("speaker", "audiooutput")}
        {canChooseSpeaker && choose("ringer", "audiooutput")}
        <label>
          <input
            type="checkbox"
            checked={devices.isTreated}
            onChange={({ currentTarget: { checked } }) => onDevices({ ...devices, isTreated: checked })}
          />{" "}
          {words.treated}
        </label>
        <div class="buttons">
          <button class="button small" type="button" aria-pressed={isTested} onClick={() => setTested(!isTested)}>
            <Icon name="mic" />
            {words.testMicrophone}
          </button>
          <button class="button small" type="button" onClick={onRing}>
            <Icon name="volume-2" />
            {words.testRing}
          </button>
          {echoTest !== undefined && (
            <button class="button small" type="button" onClick={() => onCall(echoTest)}>
              <Icon name="headset" />
              {words.echoTest}
            </button>
          )}
        </div>
        {level !== undefined && (
          <label class="heard">
            <span>{words.you}</span>
            <meter min={0} max={1} value={loudness(level)} data-level={level > 0.01 ? "heard" : "silent"} />
          </label>
        )}
        <Permissions words={words} />
      </div>
    </details>
  );
}

/** What this browser may do for the phone, where it asks first. */
function Permissions({ words }: { readonly words: SoftphoneWords }): VNode {
  const [mayNotify, setMayNotify] = useState(true);
  useEffect(() => setMayNotify(!("Notification" in globalThis) || Notification.permission !== "default"), []);
  return (
    <div class="buttons">
      {!mayNotify && (
        <button
          class="button small"
          type="button"
          onClick={() => void Notification.requestPermission().then(() => setMayNotify(true))}
        >
          <Icon name="circle-alert" />
          {words.allowNotices}
        </button>
      )}
      <button
        class="button small"
        type="button"
        // `callto:` no page may take for itself (HTML §8.7.1.2); links of the desk that have it come here all the same.
        onClick={() => navigator.registerProtocolHandler("tel", `${location.origin}/call?to=%s`)}
      >
        <Icon name="phone-outgoing" />
        {words.takeTel}
      </button>
    </div>
  );
}

/** The devices as they come and go; browsers name them once they have been allowed. */
function useKnownDevices(): readonly MediaDeviceInfo[] {
  const [known, setKnown] = useState<readonly MediaDeviceInfo[]>([]);
  useEffect(() => {
    const { mediaDevices } = navigator;
    // Without a certificate a page has none.
    if (mediaDevices === undefined) return;
    const look = () => void mediaDevices.enumerateDevices().then(setKnown);
    look();
    mediaDevices.addEventListener("devicechange", look);
    return () => mediaDevices.removeEventListener("devicechange", look);
  }, []);
  return known;
}
