import {expect, it} from 'vitest';
import {facingOf, mainLens} from './lenses.ts';

const device = (label: string, facingMode?: string[]): MediaDeviceInfo =>
  ({label, ...(facingMode && {getCapabilities: () => ({facingMode})})}) as MediaDeviceInfo;

it('knows which way a camera looks by what the browser tells, else by its name', () => {
  expect(facingOf(device('?', ['environment']))).toBe('environment');
  expect(facingOf(device('camera2 1, facing front'))).toBe('user');
  expect(facingOf(device('Back Ultra Wide Camera'))).toBe('environment');
  expect(facingOf(device('FaceTime HD Camera'))).toBe('user');
  expect(facingOf(device('USB Camera (046d:0825)', []))).toBeUndefined();
});

it('takes the main lens, not the telephoto one', () => {
  const iPhone = ['Back Telephoto Camera', 'Back Ultra Wide Camera', 'Back Camera'];
  expect(mainLens(iPhone.map((label) => ({label})))?.label).toBe('Back Camera');
  const android = ['camera2 3, facing back', 'camera2 0, facing back', 'camera2 2, facing back'];
  expect(mainLens(android.map((label) => ({label})))?.label).toBe('camera2 0, facing back');
  const none = mainLens<{label: string}>([]);
  expect(none).toBeUndefined();
});
