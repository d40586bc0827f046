/** The losses of CycleGAN (arXiv 1703.10593) in MathML, in the form of LSGAN (arXiv 1611.04076). */
import {html, mathml} from 'lit';

const sub = (letter: string, index: string) =>
  mathml`<msub><mi>${letter}</mi><mi>${index}</mi></msub>`;

/** L(G, F, D_X, D_Y) = L_GAN(G, D_Y) + L_GAN(F, D_X) + λ · L_cyc(G, F) */
export const wholeLoss = html`<math display="block">
  <mrow>
    <mi>L</mi><mo>(</mo><mi>G</mi><mo>,</mo><mi>F</mi><mo>,</mo>${sub('D', 'X')}<mo>,</mo>
    ${sub('D', 'Y')}<mo>)</mo><mo>=</mo> ${sub('L', 'GAN')}<mo>(</mo><mi>G</mi
    ><mo>,</mo>${sub('D', 'Y')}<mo>)</mo><mo>+</mo> ${sub('L', 'GAN')}<mo>(</mo><mi>F</mi
    ><mo>,</mo>${sub('D', 'X')}<mo>)</mo><mo>+</mo> <mi>λ</mi><mo>·</mo>${sub('L', 'cyc')}<mo>(</mo
    ><mi>G</mi><mo>,</mo><mi>F</mi><mo>)</mo>
  </mrow>
</math>`;

/** E[(D_Y(G(x)) − 1)²] */
export const adversarial = html`<math>
  <mrow>
    ${sub('L', 'GAN')}<mo>=</mo><mi mathvariant="normal">E</mi><mo>[</mo>
    <msup>
      <mrow>
        <mo>(</mo>${sub('D', 'Y')}<mo>(</mo><mi>G</mi><mo>(</mo><mi>x</mi><mo>)</mo><mo>)</mo>
        <mo>−</mo><mn>1</mn><mo>)</mo>
      </mrow>
      <mn>2</mn>
    </msup>
    <mo>]</mo>
  </mrow>
</math>`;

/** E[‖F(G(x)) − x‖₁] */
export const cycle = html`<math>
  <mrow>
    ${sub('L', 'cyc')}<mo>=</mo><mi mathvariant="normal">E</mi><mo>[</mo><mo>‖</mo><mi>F</mi>
    <mo>(</mo><mi>G</mi><mo>(</mo><mi>x</mi><mo>)</mo><mo>)</mo><mo>−</mo><mi>x</mi>
    <msub><mo>‖</mo><mn>1</mn></msub
    ><mo>]</mo>
  </mrow>
</math>`;

/** E[‖F(x) − x‖₁] */
export const identity = html`<math>
  <mrow>
    ${sub('L', 'id')}<mo>=</mo><mi mathvariant="normal">E</mi><mo>[</mo><mo>‖</mo><mi>F</mi>
    <mo>(</mo><mi>x</mi><mo>)</mo><mo>−</mo><mi>x</mi> <msub><mo>‖</mo><mn>1</mn></msub
    ><mo>]</mo>
  </mrow>
</math>`;
