/**
 * The parts of pages that live on in the browser. Each is a file here, listed by its name once for the box and once for the
 * browser (`client.ts`); a test of the house sees that the lists agree.
 *
 * @module
 */
import { island } from "../page/mod.ts";
import FlowPictureView, { type FlowPictureProps } from "./flow_picture.tsx";
import DirectoryLiveView from "./directory_live.tsx";
import ProgressView from "./progress.tsx";
import CardPickerView from "./card_picker.tsx";
import ChartsView, { type ChartsProps } from "./charts.tsx";
import LiveOfficeView from "./live_office.tsx";
import MissedLiveView from "./missed_live.tsx";
import NoticeAskerView from "./notice_asker.tsx";
import OperatorView from "./operator.tsx";
import PasskeyAdderView from "./passkey_adder.tsx";
import PasskeyButtonView from "./passkey_button.tsx";
import WallboardView from "./wallboard.tsx";
import SoftphoneView from "./softphone.tsx";
import SoundPlayerView from "./sound_player.tsx";
import SoundRecorderView from "./sound_recorder.tsx";

export const FlowPicture: typeof FlowPictureView = island("flow_picture", FlowPictureView);
export type { FlowPictureProps };
export const DirectoryLive: typeof DirectoryLiveView = island("directory_live", DirectoryLiveView);
export const Progress: typeof ProgressView = island("progress", ProgressView);
export const CardPicker: typeof CardPickerView = island("card_picker", CardPickerView);
export const Charts: typeof ChartsView = island("charts", ChartsView);
export type { ChartsProps };
export const LiveOffice: typeof LiveOfficeView = island("live_office", LiveOfficeView);
export const MissedLive: typeof MissedLiveView = island("missed_live", MissedLiveView);
export const NoticeAsker: typeof NoticeAskerView = island("notice_asker", NoticeAskerView);
export const Operator: typeof OperatorView = island("operator", OperatorView);
export const PasskeyAdder: typeof PasskeyAdderView = island("passkey_adder", PasskeyAdderView);
export const PasskeyButton: typeof PasskeyButtonView = island("passkey_button", PasskeyButtonView);
export const Wallboard: typeof WallboardView = island("wallboard", WallboardView);
export const Softphone: typeof SoftphoneView = island("softphone", SoftphoneView);
export const SoundPlayer: typeof SoundPlayerView = island("sound_player", SoundPlayerView);
export const SoundRecorder: typeof SoundRecorderView = island("sound_recorder", SoundRecorderView);
