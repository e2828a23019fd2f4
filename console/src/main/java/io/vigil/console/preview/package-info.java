/** What a zone or a change of a rule would have raised, before it is published. Knows tracks and rules, no pages and no users. */
@org.jspecify.annotations.NullMarked
package io.vigil.console.preview;
