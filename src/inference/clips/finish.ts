/** Makes whole clips of growing ones: the same frames and sound, nothing encoded again. */
import {
  BlobSource,
  BufferTarget,
  Conversion,
  Input,
  MATROSKA,
  MP4,
  Output,
  QTFF,
  VideoSampleSink,
  WEBM,
  type InputVideoTrack,
} from 'mediabunny';
import {AppError} from '../../domain/errors.ts';
import {containedIn} from '../../domain/geometry.ts';
import {thumbnailRoom} from '../../domain/kept.ts';
import type {Clip} from './api.ts';
import {whole} from './formats.ts';

/** Larger clips stay as they grew, in bytes: to be made whole they would have to fit into memory. */
const mostInMemory = 200 * 2 ** 20;

/** What a clip may be; `dispose` when done. */
export const openInput = (file: Blob) =>
  new Input({source: new BlobSource(file), formats: [MP4, QTFF, WEBM, MATROSKA]});

/** The clip's picture. @throws FileUnreadable when there is none that can be decoded */
export async function videoOf(input: Input): Promise<InputVideoTrack> {
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track || !(await track.canDecode())) throw new Error('no video that can be decoded');
    return track;
  } catch (error) {
    throw new AppError('FileUnreadable', String(error), {cause: error});
  }
}

/**
 * The whole clip of one that has grown, to its end or until it was cut off.
 * @param isCut whether the disk has only the beginning of it
 * @throws FileUnreadable when there is no frame in it
 */
export async function finish(grown: Blob, isCut = false): Promise<Clip> {
  const input = openInput(grown);
  try {
    const track = await videoOf(input);
    const format = await input.getFormat();
    const durationMs = 1000 * (await track.computeDuration());
    if (!(durationMs > 0)) throw new AppError('FileUnreadable', 'no frame');
    const plan = {
      type: format === MP4 ? ('video/mp4' as const) : ('video/webm' as const),
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
    };
    const thumbnail = await thumbnailOf(track).catch(() => undefined);
    const file = await remux(input, plan.type, grown).catch((error: unknown) => {
      console.warn('the clip stays as it grew', error);
      return undefined;
    });
    return {...plan, durationMs, thumbnail, isCut, file: file ?? (isCut ? grown : undefined)};
  } finally {
    input.dispose();
  }
}

async function remux(input: Input, type: Clip['type'], grown: Blob): Promise<Blob | undefined> {
  if (grown.size > mostInMemory) return undefined;
  const target = new BufferTarget();
  const output = new Output({format: whole(type), target});
  const conversion = await Conversion.init({input, output, showWarnings: false});
  await conversion.execute();
  return target.buffer ? new Blob([target.buffer], {type}) : undefined;
}

async function thumbnailOf(track: InputVideoTrack): Promise<Blob | undefined> {
  const sample = await new VideoSampleSink(track).getSample(await track.getFirstTimestamp());
  if (!sample) return undefined;
  const {displayWidth, displayHeight} = sample;
  const {width, height} = containedIn({width: displayWidth, height: displayHeight}, thumbnailRoom);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context) sample.draw(context, 0, 0, width, height);
  sample.close();
  return canvas.convertToBlob({type: 'image/webp', quality: 0.8});
}
