// Where red, green and blue of the pixel `at` lie in a tensor of `size` pixels: NCHW, its 3 planes whole (fold 1) or
// folded as unfold.ts says.
fn planesAt(at: vec2u, size: vec2u, fold: u32) -> vec3u {
  let small = size / fold;
  let inSquare = fold * (at.y % fold) + at.x % fold;
  let first = (inSquare * small.y + at.y / fold) * small.x + at.x / fold;
  return first + vec3u(0, 1, 2) * size.x * size.y;
}
