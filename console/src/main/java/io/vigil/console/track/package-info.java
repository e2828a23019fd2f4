/** Where movers were: tracks in an embedded store, kept by age and by size. */
@NullMarked
package io.vigil.console.track;

import org.jspecify.annotations.NullMarked;
