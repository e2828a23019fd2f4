package io.vigil.evaluate;

/**
 * What of a layer of pair rules applies to a mover.
 *
 * @param layer the layer
 * @param applicable its rules that apply, a bit each; not 0
 * @param exempt those it is exempt from
 */
record PairShare(PairLayer layer, long applicable, long exempt) {}
