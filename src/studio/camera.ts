/** The cameras: opens one, names them all, tells when one goes away. Always without sound. */
import {AppError, type ErrorName} from '../domain/errors.ts';

export interface OpenCamera {
  readonly stream: MediaStream;
  readonly deviceId: string;
  /** Whether it looks at its user, so that a mirrored picture is what one expects. */
  readonly facesUser: boolean;
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

/** Enough for the largest working size; more would only be scaled down again. */
const resolution = {width: {ideal: 1280}, height: {ideal: 720}, frameRate: {ideal: 30}};

/**
 * Opens the camera `deviceId`, else the one that faces the user.
 * @throws CameraDenied, CameraMissing, CameraBusy
 */
export async function openCamera(deviceId?: string): Promise<OpenCamera> {
  const open = (which: MediaTrackConstraints) =>
    navigator.mediaDevices.getUserMedia({audio: false, video: {...resolution, ...which}});
  if (!('mediaDevices' in navigator)) throw new AppError('CameraMissing', 'no mediaDevices');
  try {
    return describe(await open(deviceId ? {deviceId: {exact: deviceId}} : {facingMode: 'user'}));
  } catch (error) {
    // The remembered camera may be gone: any other is better than none.
    if (deviceId && (error as Error).name === 'OverconstrainedError') return openCamera();
    throw asAppError(error);
  }
}

function describe(stream: MediaStream): OpenCamera {
  const {deviceId = '', facingMode} = stream.getVideoTracks()[0]?.getSettings() ?? {};
  // Laptops' cameras do not say where they look: at their user.
  return {stream, deviceId, facesUser: facingMode !== 'environment'};
}

/** All cameras; without names before the permission. */
export async function listCameras(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({kind}) => kind === 'videoinput');
}

/** Turns the camera off. */
export function closeCamera({stream}: OpenCamera): void {
  for (const track of stream.getTracks()) track.stop();
}
