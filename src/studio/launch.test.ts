import {expect, it} from 'vitest';
import {parseLaunch} from './launch.ts';
import {usualLimits} from './tenure.ts';

it('reads what it knows', () => {
  expect(parseLaunch('?backend=webgpu&quality=64&clean&frames=50&pack=my.cyclelens')).toEqual({
    backend: 'webgpu',
    quality: 64,
    isClean: true,
    limits: {...usualLimits, runs: 50},
    pack: 'my.cyclelens',
  });
});

it.each([
  '',
  '?backend=cuda&quality=big',
  '?quality=8',
  '?quality=99999',
  '?quality=64.5',
  '?frames=1',
  '?frames=NaN',
])('ignores what it does not know: %s', (query) => {
  const limits = usualLimits;
  expect(parseLaunch(query)).toEqual({backend: 'auto', quality: 'auto', isClean: false, limits});
});
