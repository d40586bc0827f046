// Tensors → canvas: crops the margin, mirrors, brings the values back to colours and blends the
// painting with the original.
// `scalar` comes from shaders.ts.

struct Placement {
  picture: vec2u, // pixels of the canvas and of the picture inside the tensor's margin
  margin: u32,
  mirror: u32,
  range: vec2f,   // values of black and white
  strength: f32,  // of the painting over the original, 0…1
  split: f32,     // share of the canvas's width that shows the original
  keepColours: u32,
}

// ITU-R BT.709
const luma = vec3f(0.2126, 0.7152, 0.0722);

@group(0) @binding(0) var<uniform> placement: Placement;
// 3 planes each, NCHW, RGB
@group(0) @binding(1) var<storage, read> original: array<scalar>;
@group(0) @binding(2) var<storage, read> painted: array<scalar>;

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
  let plane = size.x * size.y;
  let at = (pixel.y + placement.margin) * size.x + pixel.x + placement.margin;
  let x = colour(vec3f(f32(original[at]), f32(original[at + plane]), f32(original[at + 2 * plane])));
  var y = colour(vec3f(f32(painted[at]), f32(painted[at + plane]), f32(painted[at + 2 * plane])));
  if (placement.keepColours == 1) {
    y = x + dot(y - x, luma);
  }
  let isSplitOff = position.x < placement.split * f32(placement.picture.x);
  return vec4f(mix(x, y, select(placement.strength, 0, isSplitOff)), 1);
}
