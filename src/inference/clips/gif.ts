/** A clip's first seconds as an animated GIF, small enough to be sent around. */
import {transfer, wrap} from 'comlink';
import {VideoSampleSink} from 'mediabunny';
import {AppError} from '../../domain/errors.ts';
import {containedIn} from '../../domain/geometry.ts';
import {openInput, videoOf} from './finish.ts';
import type {Drawing} from './gif-door.ts';

const longestSeconds = 6;
const framesPerSecond = 10;
/** A GIF is at most this large, in pixels. */
const room = {width: 360, height: 360};

/** @throws FileUnreadable */
export async function animate(clip: Blob): Promise<Blob> {
  const input = openInput(clip);
  const worker = new Worker(new URL('./gif-door.ts', import.meta.url), {
    type: 'module',
    name: 'cyclelens-gif',
  });
  const drawing = wrap<Drawing>(worker);
  try {
    const track = await videoOf(input);
    const full = {width: await track.getDisplayWidth(), height: await track.getDisplayHeight()};
    const {width, height} = containedIn(full, room);
    const context = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
    if (!context) throw new AppError('BrowserTooOld', 'no 2D context on OffscreenCanvas');
    const seconds = Math.min(longestSeconds, await track.computeDuration());
    const count = Math.max(1, Math.floor(seconds * framesPerSecond));
    const times = Array.from({length: count}, (_, i) => i / framesPerSecond);
    await drawing.begin({width, height});
    for await (const sample of new VideoSampleSink(track).samplesAtTimestamps(times)) {
      if (!sample) continue;
      sample.draw(context, 0, 0, width, height);
      sample.close();
      const {data} = context.getImageData(0, 0, width, height);
      await drawing.add(transfer(data, [data.buffer]), 1000 / framesPerSecond);
    }
    const gif = await drawing.end();
    if (!gif) throw new AppError('Unknown', 'a GIF that was not begun');
    return gif;
  } finally {
    worker.terminate();
    input.dispose();
  }
}
