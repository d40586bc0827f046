/** The cameras: opens one, names them all, and reaches what a camera lets itself be told. */
import {AppError, type ErrorName} from '../domain/errors.ts';
import {usualRates} from '../domain/rate.ts';
import type {Facing} from './lenses.ts';

export interface OpenCamera {
  readonly stream: MediaStream;
  readonly track: MediaStreamTrack;
  readonly deviceId: string;
  /** Whether it looks at its user, so that a mirrored picture is what one expects. */
  readonly facesUser: boolean;
}

/** A value that a camera offers to change, with its range. */
export interface Dial {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
}

/** What the open camera offers; what it lacks is absent. */
export interface CameraOffers {
  readonly zoom?: Dial;
  readonly exposureCompensation?: Dial;
  readonly torch?: boolean;
}

/** Which camera to open. */
export interface CameraWish {
  readonly deviceId?: string | undefined;
  readonly facing?: Facing | undefined;
  /** Lines of its picture; absent: enough for the largest working size. */
  readonly lines?: number | undefined;
  /** Frames a second. */
  readonly rate?: number | undefined;
}

const errorNames: Record<string, ErrorName> = {
  NotAllowedError: 'CameraDenied',
  SecurityError: 'CameraDenied',
  NotFoundError: 'CameraMissing',
  OverconstrainedError: 'CameraMissing',
  NotReadableError: 'CameraBusy',
  AbortError: 'CameraBusy',
};

const asAppError = (error: unknown) =>
  new AppError(errorNames[(error as Error).name] ?? 'CameraBusy', String(error), {cause: error});

/** Enough for the largest working size; more only serves who zooms. */
const usualLines = 720;

const pictureOf = ({lines = usualLines, rate = usualRates.gpu}: CameraWish) => ({
  width: {ideal: Math.round((lines * 16) / 9)},
  height: {ideal: lines},
  frameRate: {ideal: rate},
});

/**
 * Opens a camera, always without sound: the one wished for, else one that faces the user.
 * @throws CameraDenied, CameraMissing, CameraBusy
 */
export async function openCamera(wish: CameraWish = {}): Promise<OpenCamera> {
  const {deviceId, facing = 'user'} = wish;
  if (!('mediaDevices' in navigator)) throw new AppError('CameraMissing', 'no mediaDevices');
  const which = deviceId ? {deviceId: {exact: deviceId}} : {facingMode: facing};
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: {...pictureOf(wish), ...which},
    });
    const [track] = stream.getVideoTracks();
    if (!track) throw new AppError('CameraMissing', 'a stream without video');
    const settings = track.getSettings();
    // Laptops' cameras do not say where they look: at their user.
    const facesUser = settings.facingMode !== 'environment';
    return {stream, track, deviceId: settings.deviceId ?? '', facesUser};
  } catch (error) {
    // The remembered camera may be gone: any other is better than none.
    if (deviceId && (error as Error).name === 'OverconstrainedError')
      return openCamera({...wish, deviceId: undefined});
    throw asAppError(error);
  }
}

/** All cameras; without names before the permission. */
export async function listCameras(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({kind}) => kind === 'videoinput');
}

/** Asks the open camera for another picture; what it refuses is left as it was. */
export async function retune({track}: OpenCamera, wish: CameraWish): Promise<void> {
  await track.applyConstraints(pictureOf(wish)).catch(console.warn);
}

/** Turns the camera off. */
export function closeCamera({track}: OpenCamera): void {
  track.stop();
}

/** TypeScript's library does not know the image-capture constraints. */
type Extended = Record<string, {min: number; max: number; step: number} | boolean | undefined>;

/** What can be changed about the open camera. Firefox has no `getCapabilities`. */
export function offersOf({track}: OpenCamera): CameraOffers {
  if (!('getCapabilities' in track)) return {};
  const capabilities = track.getCapabilities() as Extended;
  const settings = track.getSettings() as Record<string, number | boolean | undefined>;
  const dial = (name: string): Dial | undefined => {
    const range = capabilities[name];
    const value = settings[name];
    if (typeof range !== 'object' || typeof value !== 'number') return undefined;
    return range.max > range.min ? {...range, value} : undefined;
  };
  const zoom = dial('zoom');
  const exposureCompensation = dial('exposureCompensation');
  return {
    ...(zoom && {zoom}),
    ...(exposureCompensation && {exposureCompensation}),
    ...(capabilities['torch'] === true && {torch: settings['torch'] === true}),
  };
}

/** Tells the camera a value; what it refuses is left as it was. */
export async function turnDial(
  {track}: OpenCamera,
  name: keyof CameraOffers,
  value: number | boolean,
): Promise<void> {
  const advanced = [{[name]: value}] as MediaTrackConstraintSet[];
  await track.applyConstraints({advanced}).catch(console.warn);
}
