/** What the browser must have before anything can be painted. */
import {AppError} from '../domain/errors.ts';

/** @throws BrowserTooOld naming what is missing */
export function requireSupport(): void {
  const parts: Record<string, boolean> = {
    OffscreenCanvas: 'transferControlToOffscreen' in HTMLCanvasElement.prototype,
    'video frames': 'VideoFrame' in window,
    'video frame callbacks': 'requestVideoFrameCallback' in HTMLVideoElement.prototype,
    WebAssembly: 'WebAssembly' in window,
  };
  const missing = Object.keys(parts).filter((part) => !parts[part]);
  if (missing.length > 0) throw new AppError('BrowserTooOld', `no ${missing.join(', ')}`);
}

/** Whether the screen can be painted: no phone lets a page see it. */
export const canPaintScreen = () =>
  'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;
