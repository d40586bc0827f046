/** AssemblyScript (https://www.assemblyscript.org): what the CPU does with each pixel of a frame. Pointers are offsets in memory. */
export {shrinkRgba, shrinkYuv} from './shrink';
export {pack, unpack} from './planes';
export {blend, compare, weigh} from './steady';
