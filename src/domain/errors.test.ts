import {describe, expect, it} from 'vitest';
import {AppError, isAbort, nameOf} from './errors.ts';

describe('nameOf', () => {
  it('reads the name of an error that lost its class on the way between threads', () => {
    const flat = Object.assign(new Error('x'), {name: 'CameraDenied'});
    expect(nameOf(flat)).toBe('CameraDenied');
    expect(nameOf(new AppError('DeviceLost'))).toBe('DeviceLost');
  });

  it('calls everything else Unknown', () => {
    for (const error of [
      new TypeError('x'),
      'text',
      null,
      {name: 'DeviceLost'},
      Object.assign(new Error(), {name: 'toString'}),
    ]) {
      expect(nameOf(error)).toBe('Unknown');
    }
  });
});

it('keeps silent about requests that a newer one replaced', () => {
  expect(isAbort(new DOMException('x', 'AbortError'))).toBe(true);
  expect(isAbort(new AppError('Unknown'))).toBe(false);
});
