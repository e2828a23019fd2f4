/** Makes rings valid where that is possible without changing their area by much, and says what it did. */
@org.jspecify.annotations.NullMarked
package io.vigil.zones.repair;
