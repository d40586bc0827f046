/** Draws what a study found: pictures, heat maps and feature maps, as pixels of a canvas. */
import {heatAt, hottest} from '../domain/view.ts';
import type {Volume} from '../domain/study.ts';

/** How values become colours: a picture's own, a difference of two pictures, a critic's scores. */
export type Drawing =
  | {readonly kind: 'picture'; readonly volume: Volume}
  | {readonly kind: 'difference'; readonly volume: Volume; readonly from: Volume}
  | {readonly kind: 'patches'; readonly volume: Volume; readonly low: number; readonly high: number}
  | Maps;

/** Channels of a layer, side by side. */
interface Maps {
  readonly kind: 'maps';
  readonly volume: Volume;
  readonly columns: number;
  readonly count: number;
}

/** Gives each pixel its colour, 0…255. */
function colours(
  drawing: Exclude<Drawing, Maps>,
): (at: number) => readonly [number, number, number] {
  const {data, width, height} = drawing.volume;
  const plane = width * height;
  switch (drawing.kind) {
    case 'picture':
      return (at) => [255 * data[at]!, 255 * data[at + plane]!, 255 * data[at + 2 * plane]!];
    case 'difference': {
      const other = drawing.from.data;
      const apart = (at: number) => Math.abs(data[at]! - other[at]!);
      return (at) =>
        heatAt(((apart(at) + apart(at + plane) + apart(at + 2 * plane)) * 255) / (3 * hottest));
    }
    case 'patches': {
      const {low, high} = drawing;
      return (at) => heatAt((data[at]! - low) / (high - low));
    }
  }
}

/** The pixels of a drawing. */
export function draw(drawing: Drawing): ImageData {
  if (drawing.kind === 'maps') return drawMaps(drawing.volume, drawing.columns, drawing.count);
  const {width, height} = drawing.volume;
  const image = new ImageData(width, height);
  const colour = colours(drawing);
  for (let at = 0; at < width * height; at++) {
    image.data.set(colour(at), 4 * at);
    image.data[4 * at + 3] = 255;
  }
  return image;
}

/** Between feature maps, in their pixels. */
const gap = 2;

/** The first `count` channels in grey, side by side, each from its darkest to its brightest. */
function drawMaps({data, width, height}: Volume, columns: number, count: number): ImageData {
  const rows = Math.ceil(count / columns);
  const image = new ImageData(columns * (width + gap) - gap, rows * (height + gap) - gap);
  const plane = width * height;
  for (let channel = 0; channel < count; channel++) {
    const values = data.subarray(channel * plane, (channel + 1) * plane);
    const {low, high} = usualRange(values);
    const scale = 255 / (high - low);
    const left = (channel % columns) * (width + gap);
    const top = Math.floor(channel / columns) * (height + gap);
    for (let at = 0; at < plane; at++) {
      const x = left + (at % width);
      const y = top + Math.floor(at / width);
      const grey = (values[at]! - low) * scale;
      image.data.set([grey, grey, grey, 255], 4 * (y * image.width + x));
    }
  }
  return image;
}

/** Where most values lie: a few extreme ones would make everything else grey. */
function usualRange(values: Float32Array) {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  const spread = 2 * Math.sqrt(Math.max(1e-9, squares / values.length - mean * mean));
  return {low: Math.max(mean - spread, Math.min(0, mean)), high: mean + spread};
}
