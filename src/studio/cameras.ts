/** The camera in use among those there are, and what it lets itself be told. */
import {signal} from '@preact/signals-core';
import {AppError} from '../domain/errors.ts';
import {
  closeCamera,
  listCameras,
  offersOf,
  openCamera,
  retune,
  turnDial,
  type CameraOffers,
  type OpenCamera,
} from './camera.ts';
import {facingOf, mainLens, type Facing} from './lenses.ts';
import {readPreferences, writePreferences} from './preferences.ts';
import {watchStalls} from './camera-watch.ts';
import {cameraSource, type Source} from './sources.ts';

/** A camera that goes away twice within this time is not to be opened again unasked. */
const relapseMs = 10_000;

export class Cameras {
  readonly all = signal<readonly MediaDeviceInfo[]>([]);
  readonly current = signal<OpenCamera | undefined>(undefined);
  readonly offers = signal<CameraOffers>({});
  /** Lines of picture that cameras are asked for; absent: as many as serve. */
  readonly lines = signal(readPreferences().lines);

  #rate: number | undefined;
  #endWatch: () => void = () => undefined;
  #lostAt = -Infinity;
  readonly #onFault: (error: AppError, isRelapse: boolean) => void;

  /** @param onFault told when the camera goes away by itself, and whether it did so a moment ago */
  constructor(onFault: (error: AppError, isRelapse: boolean) => void) {
    this.#onFault = onFault;
  }

  /**
   * Opens a camera for `video` to show: the one named, else the one used last.
   * @throws CameraDenied, CameraMissing, CameraBusy
   */
  async open(video: HTMLVideoElement, deviceId = readPreferences().camera): Promise<Source> {
    this.rest();
    const camera = await openCamera({deviceId, ...this.#wish});
    this.current.value = camera;
    this.offers.value = offersOf(camera);
    camera.track.addEventListener('ended', () => this.#onEnded(camera));
    this.#remember(camera);
    const source = await cameraSource(camera, video);
    this.#endWatch();
    this.#endWatch = watchStalls(video, camera.track, () => {
      if (this.current.value === camera) this.#onGone('no pictures');
    });
    this.all.value = await listCameras();
    return {
      ...source,
      close: () => {
        this.#endWatch();
        source.close();
      },
    };
  }

  /** Switches the camera off, as if the system had taken it away. */
  rest(): void {
    if (this.current.value) closeCamera(this.current.value);
  }

  /** Asks cameras for so many frames a second, the open one at once. */
  async hasten(rate: number): Promise<void> {
    const {value: camera} = this.current;
    if (rate === this.#rate) return;
    this.#rate = rate;
    if (camera) await retune(camera, this.#wish);
  }

  get #wish() {
    return {lines: this.lines.value, rate: this.#rate};
  }

  /** Whether the picture should be mirrored: as the user said, else by where the camera looks. */
  get prefersMirror(): boolean {
    return readPreferences().mirror ?? this.current.value?.facesUser ?? true;
  }

  /** Whether the camera was open and the system took it away. */
  get isGone(): boolean {
    return this.current.value?.track.readyState === 'ended';
  }

  /** Takes the lens used last on one side, else any there, for the camera to open next. */
  prefer(facing: Facing): void {
    writePreferences({camera: readPreferences().lenses?.[facing]});
  }

  /** Asks cameras for another resolution from the next opening on; `undefined` leaves it to the app. */
  ask(lines: number | undefined): void {
    this.lines.value = lines;
    writePreferences({lines});
  }

  /**
   * The camera to go on with: on a phone the lens that was last used on its other side, else the one
   * after the one in use.
   */
  next(): string | undefined {
    const other = this.current.value?.facesUser ? 'environment' : 'user';
    const there = this.all.value.filter((device) => facingOf(device) === other);
    const remembered = readPreferences().lenses?.[other];
    const lens = there.find(({deviceId}) => deviceId === remembered) ?? mainLens(there);
    if (lens) return lens.deviceId;
    const at = this.all.value.findIndex(({deviceId}) => deviceId === this.current.value?.deviceId);
    const all = this.all.value;
    return all.length > 1 ? all[(at + 1) % all.length]?.deviceId : undefined;
  }

  /** Tells the camera a value it offers to change. */
  async turn(name: keyof CameraOffers, value: number | boolean): Promise<void> {
    const camera = this.current.value;
    if (!camera) return;
    await turnDial(camera, name, value);
    this.offers.value = offersOf(camera);
  }

  #remember({deviceId, facesUser}: OpenCamera): void {
    if (!deviceId) return;
    const lenses = {...readPreferences().lenses, [facesUser ? 'user' : 'environment']: deviceId};
    writePreferences({camera: deviceId, lenses});
  }

  #onGone(reason: string): void {
    this.#endWatch();
    const isRelapse = performance.now() - this.#lostAt < relapseMs;
    this.#lostAt = performance.now();
    this.#onFault(new AppError('CameraLost', reason), isRelapse);
  }

  #onEnded(camera: OpenCamera): void {
    // While the page is hidden another app may take it; `Studio.resume` opens it again.
    if (this.current.value !== camera || document.hidden) return;
    this.#onGone(camera.track.label);
  }
}
