// Tensor → canvas: crops the margin, mirrors, brings the values back to colours.
// `scalar` comes from shaders.ts.

struct Placement {
  picture: vec2u, // pixels of the canvas and of the picture inside the tensor's margin
  margin: u32,
  mirror: u32,
  range: vec2f,   // values of black and white
}

@group(0) @binding(0) var<uniform> placement: Placement;
@group(0) @binding(1) var<storage, read> tensor: array<scalar>; // 3 planes, NCHW, RGB

// One triangle that covers the canvas.
@vertex
fn cover(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(index & 1) * 4 - 1, f32(index >> 1) * 4 - 1, 0, 1);
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
  let value = vec3f(f32(tensor[at]), f32(tensor[at + plane]), f32(tensor[at + 2 * plane]));
  return vec4f((value - placement.range.x) / (placement.range.y - placement.range.x), 1);
}
