// Tensors and a map over the picture → canvas: the cycle in its layouts, or what the critic sees.
// draw.ts does the same on the CPU. `heat`, `hottest`, `scalar`, `other` and `planesAt` come from shaders.ts.
struct Placement {
  picture: vec2u,       // pixels of the picture inside the tensors' margins
  map: vec2u,           // values of the map
  margin: u32,          // of x and of what was painted
  backMargin: u32,      // of what came back
  mirror: u32,
  arrangement: u32,          // 0 grid, 1 wipe, 2 heat, 3 critic
  range: vec2f,         // values of black and white in x and in what was painted
  backRange: vec2f,     // the same in what came back
  scores: vec2f,        // of a critic: what is made, what is real
  at: f32,              // where the wipe stands, 0…2
  fold: u32,            // of what was painted
}

// ITU-R BT.709
const luma = vec3f(0.2126, 0.7152, 0.0722);

@group(0) @binding(0) var<uniform> placement: Placement;
// 3 planes each, RGB
@group(0) @binding(1) var<storage, read> x: array<scalar>;
@group(0) @binding(2) var<storage, read> painted: array<scalar>;
@group(0) @binding(3) var<storage, read> back: array<other>;
@group(0) @binding(4) var<storage, read> map: array<f32>;

// One triangle that covers the canvas.
@vertex
fn cover(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(index & 1) * 4 - 1, f32(index >> 1) * 4 - 1, 0, 1);
}

fn indices(pixel: vec2u, margin: u32, fold: u32) -> vec3u {
  return planesAt(pixel + margin, placement.picture + 2 * margin, fold);
}

fn colour(value: vec3f, range: vec2f) -> vec3f {
  return (value - range.x) / (range.y - range.x);
}

fn colourX(pixel: vec2u) -> vec3f {
  let at = indices(pixel, placement.margin, 1);
  return colour(vec3f(f32(x[at.x]), f32(x[at.y]), f32(x[at.z])), placement.range);
}

fn colourPainted(pixel: vec2u) -> vec3f {
  let at = indices(pixel, placement.margin, placement.fold);
  return colour(vec3f(f32(painted[at.x]), f32(painted[at.y]), f32(painted[at.z])), placement.range);
}

fn colourBack(pixel: vec2u) -> vec3f {
  let at = indices(pixel, placement.backMargin, 1);
  return colour(vec3f(f32(back[at.x]), f32(back[at.y]), f32(back[at.z])), placement.backRange);
}

fn hot(difference: f32) -> vec3f {
  let at = saturate(difference / hottest) * f32(heatCount - 1);
  let below = min(u32(at), heatCount - 2);
  return mix(heat[below], heat[below + 1], at - f32(below));
}

// The map's value over a pixel: patches go over into each other.
fn valueAt(pixel: vec2u) -> f32 {
  let last = vec2f(placement.map - 1);
  let place = clamp((vec2f(pixel) + 0.5) / vec2f(placement.picture) * vec2f(placement.map) - 0.5, vec2f(0), last);
  let low = vec2u(place);
  let high = min(low + 1, placement.map - 1);
  let share = place - vec2f(low);
  let width = placement.map.x;
  let above = mix(map[low.y * width + low.x], map[low.y * width + high.x], share.x);
  let below = mix(map[high.y * width + low.x], map[high.y * width + high.x], share.x);
  return mix(above, below, share.y);
}

@fragment
fn present(@builtin(position) position: vec4f) -> @location(0) vec4f {
  let size = placement.picture;
  let spot = vec2u(position.xy);
  let pane = spot / size;
  var pixel = spot % size;
  if (placement.mirror == 1) {
    pixel.x = size.x - 1 - pixel.x;
  }
  if (placement.arrangement == 0) {
    if (pane.y == 0) {
      if (pane.x == 0) { return vec4f(colourX(pixel), 1); }
      return vec4f(colourPainted(pixel), 1);
    }
    if (pane.x == 0) { return vec4f(colourBack(pixel), 1); }
    return vec4f(hot(valueAt(pixel)), 1);
  }
  if (placement.arrangement == 1) {
    let stage = min(1, floor(placement.at));
    let line = round((placement.at - stage) * f32(size.x));
    let shown = u32(stage) + select(0u, 1u, f32(spot.x) < line);
    if (shown == 0) { return vec4f(colourX(pixel), 1); }
    if (shown == 1) { return vec4f(colourPainted(pixel), 1); }
    return vec4f(colourBack(pixel), 1);
  }
  let value = valueAt(pixel);
  if (placement.arrangement == 2) {
    let grey = vec3f(0.45 * dot(colourX(pixel), luma));
    return vec4f(mix(grey, hot(value), saturate(value / (0.4 * hottest))), 1);
  }
  let own = colourPainted(pixel);
  return vec4f(mix(vec3f(0.45 * dot(own, luma)), own, saturate((value - placement.scores.x) / (placement.scores.y - placement.scores.x))), 1);
}
