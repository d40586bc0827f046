/** What names mean to the user, in the language of the interface. */
import {msg, str} from '@lit/localize';
import type {ErrorName} from '../domain/errors.ts';
import type {Kept} from '../domain/kept.ts';
import type {Style} from '../domain/style.ts';
import type {Studio} from '../studio/studio.ts';
import {currentLocale} from './localisation.ts';
import type {BackendReason, Plan, PlanReason} from '../inference/api.ts';

const errors: Record<ErrorName, () => string> = {
  CameraDenied: () =>
    msg(
      'Cyclelens may not use the camera. Allow it in the browser’s site settings, then try again.',
      {id: 'error-camera-denied'},
    ),
  CameraMissing: () =>
    msg('No camera was found. Connect one, then try again.', {id: 'error-camera-missing'}),
  CameraBusy: () =>
    msg('Another app is using the camera. Close it there, then try again.', {
      id: 'error-camera-busy',
    }),
  CameraLost: () =>
    msg('The camera went away. Connect it or allow it again, then go on.', {
      id: 'error-camera-lost',
    }),
  BrowserTooOld: () =>
    msg(
      'This browser lacks WebAssembly SIMD, video frames or offscreen canvas. Please update it.',
      {
        id: 'error-browser-too-old',
      },
    ),
  RuntimeUnavailable: () =>
    msg('The painting engine could not be downloaded. Check the connection, then try again.', {
      id: 'error-runtime-unavailable',
    }),
  WeightsUnavailable: () =>
    msg('This style could not be downloaded. Check the connection, then try again.', {
      id: 'error-weights-unavailable',
    }),
  WeightsCorrupt: () =>
    msg('This style arrived damaged twice and was not used. Try again, or pick another.', {
      id: 'error-weights-corrupt',
    }),
  ManifestInvalid: () =>
    msg('The list of styles could not be read. Reload to fetch it again.', {
      id: 'error-manifest-invalid',
    }),
  GeneratorFailed: () =>
    msg('This style does not run on this device. Pick another one.', {
      id: 'error-generator-failed',
    }),
  FileUnreadable: () =>
    msg('This file could not be opened. Try a JPEG, PNG or WebP picture, or an MP4 clip.', {
      id: 'error-file-unreadable',
    }),
  StillFailed: () =>
    msg('The picture could not be painted at full size. The one on the screen was kept.', {
      id: 'error-still-failed',
    }),
  StorageFull: () =>
    msg('The device has no room left for this. Save it to your downloads before you go.', {
      id: 'error-storage-full',
    }),
  NotKept: () =>
    msg('This could not be kept on the device. Save it to your downloads before you go.', {
      id: 'error-not-kept',
    }),
  MicrophoneDenied: () =>
    msg(
      'The microphone may not be used, so the clip has no sound. Allow it in the site settings.',
      {
        id: 'error-microphone-denied',
      },
    ),
  RecordingUnsupported: () =>
    msg('This browser cannot record what is painted. Update it, or take pictures instead.', {
      id: 'error-recording-unsupported',
    }),
  FileTooLarge: () =>
    msg('This file is too large to open here. Try a smaller copy of it.', {
      id: 'error-file-too-large',
    }),
  OutOfMemory: () =>
    msg('The device ran out of memory. Close other tabs, then try again.', {
      id: 'error-out-of-memory',
    }),
  DeviceLost: () =>
    msg('The graphics processor dropped out. Try again.', {id: 'error-device-lost'}),
  WorkerCrashed: () =>
    msg('The painting engine stopped unexpectedly. Start it again.', {id: 'error-worker-crashed'}),
  Unknown: () => msg('Something unexpected went wrong. Try again.', {id: 'error-unknown'}),
};

/** What happened, and what to do about it. */
export const sentenceFor = (name: ErrorName): string => errors[name]();

/** A style's title in the language of the interface, if the style has it. */
export const titleOf = ({title, titles}: Style): string => titles?.[currentLocale()] ?? title;

const reasons: Record<BackendReason, () => string> = {
  gpu: () => msg('Painted by this device’s graphics processor.', {id: 'why-gpu'}),
  asked: () => msg('The page’s address asked for this backend.', {id: 'why-asked'}),
  'no-webgpu': () =>
    msg('Painted by the processor: this browser has no WebGPU.', {id: 'why-no-webgpu'}),
  'no-adapter': () =>
    msg('Painted by the processor: WebGPU found no graphics processor that it may use.', {
      id: 'why-no-adapter',
    }),
  software: () =>
    msg('Painted by the processor: WebGPU is only emulated in software here.', {
      id: 'why-software',
    }),
  broken: () =>
    msg('Painted by the processor: WebGPU is there but did not start.', {id: 'why-broken'}),
  dropped: () =>
    msg('Painted by the processor: the graphics processor kept dropping out.', {
      id: 'why-dropped',
    }),
  wrong: () =>
    msg('Painted by the processor: the graphics processor computed wrongly.', {id: 'why-wrong'}),
};

/** Why this backend paints. */
export const sentenceForReason = (why: BackendReason): string => reasons[why]();

/** When something was made, in the language of the interface. */
export const timeInWords = ({takenAt}: Kept): string =>
  new Intl.DateTimeFormat(currentLocale(), {dateStyle: 'medium', timeStyle: 'short'}).format(
    takenAt,
  );

/** The title of the style it was painted in, in this language if the style is still there. */
function styleOfKept({provenance}: Kept, styles: readonly Style[]): string | undefined {
  const style = styles.find(({title}) => title === provenance?.style);
  return style ? titleOf(style) : provenance?.style;
}

/** What a shot or clip shows, and when it was made. */
export function nameOfKept(kept: Kept, styles: readonly Style[]): string {
  const kind = kept.kind === 'clip' ? msg('Clip', {id: 'clip'}) : msg('Picture', {id: 'picture'});
  return [styleOfKept(kept, styles) ?? kind, timeInWords(kept)].join(', ');
}

/** The heading over one entry of the gallery. */
export function titleOfKept({gallery, styles}: Studio, id: string | undefined): string {
  const kept = gallery.entries.value.find((entry) => entry.id === id);
  return (kept && styleOfKept(kept, styles.value)) ?? msg('Picture', {id: 'picture'});
}

const units = ['kB', 'MB', 'GB'];

/** An amount of storage, rounded as one speaks of it. */
export function bytesInWords(bytes: number): string {
  let [value, unit] = [bytes / 1000, 0];
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = value < 10 ? 1 : 0;
  const number = new Intl.NumberFormat(currentLocale(), {maximumFractionDigits: digits});
  return `${number.format(value)} ${units[unit]}`;
}

const plans: Record<PlanReason, (rate: number) => string> = {
  starting: () => msg('Finding out what this device can do.', {id: 'plan-starting'}),
  holding: (rate) => msg(str`Holds ${rate} fps.`, {id: 'plan-holding'}),
  lowered: (rate) => msg(str`Lowered detail to keep ${rate} fps.`, {id: 'plan-lowered'}),
  raised: (rate) => msg(str`Raised detail: ${rate} fps leave time for it.`, {id: 'plan-raised'}),
  fixed: () => msg('You fixed the detail.', {id: 'plan-fixed'}),
  saving: () => msg('Spares battery and heat.', {id: 'plan-saving'}),
  recording: () => msg('Keeps its size while recording.', {id: 'plan-recording'}),
  'too-slow': (rate) =>
    msg(str`Even the least detail does not reach ${rate} fps here.`, {id: 'plan-too-slow'}),
};

/** What the governor does, and why. */
export const sentenceForPlan = ({reason, rate}: Plan): string => plans[reason](rate);
