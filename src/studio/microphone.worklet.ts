/**
 * Runs on the browser's sound thread: gathers what the microphone hears and hands it on in pieces,
 * each with the time when it began. A clock of this thread's own: the page may be busy for long.
 */
import type {Sound} from '../inference/api.ts';

declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void;
declare const sampleRate: number;

/** Samples of a piece: a little less than 50 ms. */
const pieceLength = 2048;

class Microphone extends AudioWorkletProcessor {
  #sink: MessagePort | undefined;
  #piece = new Float32Array(pieceLength);
  #filled = 0;

  constructor() {
    super();
    this.port.onmessage = ({data}: MessageEvent<MessagePort>) => (this.#sink = data);
  }

  /** Called by the browser with each quantum of sound. */
  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const [channel] = input ?? [];
    if (!channel) return true;
    this.#piece.set(channel, this.#filled);
    this.#filled += channel.length;
    if (this.#filled === pieceLength) this.#handOn();
    return true;
  }

  #handOn(): void {
    const startedAt = Date.now() / 1000 - pieceLength / sampleRate;
    const sound: Sound = {samples: this.#piece, startedAt};
    this.#sink?.postMessage(sound, [this.#piece.buffer]);
    this.#piece = new Float32Array(pieceLength);
    this.#filled = 0;
  }
}

registerProcessor('microphone', Microphone);
