/** The losses of CycleGAN (arXiv 1703.10593) in MathML, in the form of LSGAN (arXiv 1611.04076). */
import {html, mathml} from 'lit';

const sub = (letter: string, index: string) =>
  mathml`<msub><mi>${letter}</mi><mi>${index}</mi></msub>`;

const letter = (name: string) => mathml`<mi>${name}</mi>`;
const G = letter('G');
const F = letter('F');
const x = letter('x');
const y = letter('y');
const D_Y = sub('D', 'Y');

type Term = ReturnType<typeof letter>;

/** f(of) */
const call = (f: Term, of: Term) => mathml`${f}<mo>(</mo>${of}<mo>)</mo>`;

/** E[of] over the pictures of a domain */
const mean = (over: Term, of: Term) =>
  mathml`<msub><mi mathvariant="normal">E</mi>${over}</msub><mo>[</mo>${of}<mo>]</mo>`;

/** ‖a − b‖₁ */
const apart = (a: Term, b: Term) =>
  mathml`<mo>‖</mo>${a}<mo>−</mo>${b}<msub><mo>‖</mo><mn>1</mn></msub>`;

/** (a − 1)² */
const fromOne = (a: Term) =>
  mathml`<msup><mrow><mo>(</mo>${a}<mo>−</mo><mn>1</mn><mo>)</mo></mrow><mn>2</mn></msup>`;

const plus = mathml`<mo>+</mo>`;
const equals = mathml`<mo>=</mo>`;

const line = (of: Term) => html`<math><mrow>${of}</mrow></math>`;

/** L(G, F) = L_GAN(G) + L_GAN(F) + λ · L_cyc(G, F): what both generators make small */
export const wholeLoss = html`<math display="block">
  <mrow>
    ${letter('L')}<mo>(</mo>${G}<mo>,</mo>${F}<mo>)</mo>${equals}
    ${call(sub('L', 'GAN'), G)}${plus}${call(sub('L', 'GAN'), F)}${plus}
    <mi>λ</mi><mo>·</mo>${sub('L', 'cyc')}<mo>(</mo>${G}<mo>,</mo>${F}<mo>)</mo>
  </mrow>
</math>`;

/** L_GAN(G) = E_x[(D_Y(G(x)) − 1)²] */
export const adversarial = line(
  mathml`${call(sub('L', 'GAN'), G)}${equals}${mean(x, fromOne(call(D_Y, call(G, x))))}`,
);

/** L(D_Y) = E_y[(D_Y(y) − 1)²] + E_x[D_Y(G(x))²] */
export const critical = line(
  mathml`${call(letter('L'), D_Y)}${equals}${mean(y, fromOne(call(D_Y, y)))}${plus}${mean(
    x,
    mathml`${D_Y}<msup><mrow><mo>(</mo>${call(G, x)}<mo>)</mo></mrow><mn>2</mn></msup>`,
  )}`,
);

/** L_cyc = E_x[‖F(G(x)) − x‖₁] + E_y[‖G(F(y)) − y‖₁] */
export const cycle = line(
  mathml`${sub('L', 'cyc')}${equals}${mean(x, apart(call(F, call(G, x)), x))}${plus}${mean(
    y,
    apart(call(G, call(F, y)), y),
  )}`,
);

/** L_id = E_x[‖F(x) − x‖₁] + E_y[‖G(y) − y‖₁] */
export const identity = line(
  mathml`${sub('L', 'id')}${equals}${mean(x, apart(call(F, x), x))}${plus}${mean(
    y,
    apart(call(G, y), y),
  )}`,
);
