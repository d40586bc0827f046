import {afterEach, expect, it, vi} from 'vitest';
import {screenSource, together, type Source} from './sources.ts';

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

it('closes a source for which there is no engine, whichever comes first', async () => {
  const close = vi.fn();
  const source = {close} as unknown as Source;
  const fails = () => Promise.reject(new Error('no engine'));
  await expect(together(Promise.resolve(source), fails())).rejects.toThrow('no engine');
  expect(close).toHaveBeenCalledOnce();
  const later = new Promise<Source>((done) => setTimeout(() => done(source)));
  await expect(together(later, fails())).rejects.toThrow('no engine');
  expect(close).toHaveBeenCalledOnce();
  await later;
  expect(close).toHaveBeenCalledTimes(2);
  expect(await together(later, Promise.resolve())).toBe(source);
  expect(close).toHaveBeenCalledTimes(2);
});
