import {afterEach, expect, it, vi} from 'vitest';
import {openMicrophone} from './microphone.ts';
import {PageRecorder} from './page-recorder.ts';

afterEach(() => vi.unstubAllGlobals());

it('lets go of the microphone where its sound cannot be handed on', async () => {
  const [stop, close] = [vi.fn(), vi.fn()];
  const stream = {getAudioTracks: () => [{stop}]};
  vi.stubGlobal('navigator', {mediaDevices: {getUserMedia: () => Promise.resolve(stream)}});
  vi.stubGlobal(
    'AudioContext',
    class {
      readonly audioWorklet = {addModule: () => Promise.reject(new Error('not loaded'))};
      readonly close = close;
    },
  );
  await expect(openMicrophone()).rejects.toThrow('not loaded');
  expect(stop).toHaveBeenCalledOnce();
  expect(close).toHaveBeenCalledOnce();
});

it('lets go of the microphone where the page cannot record', () => {
  const stop = vi.fn();
  const canvas = {captureStream: () => ({addTrack: () => undefined})};
  vi.stubGlobal('MediaRecorder', undefined);
  expect(
    () =>
      new PageRecorder(
        canvas as unknown as HTMLCanvasElement,
        {stop} as unknown as MediaStreamTrack,
      ),
  ).toThrow('isTypeSupported');
  expect(stop).toHaveBeenCalledOnce();
});
