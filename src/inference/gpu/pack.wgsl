// Camera frame → tensor: crops, resizes, mirrors the border, normalises. One thread a pixel.
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
@group(0) @binding(3) var<storage, read_write> tensor: array<scalar>; // 3 planes, NCHW, RGB

fn mirrored(at: i32, length: i32) -> i32 {
  let period = max(1, 2 * (length - 1));
  let folded = ((at % period) + period) % period;
  return min(folded, period - folded);
}

@compute @workgroup_size(8, 8)
fn pack(@builtin(global_invocation_id) id: vec3u) {
  let size = placement.picture + 2 * placement.margin;
  if (any(id.xy >= size)) {
    return;
  }
  let inside = vec2i(id.xy) - i32(placement.margin);
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
  let rgb = clamp(sum / f32(placement.taps * placement.taps), vec3f(0), vec3f(1));
  let value = placement.range.x + rgb * (placement.range.y - placement.range.x);
  let plane = size.x * size.y;
  let at = id.y * size.x + id.x;
  tensor[at] = scalar(value.r);
  tensor[at + plane] = scalar(value.g);
  tensor[at + 2 * plane] = scalar(value.b);
}
