import {expect, it} from 'vitest';
import {shippedStyles} from '../../tests/fixtures/shipped.ts';
import {plainLook} from '../domain/look.ts';
import {provenanceOf} from './provenance.ts';

it('names the generator of the tier that painted', () => {
  const style = shippedStyles.find(({G}) => G.S && G.M)!;
  for (const tier of ['S', 'M'] as const) {
    const {generator} = provenanceOf({style, direction: 'X→Y', tier}, plainLook);
    expect(generator).toBe(style.G[tier]?.sha256);
  }
});
