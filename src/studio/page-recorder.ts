/** Records the stage's canvas on the page: for browsers that encode only by MediaRecorder. */
import {AppError} from '../domain/errors.ts';

/** Milliseconds between the pieces that are handed over. */
const pieceMs = 1000;

const types = ['video/mp4', 'video/webm'];

export class PageRecorder {
  readonly #recorder: MediaRecorder;
  readonly #stream: MediaStream;
  readonly #pieces: Blob[] = [];

  /**
   * Begins at once.
   * @param sound owned from here on
   * @throws RecordingUnsupported
   */
  constructor(canvas: HTMLCanvasElement, sound?: MediaStreamTrack) {
    try {
      this.#stream = canvas.captureStream();
      if (sound) this.#stream.addTrack(sound);
      const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type)) ?? '';
      this.#recorder = new MediaRecorder(this.#stream, {mimeType});
      this.#recorder.start(pieceMs);
    } catch (error) {
      sound?.stop();
      throw new AppError('RecordingUnsupported', String(error), {cause: error});
    }
    this.#recorder.addEventListener('dataavailable', ({data}) => this.#pieces.push(data));
  }

  /** Leaves out what follows. */
  pause(): void {
    this.#recorder.pause();
  }

  /** Goes on after a pause. */
  resume(): void {
    this.#recorder.resume();
  }

  /** Ends the clip. */
  async stop(): Promise<Blob> {
    const ended = new Promise((done) => {
      this.#recorder.addEventListener('stop', done, {once: true});
    });
    this.#recorder.stop();
    await ended;
    for (const track of this.#stream.getTracks()) track.stop();
    return new Blob(this.#pieces, {type: this.#recorder.mimeType.replace(/;.*/, '')});
  }
}
