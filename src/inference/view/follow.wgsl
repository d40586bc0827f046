// What follows the generator before it is shown: its painting as the next network wants to see it,
// the difference of two pictures, and the mean of a map. `scalar`, `other` and `planesAt` come from shaders.ts.
struct Places {
  picture: vec2u,     // pixels inside both margins
  margin: u32,        // of the first tensor
  otherMargin: u32,   // of the second one
  range: vec2f,       // values of black and white in the first tensor
  otherRange: vec2f,  // the same in the second one
  count: u32,         // values of the map
  fold: u32,          // of what was painted
}

@group(0) @binding(0) var<uniform> places: Places;
// 3 planes each, RGB
@group(0) @binding(1) var<storage, read> first: array<scalar>;
@group(0) @binding(2) var<storage, read_write> result: array<other>;
@group(0) @binding(3) var<storage, read> second: array<other>;
@group(0) @binding(4) var<storage, read_write> map: array<f32>;
@group(0) @binding(5) var<storage, read_write> mean: array<f32>;
// Of the second network, if it has one: else shorter than a plane.
@group(0) @binding(6) var<storage, read> ground: array<f32>;

fn mirrored(at: i32, length: i32) -> u32 {
  let period = max(1, 2 * (length - 1));
  let folded = ((at % period) + period) % period;
  return u32(min(folded, period - folded));
}

// `first`, which was painted, → `result`: crops one margin, mirrors the other, brings the values into the other range.
@compute @workgroup_size(8, 8)
fn remargin(@builtin(global_invocation_id) id: vec3u) {
  let size = places.picture + 2 * places.otherMargin;
  if (any(id.xy >= size)) {
    return;
  }
  let inside = vec2i(id.xy) - i32(places.otherMargin);
  let pixel = vec2u(
    mirrored(inside.x, i32(places.picture.x)),
    mirrored(inside.y, i32(places.picture.y)),
  ) + places.margin;
  let source = places.picture + 2 * places.margin;
  let scale = (places.otherRange.y - places.otherRange.x) / (places.range.y - places.range.x);
  let at = planesAt(pixel, source, places.fold);
  let to = planesAt(id.xy, size, 1);
  var height = 0.0;
  if (arrayLength(&ground) >= size.x * size.y) {
    height = ground[to.r];
  }
  for (var channel = 0u; channel < 3; channel++) {
    let value = f32(first[at[channel]]);
    result[to[channel]] =
      other(places.otherRange.x + scale * (value - places.range.x) + height);
  }
}

// `first`, `second` → `map`: how far pixels lie apart, 0…1, the mean of the channels.
@compute @workgroup_size(8, 8)
fn differ(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= places.picture)) {
    return;
  }
  let sizeA = places.picture + 2 * places.margin;
  let sizeB = places.picture + 2 * places.otherMargin;
  let a = planesAt(id.xy + places.margin, sizeA, 1);
  let b = planesAt(id.xy + places.otherMargin, sizeB, 1);
  var sum = 0.0;
  for (var channel = 0u; channel < 3; channel++) {
    let valueA = f32(first[a[channel]]) - places.range.x;
    let valueB = f32(second[b[channel]]) - places.otherRange.x;
    sum += abs(valueA / (places.range.y - places.range.x)
      - valueB / (places.otherRange.y - places.otherRange.x));
  }
  map[id.y * places.picture.x + id.x] = sum / 3;
}

var<workgroup> sums: array<f32, 256>;

// `map` → `mean`, by one workgroup.
@compute @workgroup_size(256)
fn average(@builtin(local_invocation_index) index: u32) {
  var sum = 0.0;
  for (var at = index; at < places.count; at += 256) {
    sum += map[at];
  }
  sums[index] = sum;
  for (var half = 128u; half > 0; half /= 2) {
    workgroupBarrier();
    if (index < half) {
      sums[index] += sums[index + half];
    }
  }
  if (index == 0) {
    mean[0] = sums[0] / f32(places.count);
  }
}
