import {expect, it} from 'vitest';
import {parseLaunch} from './launch.ts';

it('reads what it knows', () => {
  expect(parseLaunch('?backend=webgpu&quality=64&clean')).toEqual({
    backend: 'webgpu',
    quality: 64,
    isClean: true,
  });
});

it.each(['', '?backend=cuda&quality=big', '?quality=8', '?quality=99999', '?quality=64.5'])(
  'ignores what it does not know: %s',
  (query) => {
    expect(parseLaunch(query)).toEqual({backend: 'auto', quality: 'auto', isClean: false});
  },
);
