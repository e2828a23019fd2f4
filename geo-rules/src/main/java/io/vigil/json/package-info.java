/** The JSON, GeoJSON and YAML forms of the contracts. Readers list every fault of a file at once, with its place. */
@NullMarked
package io.vigil.json;

import org.jspecify.annotations.NullMarked;
