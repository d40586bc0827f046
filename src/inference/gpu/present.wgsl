// Tensors → canvas: crops the margin, steadies the painting, mirrors, brings the values back to colours
// and blends the painting with the original.
// `scalar` and `planesAt` come from shaders.ts.

struct Placement {
  picture: vec2u, // pixels of the canvas and of the picture inside the tensor's margin
  margin: u32,
  mirror: u32,
  range: vec2f,   // values of black and white
  strength: f32,  // of the painting over the original, 0…1
  split: f32,     // share of the canvas's width that shows the original
  keepColours: u32,
  keep: f32,      // share of the past where nothing moves, 0…1
  fold: u32,      // of the painting
}

// ITU-R BT.709
const luma = vec3f(0.2126, 0.7152, 0.0722);

@group(0) @binding(0) var<uniform> placement: Placement;
// 3 planes each, RGB
@group(0) @binding(1) var<storage, read> original: array<scalar>;
@group(0) @binding(2) var<storage, read> painted: array<scalar>;

struct Motion {
  moving: u32,       // tiles that move
  tiles: array<f32>, // how much each does, 0…1
}

@group(0) @binding(3) var<storage, read> motion: Motion;
// The picture as it was shown last: 3 planes without margin.
@group(0) @binding(4) var<storage, read_write> history: array<f32>;

// How much the tensor's pixel `at` moves: the most of each tile and its neighbours, between the centres of
// tiles. The four nearest tiles with their neighbours are four by four, each of them read once.
fn motionAt(at: vec2u, size: vec2u) -> f32 {
  let tiles = (size + tileSide - 1) / tileSide;
  if (f32(motion.moving) > cutShare * f32(tiles.x * tiles.y)) {
    return 1;
  }
  let last = vec2i(tiles) - 1;
  let place = clamp((vec2f(at) + 0.5) / f32(tileSide) - 0.5, vec2f(0), vec2f(last));
  let tile = vec2i(place);
  let columns = clamp(tile.x + vec4i(-1, 0, 1, 2), vec4i(0), vec4i(last.x));
  var upper = vec2f(0);
  var lower = vec2f(0);
  for (var row = 0; row < 4; row++) {
    let line = clamp(tile.y + row - 1, 0, last.y) * i32(tiles.x);
    let middle = max(motion.tiles[line + columns.y], motion.tiles[line + columns.z]);
    let most = max(vec2f(motion.tiles[line + columns.x], motion.tiles[line + columns.w]), vec2f(middle));
    upper = select(upper, max(upper, most), row < 3);
    lower = select(lower, max(lower, most), row > 0);
  }
  let within = fract(place);
  return mix(mix(upper.x, upper.y, within.x), mix(lower.x, lower.y, within.x), within.y);
}

// One triangle that covers the canvas.
@vertex
fn cover(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(index & 1) * 4 - 1, f32(index >> 1) * 4 - 1, 0, 1);
}

fn colour(value: vec3f) -> vec3f {
  return (value - placement.range.x) / (placement.range.y - placement.range.x);
}

@fragment
fn present(@builtin(position) position: vec4f) -> @location(0) vec4f {
  var pixel = vec2u(position.xy);
  if (placement.mirror == 1) {
    pixel.x = placement.picture.x - 1 - pixel.x;
  }
  let size = placement.picture + 2 * placement.margin;
  let inside = pixel + placement.margin;
  let seen = planesAt(inside, size, 1);
  let x = colour(vec3f(f32(original[seen.r]), f32(original[seen.g]), f32(original[seen.b])));
  let at = planesAt(inside, size, placement.fold);
  var value = vec3f(f32(painted[at.r]), f32(painted[at.g]), f32(painted[at.b]));
  var share = 1.0;
  if (placement.keep > 0) {
    share -= placement.keep * (1 - motionAt(inside, size));
  }
  let pixels = placement.picture.x * placement.picture.y;
  let past = pixel.y * placement.picture.x + pixel.x;
  let before = vec3f(history[past], history[past + pixels], history[past + 2 * pixels]);
  value = before + share * (value - before);
  history[past] = value.r;
  history[past + pixels] = value.g;
  history[past + 2 * pixels] = value.b;
  var y = colour(value);
  if (placement.keepColours == 1) {
    y = x + dot(y - x, luma);
  }
  let isSplitOff = position.x < placement.split * f32(placement.picture.x);
  return vec4f(mix(x, y, select(placement.strength, 0, isSplitOff)), 1);
}
