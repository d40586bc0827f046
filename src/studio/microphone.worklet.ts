/**
 * Runs on the browser's sound thread: gathers what the microphone hears and hands it on in pieces,
 * each with the time when it began. A clock of this thread's own: the page may be busy for long.
 */
import type {Sound} from '../inference/clips/api.ts';

declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
/** What the page tells it. */
interface Options {
  readonly processorOptions: {readonly latency: number};
}
type Processor = new (options: Options) => AudioWorkletProcessor;
declare function registerProcessor(name: string, processor: Processor): void;
declare const sampleRate: number;

/** Samples of a piece: a little less than 50 ms. */
const pieceLength = 2048;

/** How far the clocks of sound and wall may come apart, in seconds for each second. */
const mostDrift = 0.001;

class Microphone extends AudioWorkletProcessor {
  #sink: MessagePort | undefined;
  #piece = new Float32Array(pieceLength);
  #filled = 0;
  readonly #latency: number;
  /** Pieces handed on so far. */
  #count = 0;
  /**
   * When the first piece began, in seconds of the wall clock, by the one that came soonest: a busy
   * system brings them late, none brings them early.
   */
  #began = Infinity;

  constructor({processorOptions}: Options) {
    super();
    this.#latency = processorOptions.latency;
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
    const length = pieceLength / sampleRate;
    const latest = Date.now() / 1000 - this.#latency - (this.#count + 1) * length;
    this.#began = Math.min(this.#began + mostDrift * length, latest);
    const startedAt = this.#began + this.#count++ * length;
    const sound: Sound = {samples: this.#piece, startedAt};
    this.#sink?.postMessage(sound, [this.#piece.buffer]);
    this.#piece = new Float32Array(pieceLength);
    this.#filled = 0;
  }
}

registerProcessor('microphone', Microphone);
