import {afterEach, expect, it, vi} from 'vitest';
import {screenSource} from './sources.ts';

afterEach(() => void vi.unstubAllGlobals());

it('films no screen that cannot be shown', async () => {
  const track = Object.assign(new EventTarget(), {stop: vi.fn()});
  const stream = {getVideoTracks: () => [track], getTracks: () => [track]};
  const getDisplayMedia = () => Promise.resolve(stream);
  vi.stubGlobal('navigator', {mediaDevices: {getDisplayMedia}});
  const video = {play: () => Promise.reject(new Error('interrupted'))} as HTMLVideoElement;
  await expect(screenSource(video, () => undefined)).rejects.toThrow('interrupted');
  expect(track.stop).toHaveBeenCalledOnce();
});
