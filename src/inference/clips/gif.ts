/** A clip's first seconds as an animated GIF, small enough to be sent around. */
import {VideoSampleSink} from 'mediabunny';
import {Encoder} from 'modern-gif';
import {AppError} from '../../domain/errors.ts';
import {openInput, videoOf} from './finish.ts';

const longestSeconds = 6;
const framesPerSecond = 12;
/** The longer side at most, in pixels. */
const mostSide = 400;

/** @throws FileUnreadable */
export async function animate(clip: Blob): Promise<Blob> {
  const input = openInput(clip);
  try {
    const track = await videoOf(input);
    const [fullWidth, fullHeight] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
    const scale = Math.min(1, mostSide / Math.max(fullWidth, fullHeight));
    const [width, height] = [Math.round(fullWidth * scale), Math.round(fullHeight * scale)];
    const context = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
    if (!context) throw new AppError('BrowserTooOld', 'no 2D context on OffscreenCanvas');
    const seconds = Math.min(longestSeconds, await track.computeDuration());
    const count = Math.max(1, Math.floor(seconds * framesPerSecond));
    const times = Array.from({length: count}, (_, i) => i / framesPerSecond);
    const encoder = new Encoder({width, height, maxColors: 255});
    for await (const sample of new VideoSampleSink(track).samplesAtTimestamps(times)) {
      if (!sample) continue;
      sample.draw(context, 0, 0, width, height);
      sample.close();
      const {data} = context.getImageData(0, 0, width, height);
      await encoder.encode({data, delay: 1000 / framesPerSecond});
    }
    return await encoder.flush('blob');
  } finally {
    input.dispose();
  }
}
