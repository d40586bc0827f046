/** Draws the views on the CPU; view.wgsl does the same on the GPU. */
import type {Size} from '../../domain/geometry.ts';
import {lumaWeights} from '../../domain/look.ts';
import {heatAt, hottest, type View} from '../../domain/view.ts';
import type {Planes} from './planes.ts';

/** Values over the picture: one for each pixel or, of a critic, one for each patch. */
export interface PatchMap extends Size {
  readonly data: Float32Array;
}

/** What a view shows: x, what was painted of it, what came back, and a map over the picture. */
export interface Shown {
  readonly x: Planes;
  readonly painted: Planes;
  readonly back: Planes;
  readonly map: PatchMap;
  readonly picture: Size;
  readonly mirror: boolean;
  readonly view: Pick<View, 'layout' | 'at' | 'scores'>;
}

/** Size of the canvas that a view fills. */
export const canvasFor = ({width, height}: Size, {layout}: Pick<View, 'layout'>): Size =>
  layout === 'grid' ? {width: 2 * width, height: 2 * height} : {width, height};

/** Steps of the heat map's colours. */
const steps = 1024;

/** The heat map's colours, RGB for each step. */
const heat = new Uint8ClampedArray(
  Array.from({length: steps + 1}, (_, i) => heatAt(i / steps)).flat(),
);

/** Where in `heat` the colour of a difference of 0…1 begins. */
const heatFrom = (difference: number) =>
  3 * Math.round(steps * Math.min(1, (255 * difference) / hottest));

/** Reads pixels of planes as colours of 0…255. */
function reader({data, margin, range: [black, white]}: Planes, {width, height}: Size) {
  const stride = width + 2 * margin;
  const plane = stride * (height + 2 * margin);
  const scale = 255 / (white - black);
  return {
    scale,
    at: (row: number, column: number) => (row + margin) * stride + column + margin,
    read: (at: number, channel: number) => (data[at + channel * plane]! - black) * scale,
  };
}

/** Fills the opaque `rgba` of the canvas. */
export function drawView(shown: Shown, rgba: Uint8ClampedArray): void {
  rgba.fill(255);
  const {picture, view, x, painted, back} = shown;
  switch (view.layout) {
    case 'grid':
      drawPicture(shown, x, rgba);
      drawPicture(shown, painted, rgba, {left: picture.width, top: 0});
      drawPicture(shown, back, rgba, {left: 0, top: picture.height});
      drawHeat(shown, rgba);
      break;
    case 'wipe': {
      const stage = Math.min(1, Math.floor(view.at));
      const [before = x, after = x] = [x, painted, back].slice(stage);
      const line = Math.round((view.at - stage) * picture.width);
      drawPicture(shown, before, rgba, undefined, line);
      drawPicture(shown, after, rgba, undefined, 0, line);
      break;
    }
    case 'heat':
      drawOver(shown, x, rgba, true);
      break;
    case 'critic':
      drawOver(shown, painted, rgba, false);
      break;
  }
}

/** Draws the canvas's columns `from`…`to` of a picture. */
function drawPicture(
  {picture, mirror, view}: Shown,
  planes: Planes,
  rgba: Uint8ClampedArray,
  {left, top} = {left: 0, top: 0},
  from = 0,
  to = picture.width,
): void {
  const {width, height} = picture;
  const stride = canvasFor(picture, view).width;
  const {at, read} = reader(planes, picture);
  for (let row = 0; row < height; row++) {
    let pixel = 4 * ((row + top) * stride + left + from);
    for (let column = from; column < to; column++, pixel += 4) {
      const source = at(row, mirror ? width - 1 - column : column);
      for (let c = 0; c < 3; c++) rgba[pixel + c] = read(source, c);
    }
  }
}

/** Draws the heat map alone, as the fourth pane. */
function drawHeat({picture, mirror, map}: Shown, rgba: Uint8ClampedArray): void {
  const {width, height} = picture;
  for (let row = 0; row < height; row++) {
    let pixel = 4 * ((row + height) * 2 * width + width);
    for (let column = 0; column < width; column++, pixel += 4) {
      const from = heatFrom(map.data[row * width + (mirror ? width - 1 - column : column)]!);
      for (let c = 0; c < 3; c++) rgba[pixel + c] = heat[from + c]!;
    }
  }
}

/**
 * Draws a picture grey and dark, and over it the heat of the map; or its own colours where the map
 * nears 1.
 */
function drawOver(shown: Shown, planes: Planes, rgba: Uint8ClampedArray, isHeat: boolean): void {
  const {picture, mirror, map, view} = shown;
  const {width, height} = picture;
  const [made, real] = view.scores ?? [0, 1];
  const {at, read} = reader(planes, picture);
  const [red, green, blue] = lumaWeights;
  const valueAt = sampler(map, picture);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const seen = mirror ? width - 1 - column : column;
      const source = at(row, seen);
      const luma = red * read(source, 0) + green * read(source, 1) + blue * read(source, 2);
      const value = valueAt(row, seen);
      const own = isHeat ? (255 * value) / (0.4 * hottest) : (value - made) / (real - made);
      const share = Math.min(1, Math.max(0, own));
      const pixel = 4 * (row * width + column);
      const hot = heatFrom(value);
      for (let c = 0; c < 3; c++) {
        const over = isHeat ? heat[hot + c]! : read(source, c);
        rgba[pixel + c] = (1 - share) * 0.45 * luma + share * over;
      }
    }
  }
}

/** Reads a map at pixels of the picture; patches go over into each other. */
function sampler({data, width, height}: PatchMap, picture: Size) {
  const across = places(picture.width, width);
  const down = places(picture.height, height);
  return (row: number, column: number): number => {
    const {low, high, share} = across[column]!;
    const along = (r: number) =>
      data[r * width + low]! * (1 - share) + data[r * width + high]! * share;
    const {low: above, high: below, share: part} = down[row]!;
    return along(above) * (1 - part) + along(below) * part;
  };
}

/** For each pixel between which two of `count` patches its centre lies. */
const places = (length: number, count: number) =>
  Array.from({length}, (_, at) => {
    const place = Math.min(count - 1, Math.max(0, ((at + 0.5) / length) * count - 0.5));
    const low = Math.floor(place);
    return {low, high: Math.min(count - 1, low + 1), share: place - low};
  });
