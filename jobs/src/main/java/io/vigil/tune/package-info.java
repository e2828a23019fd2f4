/**
 * What people who tune rules need on top of a replay: candidates made from one rule file, what labels say of each, and a report
 * that shows them side by side. It judges nothing itself.
 */
@NullMarked
package io.vigil.tune;

import org.jspecify.annotations.NullMarked;
