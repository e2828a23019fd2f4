/**
 * What is looked at over many movers at once, behind their evaluation: whether a feed is out, and whether a rule floods the
 * desk. Plain state machines on event time; hosts keep their state by key and call them in the order of the watermark.
 */
@NullMarked
package io.vigil.guard;

import org.jspecify.annotations.NullMarked;
