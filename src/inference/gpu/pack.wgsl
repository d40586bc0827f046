// Camera frame → tensor: crops, resizes, mirrors the border, normalises. One thread a pixel. And what
// steadiness.ts says: how much each tile, which is a workgroup, moves.
// `Frame`, `sampleFrame`, `scalar` come from shaders.ts, which knows how frames arrive here.

struct Placement {
  cropOrigin: vec2f, // in the frame's texture coordinates
  cropSize: vec2f,
  picture: vec2u,    // pixels, without the margin
  margin: u32,
  taps: u32,         // samples per side of a pixel: against aliasing when the frame is larger
  range: vec2f,      // values of black and white
}

@group(0) @binding(0) var frame: Frame;
@group(0) @binding(1) var linear: sampler;
@group(0) @binding(2) var<uniform> placement: Placement;
// 3 planes each, NCHW, RGB: what is seen, and the same on its ground, if there is one.
@group(0) @binding(3) var<storage, read_write> tensor: array<scalar>;
@group(0) @binding(6) var<storage, read_write> grounded: array<scalar>;
@group(0) @binding(7) var<storage, read> ground: array<f32>;

struct Motion {
  moving: atomic<u32>, // tiles that move
  tiles: array<f32>,   // how much each does, 0…1
}

// Lightness that motion is told against, 1…2; 0: none yet, from which everything differs.
@group(0) @binding(4) var<storage, read_write> reference: array<f32>;
@group(0) @binding(5) var<storage, read_write> motion: Motion;

const luma = vec3f(0.2126, 0.7152, 0.0722);

var<workgroup> changes: array<array<f32, tileSide>, tileSide>;

fn mirrored(at: i32, length: i32) -> i32 {
  let period = max(1, 2 * (length - 1));
  let folded = ((at % period) + period) % period;
  return min(folded, period - folded);
}

// What the camera shows at the tensor's pixel `at`, 0…1.
fn colourAt(at: vec2u) -> vec3f {
  let inside = vec2i(at) - i32(placement.margin);
  let pixel = vec2f(
    f32(mirrored(inside.x, i32(placement.picture.x))),
    f32(mirrored(inside.y, i32(placement.picture.y))),
  );
  let step = placement.cropSize / vec2f(placement.picture);
  var sum = vec3f(0);
  for (var row = 0u; row < placement.taps; row++) {
    for (var column = 0u; column < placement.taps; column++) {
      let offset = (vec2f(f32(column), f32(row)) + 0.5) / f32(placement.taps);
      sum += sampleFrame(placement.cropOrigin + (pixel + offset) * step);
    }
  }
  // External textures may give values a little outside of [0, 1].
  return clamp(sum / f32(placement.taps * placement.taps), vec3f(0), vec3f(1));
}

// How much the tile of `pixels` pixels moves, by its changes.
fn weigh(pixels: u32) -> f32 {
  var sum = 0.0;
  for (var row = 0u; row < tileSide; row += 2) {
    for (var column = 0u; column < tileSide; column += 2) {
      sum += abs(changes[row][column] + changes[row][column + 1] +
        changes[row + 1][column] + changes[row + 1][column + 1]);
    }
  }
  return smoothstep(motionRamp.x, motionRamp.y, sum / f32(pixels));
}

@compute @workgroup_size(tileSide, tileSide)
fn pack(
  @builtin(global_invocation_id) id: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(workgroup_id) tile: vec3u,
  @builtin(num_workgroups) tiles: vec3u,
) {
  let size = placement.picture + 2 * placement.margin;
  let isInside = all(id.xy < size);
  let plane = size.x * size.y;
  let at = id.y * size.x + id.x;
  var change = 0.0;
  if (isInside) {
    let rgb = colourAt(id.xy);
    let value = placement.range.x + rgb * (placement.range.y - placement.range.x);
    tensor[at] = scalar(value.r);
    tensor[at + plane] = scalar(value.g);
    tensor[at + 2 * plane] = scalar(value.b);
    if (arrayLength(&ground) >= plane) {
      grounded[at] = scalar(value.r + ground[at]);
      grounded[at + plane] = scalar(value.g + ground[at]);
      grounded[at + 2 * plane] = scalar(value.b + ground[at]);
    }
    change = 1 + dot(rgb, luma) - reference[at];
  }
  changes[local.y][local.x] = change;
  workgroupBarrier();
  let extent = min(size - tile.xy * tileSide, vec2u(tileSide));
  let moves = weigh(extent.x * extent.y);
  if (isInside) {
    reference[at] += select(referenceShare, 1, moves > 0.5) * change;
  }
  if (all(local.xy == vec2u(0))) {
    motion.tiles[tile.y * tiles.x + tile.x] = moves;
    atomicAdd(&motion.moving, select(0u, 1u, moves > 0.5));
  }
}
