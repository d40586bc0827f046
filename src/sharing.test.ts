import {afterEach, expect, it, vi} from 'vitest';
import {receiveShare} from './sharing.ts';

afterEach(() => vi.unstubAllGlobals());

const scope = 'https://cyclelens.test/app/';

const withPhoto = () => {
  const form = new FormData();
  form.append('files', new File(['photo'], 'photo.png', {type: 'image/png'}));
  return form;
};

it.each([
  ['that cannot be read', 'no form'],
  ['for which the disk has no room', withPhoto()],
])('leads to the app with a share %s', async (_, body) => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.stubGlobal('caches', {open: () => Promise.reject(new DOMException('', 'QuotaExceededError'))});
  const request = new Request(`${scope}share-target`, {method: 'POST', body});
  const response = await receiveShare(request, scope);
  expect(response.status).toBe(303);
  expect(response.headers.get('Location')).toBe(`${scope}?open=shared`);
});
