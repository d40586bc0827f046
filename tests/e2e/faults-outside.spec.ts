import {fault, recovers} from '../fixtures/faults.ts';
import {malformed} from '../fixtures/malformed.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';

for (const [what, file] of Object.entries(malformed)) {
  const sentence = what.includes('200 million')
    ? 'This file is too large to open here.'
    : 'This file could not be opened.';
  test(
    `${what} is refused, and the camera is painted on`,
    fault(what, `“${sentence}”`),
    async ({app, page}) => {
      await app.serve(testStyle('identity'));
      const worker = await app.paint('?backend=wasm&quality=64');
      await framesPainted(worker, 2);
      await page.locator('cl-shutter input[type=file]').setInputFiles(file);
      await expect(app.notice).toContainText(sentence);
      await recovers(framesPainted(worker, 3));
      expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    },
  );
}

test(
  'an address that asks for nonsense is not listened to',
  fault('hostile launch parameters', 'the app as usual'),
  async ({app}) => {
    await app.serve(testStyle('identity'));
    const worker = await app.paint(
      '?quality=1e9&frames=-1&backend=%3Cscript%3E&__proto__[polluted]=1&constructor=x&clean[]=1',
    );
    await recovers(framesPainted(worker, 3));
    expect(await app.page.evaluate(() => 'polluted' in {})).toBe(false);
  },
);
