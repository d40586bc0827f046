/** The microphone while a clip is recorded: its sound goes to the worker past the page. */
import {AppError} from '../domain/errors.ts';
import workletUrl from './microphone.worklet.ts?worker&url';

/** Samples a second, as `Sound` has them. */
const sampleRate = 48_000;

export interface Microphone {
  /** Brings `Sound`. */
  readonly port: MessagePort;
  close(): void;
}

/** The microphone's own track, as it hears: what makes speech clear takes music apart. */
export async function openMicrophoneTrack(): Promise<MediaStreamTrack> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: {channelCount: 1, echoCancellation: false, noiseSuppression: false},
    });
    const [track] = stream.getAudioTracks();
    if (track) return track;
    throw new TypeError('a stream without sound');
  } catch (error) {
    throw new AppError('MicrophoneDenied', String(error), {cause: error});
  }
}

/** Opens the microphone. @throws MicrophoneDenied, or what the browser says of its sound */
export async function openMicrophone(): Promise<Microphone> {
  const track = await openMicrophoneTrack();
  let context: AudioContext | undefined;
  const close = () => {
    track.stop();
    void context?.close();
  };
  try {
    context = new AudioContext({sampleRate, latencyHint: 'interactive'});
    return {port: await listen(track, context), close};
  } catch (error) {
    close();
    throw error;
  }
}

/** The port by which `context` hands on what `track` hears. */
async function listen(track: MediaStreamTrack, context: AudioContext): Promise<MessagePort> {
  await context.audioWorklet.addModule(workletUrl);
  // Unknown to TypeScript's library: seconds from hearing to handing on, where the browser tells.
  const {latency = 0} = track.getSettings() as {latency?: number};
  const processorOptions = {latency};
  const node = new AudioWorkletNode(context, 'microphone', {channelCount: 1, processorOptions});
  const {port1, port2} = new MessageChannel();
  node.port.postMessage(port1, [port1]);
  context.createMediaStreamSource(new MediaStream([track])).connect(node);
  // Only what leads to the loudspeaker is run everywhere; the node itself is silent.
  node.connect(context.destination);
  await context.resume();
  return port2;
}
